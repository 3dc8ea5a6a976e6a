import { seal } from '@redress/personal-data';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { at, SampleStreams } from './sample-streams';

const because = { zh: '按预案默认等级', en: 'By default of the plan' };

/** A complaint as intake would publish it; every call appends a commit to its stream and gives the complaint back. */
export class SampleIntake extends SampleStreams {
  readonly trackingToken = randomBytes(16).toString('base64url');

  constructor(
    readonly no: string,
    siteId: string,
    readonly text: string,
  ) {
    super(siteId, randomUUID());
  }

  registered(minute = 0, stated: object = {}): this {
    return this.intake(minute, {
      ComplaintRegistered: {
        complaintNo: this.no,
        channel: 'web',
        receivedAt: at(minute),
        registeredAt: at(minute),
        acceptBy: at(minute + 1440),
        planRef: 'complaint-emergency@1',
        calendarRef: 'china@2026',
        personId: this.key.personId,
        complainant: seal(this.key, JSON.stringify({ name: '王女士', phone: '13800000000' })),
        narrative: seal(this.key, this.text),
        locale: 'zh-CN',
        facts: {},
        textSignature: '0123456789abcdef',
        trackingTokenHash: createHash('sha256').update(this.trackingToken).digest('hex'),
        registeredBy: 'visitor',
        ...stated,
      },
    });
  }

  classified(minute: number, priority = 'P3', level = 'general', more: object = {}): this {
    return this.intake(minute, {
      ComplaintClassified: {
        classifiedAt: at(minute),
        category: 'food',
        level,
        severity: 2,
        impact: 'individual',
        priority,
        decidedBy: 'rule',
        classifiedBy: 'system:intake',
        because,
        facts: {},
        ...more,
      },
    });
  }

  verified(minute: number, valid = true): this {
    return this.intake(minute, { ComplaintVerified: { valid, verifiedAt: at(minute), verifiedBy: 'staff:c1' } });
  }

  accepted(minute: number): this {
    return this.intake(minute, {
      ComplaintAccepted: { acceptedAt: at(minute), acceptedBy: 'staff:c1', late: false },
    });
  }

  declined(minute: number): this {
    const explained = seal(this.key, '不在受理范围');
    return this.intake(minute, {
      ComplaintDeclined: {
        declinedAt: at(minute),
        declinedBy: 'staff:c1',
        reason: 'outOfScope',
        explanation: explained,
      },
    });
  }

  suspected(minute: number): this {
    return this.intake(minute, { SevereSuspected: { suspectedAt: at(minute), ruleId: 'LVL-02', words: ['食物中毒'] } });
  }

  /** An exchange with the complainant; `visitor` is the complainant's own message. */
  communicated(minute: number, recordedBy = 'staff:c1', reached = true): this {
    const direction = recordedBy === 'visitor' ? 'in' : 'out';
    const who = { recordedAt: at(minute), recordedBy, content: seal(this.key, '已电话说明') };
    const how = { direction, medium: 'phone', occurredAt: at(minute), reached, confirmed: reached };
    return this.intake(minute, { CommunicationRecorded: { ...how, ...who } });
  }

  /** What is missing; answered until another minute. */
  asked(minute: number, answerBy: number, questionNo = 1): this {
    const question = seal(this.key, '请补充门票照片');
    return this.intake(minute, {
      ComplainantAsked: {
        questionNo,
        question,
        askedAt: at(minute),
        askedBy: 'staff:c1',
        answerBy: at(answerBy),
        pausing: true,
      },
    });
  }

  questionAnswered(minute: number, questionNo = 1): this {
    return this.intake(minute, {
      QuestionAnswered: { questionNo, answeredAt: at(minute), answeredBy: 'visitor', late: false },
    });
  }

  /** Merged into another complaint. */
  mergedInto(minute: number, leading: SampleIntake): this {
    const about = { leadingId: leading.id, leadingNo: leading.no, leadingComplainant: seal(leading.key, {}) };
    const by = { mergedAt: at(minute), mergedBy: 'staff:c1', reason: seal(this.key, '同一游客重复投诉') };
    return this.intake(minute, { ComplaintMerged: { ...about, ...by } });
  }

  unmerged(minute: number, leading: SampleIntake): this {
    const by = { unmergedAt: at(minute), unmergedBy: 'system:intake', cause: 'leadingWithdrawn' };
    return this.intake(minute, { ComplaintUnmerged: { leadingId: leading.id, ...by } });
  }

  linkedTo(minute: number, leading: SampleIntake): this {
    const about = { leadingId: leading.id, leadingNo: leading.no };
    return this.intake(minute, { ComplaintLinked: { ...about, linkedAt: at(minute), linkedBy: 'staff:c1' } });
  }

  unlinkedFrom(minute: number, leading: SampleIntake): this {
    const by = { unlinkedAt: at(minute), unlinkedBy: 'staff:c1', reason: seal(this.key, '不是同一事件') };
    return this.intake(minute, { ComplaintUnlinked: { leadingId: leading.id, ...by } });
  }

  followedBy(minute: number, follower: SampleIntake, relation: 'linked' | 'merged', holds = true): this {
    const who = { followerId: follower.id, followerNo: follower.no };
    return this.intake(minute, { FollowerNoted: { ...who, relation, holds, notedAt: at(minute) } });
  }

  withdrawn(minute: number): this {
    return this.intake(minute, { ComplaintWithdrawn: { withdrawnAt: at(minute), withdrawnBy: 'visitor' } });
  }

  private intake(minute: number, events: Record<string, object>): this {
    return this.append('intake', 'complaint', minute, events);
  }
}
