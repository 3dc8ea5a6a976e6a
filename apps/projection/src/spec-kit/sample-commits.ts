import type { PublishedCommit } from '@redress/kernel';
import { seal } from '@redress/personal-data';
import { randomUUID } from 'node:crypto';
import { SampleIntake } from './sample-intake';
import { at, commitOf } from './sample-streams';

export { at } from './sample-streams';

const explanation = {
  rule: 'deadlines.acceptance',
  within: 'PT24H',
  from: at(0),
  calendarRef: 'china@2026',
  skippedDays: [],
  provisional: false,
  pausedMs: 0,
};

/** A complaint as its services would publish it: every call appends a commit to the stream of its context. */
export class SampleComplaint extends SampleIntake {
  constructor(no: string, siteId = 'main', text = '餐厅的饭菜不新鲜，吃完以后肚子疼。') {
    super(no, siteId, text);
  }

  assigned(minute: number, handlerId = 'h1'): this {
    const opened = { CaseOpened: { openedAt: at(minute) } };
    const first = !this.has('case');
    const assigned = { CaseAssigned: { handlerId, assignedAt: at(minute), assignedBy: 'staff:t1' } };
    return this.append('investigation', 'case', minute, first ? { ...opened, ...assigned } : assigned);
  }

  /** The case names a member of staff. */
  naming(minute: number, staffId: string): this {
    const named = { staffId, namedAt: at(minute), namedBy: 'staff:t1' };
    return this.append('investigation', 'case', minute, { RespondentNamed: named });
  }

  /** The investigation has begun. */
  begun(minute: number): this {
    const started = { startedAt: at(minute), startedBy: 'staff:h1' };
    return this.append('investigation', 'case', minute, { InvestigationStarted: started });
  }

  /** The account of a side is on record. */
  heard(minute: number, party: 'complainant' | 'respondent'): this {
    const act = { method: 'phone', party, obtained: true, actedAt: at(minute), findings: seal(this.key, '说明了经过') };
    const recorded = { recordedAt: at(minute), recordedBy: 'staff:h1' };
    return this.append('investigation', 'case', minute, { InvestigationActRecorded: { ...act, ...recorded } });
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

  adopted(minute: number): this {
    return this.append('investigation', 'case', minute, {
      ResolutionPlanAdopted: { proposalNo: 1, adoptedAt: at(minute) },
    });
  }

  /** A measure of the plan is done. */
  carriedOut(minute: number, measureNo = 1): this {
    const done = { measureNo, completedAt: at(minute), completedBy: 'staff:h1', note: seal(this.key, '已退款') };
    return this.append('investigation', 'case', minute, { MeasureCompleted: done });
  }

  informed(minute: number): this {
    const feedback = { givenAt: at(minute), givenBy: 'staff:h1', feedback: seal(this.key, '已赔偿') };
    return this.append('investigation', 'case', minute, { FeedbackGiven: feedback });
  }

  evaluated(minute: number): this {
    const evaluation = { evaluatedAt: at(minute), evaluatedBy: 'staff:t1', effective: true };
    return this.append('investigation', 'case', minute, { OutcomeEvaluated: evaluation });
  }

  concluded(minute: number): this {
    const step = (data: Record<string, object>) => this.append('investigation', 'case', minute, data);
    step({
      ResolutionPlanApproved: { proposalNo: 1, approvedAt: at(minute), approvedBy: 'staff:d1' },
      ResolutionPlanAdopted: { proposalNo: 1, adoptedAt: at(minute) },
    });
    this.carriedOut(minute);
    this.informed(minute).evaluated(minute);
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
}
