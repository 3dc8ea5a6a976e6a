import type { Context, PublishedCommit, VersionedEvent } from '@redress/kernel';
import { seal, type PersonKey } from '@redress/personal-data';
import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** Moments of the sample: a Monday in March, minutes after nine in the morning. */
export const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 1, minute)).toISOString();

const explanation = {
  rule: 'deadlines.acceptance',
  within: 'PT24H',
  from: at(0),
  calendarRef: 'china@2026',
  skippedDays: [],
  provisional: false,
  pausedMs: 0,
};

const because = { zh: '按预案默认等级', en: 'By default of the plan' };

/** A complaint as its services would publish it: every call appends a commit to the stream of its context. */
export class SampleComplaint {
  readonly id = randomUUID();
  readonly trackingToken = randomBytes(16).toString('base64url');
  readonly key: PersonKey;
  readonly commits: PublishedCommit[] = [];
  private readonly versions = new Map<string, number>();

  constructor(
    readonly no: string,
    readonly siteId = 'main',
    readonly text = '餐厅的饭菜不新鲜，吃完以后肚子疼。',
    personId = randomUUID(),
  ) {
    this.key = { personId, key: randomBytes(32) };
  }

  /** The newest version of a stream as a read-your-writes token. */
  token(type: string): string {
    const streamId = `${type}-${this.id}`;
    return `${streamId}@${this.versions.get(streamId) ?? 0}`;
  }

  registered(minute = 0): this {
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

  assigned(minute: number, handlerId = 'h1'): this {
    const opened = { CaseOpened: { openedAt: at(minute) } };
    const first = !this.versions.has(`case-${this.id}`);
    const assigned = { CaseAssigned: { handlerId, assignedAt: at(minute), assignedBy: 'staff:t1' } };
    return this.append('investigation', 'case', minute, first ? { ...opened, ...assigned } : assigned);
  }

  investigated(minute: number): this {
    const report = seal(this.key, '经查属实');
    const by = 'staff:h1';
    return this.append('investigation', 'case', minute, {
      InvestigationStarted: { startedAt: at(minute), startedBy: by },
      InvestigationCompleted: { completedAt: at(minute), completedBy: by, substantiated: true, report },
    });
  }

  proposed(minute: number, approverRole = 'siteDirector'): this {
    return this.append('investigation', 'case', minute, {
      ResolutionPlanProposed: {
        proposalNo: 1,
        proposedAt: at(minute),
        proposedBy: 'staff:h1',
        measures: [{ kind: 'compensation', amountYuan: 1200 }],
        description: seal(this.key, '赔偿并整改'),
        approverRole,
      },
    });
  }

  concluded(minute: number): this {
    const step = (data: Record<string, object>) => this.append('investigation', 'case', minute, data);
    step({
      ResolutionPlanApproved: { proposalNo: 1, approvedAt: at(minute), approvedBy: 'staff:d1' },
      ResolutionPlanAdopted: { proposalNo: 1, adoptedAt: at(minute) },
    });
    step({ FeedbackGiven: { givenAt: at(minute), givenBy: 'staff:h1', feedback: seal(this.key, '已赔偿') } });
    step({ OutcomeEvaluated: { evaluatedAt: at(minute), evaluatedBy: 'staff:t1', effective: true } });
    return step({ CaseClosed: { closedAt: at(minute), closedBy: 'staff:t1' } });
  }

  watched(minute: number, dueMinute: number): this {
    return this.append('escalation', 'watch', minute, {
      WatchOpened: { openedAt: at(minute), planRef: 'complaint-emergency@1' },
      DeadlineStarted: {
        deadline: 'acceptance',
        revision: 1,
        startedAt: at(minute),
        dueAt: at(dueMinute),
        explanation,
      },
    });
  }

  breached(minute: number): this {
    return this.append('escalation', 'watch', minute, {
      DeadlineBreached: { deadline: 'acceptance', dueAt: at(minute), noticedAt: at(minute), noticedLateMs: 0 },
    });
  }

  met(minute: number): this {
    return this.append('escalation', 'watch', minute, {
      DeadlineMet: { deadline: 'acceptance', metAt: at(minute), late: false },
    });
  }

  get escalationId(): string {
    return `${this.id}-default.acceptance.2.1`;
  }

  escalated(minute: number, tell: readonly string[] = ['dutyManager']): this {
    return this.append('escalation', 'watch', minute, {
      EscalationRaised: {
        escalationId: this.escalationId,
        deadline: 'acceptance',
        ladder: 'default',
        step: 2,
        tell,
        cause: 'step',
        raisedAt: at(minute),
        acknowledgeBy: at(minute + 30),
        lateMs: 0,
      },
    });
  }

  acknowledged(minute: number): this {
    const by = { acknowledgedAt: at(minute), acknowledgedBy: 'staff:m1' };
    return this.append('escalation', 'watch', minute, {
      EscalationAcknowledged: { escalationId: this.escalationId, ...by },
    });
  }

  notified(minute: number): this {
    const deliveryId = randomUUID();
    const about = { deliveryId, complaintId: this.id, escalationId: this.escalationId };
    const queued = {
      ...about,
      recipient: 'staff:m1',
      role: 'dutyManager',
      channel: 'email',
      template: 'deadline-breached',
      locale: 'zh-CN',
      queuedAt: at(minute),
    };
    const events = { NotificationQueued: queued, NotificationSent: { deliveryId, attempt: 1, sentAt: at(minute) } };
    return this.append('notification', 'delivery', minute, events, { streamId: `delivery-${deliveryId}`, bare: true });
  }

  /** The person's own stream, with the person as its subject. */
  erased(minute: number): PublishedCommit {
    const { personId } = this.key;
    const data = { personId, erasedAt: at(minute), erasedBy: 'staff:a1' };
    const events = [{ type: 'PersonErased', schemaVersion: 1, data }];
    const streamId = `person-${personId}`;
    return commitOf(
      { siteId: this.siteId, context: 'intake', streamId, version: 1, subject: personId },
      minute,
      events,
    );
  }

  private intake(minute: number, events: Record<string, object>): this {
    return this.append('intake', 'complaint', minute, events);
  }

  private append(
    context: Context,
    type: string,
    minute: number,
    events: Record<string, object>,
    { streamId = `${type}-${this.id}`, bare = false } = {},
  ): this {
    const version = (this.versions.get(streamId) ?? 0) + 1;
    this.versions.set(streamId, version);
    const about = bare ? {} : { complaintId: this.id };
    const list = Object.entries(events).map(([name, data]) => ({
      type: name,
      schemaVersion: 1,
      data: { ...about, ...data },
    }));
    this.commits.push(commitOf({ siteId: this.siteId, context, streamId, version, subject: this.id }, minute, list));
    return this;
  }
}

const commitOf = (
  place: Pick<PublishedCommit['envelope'], 'siteId' | 'context' | 'streamId' | 'version' | 'subject'>,
  minute: number,
  events: readonly VersionedEvent[],
): PublishedCommit => ({
  envelope: {
    ...place,
    commitId: randomUUID(),
    occurredAt: at(minute),
    recordedAt: at(minute),
    storeEpoch: 1,
    actor: 'staff:c1',
    correlationId: randomUUID(),
    causationId: randomUUID(),
  },
  events,
});
