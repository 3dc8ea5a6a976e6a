import type { PublishedCommit } from '@redress/kernel';
import { randomUUID } from 'node:crypto';
import { SampleCase } from './sample-case';
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
export class SampleComplaint extends SampleCase {
  /** The delivery that was given up last. */
  lost = '';

  constructor(no: string, siteId = 'main', text = '餐厅的饭菜不新鲜，吃完以后肚子疼。') {
    super(no, siteId, text);
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

  /** The watch over a case that was reopened at its investigation. */
  watchedAgain(minute: number): this {
    return this.append('escalation', 'watch', minute, {
      WatchReopened: { round: 2, stage: 'investigation', reopenedAt: at(minute) },
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

  /** A letter to the complainant that no attempt delivered; or another message, by what is different of it. */
  undelivered(minute: number, different: object = {}): this {
    const deliveryId = randomUUID();
    const queued = {
      deliveryId,
      complaintId: this.id,
      recipient: `complainant:${this.key.personId}`,
      channel: 'email',
      template: 'complainant-registered',
      locale: 'zh-CN',
      queuedAt: at(minute),
      ...different,
    };
    const failed = { deliveryId, attempt: 3, failedAt: at(minute), reason: 'smtp-550', nextAttemptAt: at(minute) };
    const givenUp = { deliveryId, complaintId: this.id, attempts: 4, givenUpAt: at(minute) };
    const events = { NotificationQueued: queued, NotificationFailed: failed, DeliveryGivenUp: givenUp };
    this.lost = deliveryId;
    return this.delivery(minute, deliveryId, events);
  }

  /** The message that was given up last is tried again. */
  resumed(minute: number): this {
    const data = { deliveryId: this.lost, resumedBy: 'staff:c1', resumedAt: at(minute) };
    return this.delivery(minute, this.lost, { DeliveryResumed: data });
  }

  /** And arrives. */
  arrived(minute: number): this {
    const data = { deliveryId: this.lost, attempt: 5, sentAt: at(minute) };
    return this.delivery(minute, this.lost, { NotificationSent: data });
  }

  private delivery(minute: number, id: string, events: Record<string, object>): this {
    return this.append('notification', 'delivery', minute, events, { streamId: `delivery-${id}`, bare: true });
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
