import { contexts, type Context } from '@redress/kernel';
import type { Evidence, Found, FoundCommit, FoundEvent } from './evidence';
import { eventsIn } from './evidence';
import { tallyOf } from './tally';

let made = 0;
const commit = (...events: FoundEvent[]): FoundCommit => ({ commitId: `commit-${(made += 1)}`, subject: 's', events });
const event = (type: string, data: FoundEvent['data'] = {}): FoundEvent => ({ type, data });
const both = (...commits: FoundCommit[]): Found => ({ stored: commits, published: commits });

const evidence = (found: Partial<Record<Context, Found>> = {}, more: Partial<Evidence> = {}): Evidence => {
  const none = both();
  const all = Object.fromEntries(contexts.map((context) => [context, found[context] ?? none])) as Evidence['contexts'];
  return { registered: new Set(), documents: 0, mails: 0, contexts: all, ...more };
};

const oneComplaint = () => {
  const intake = both(commit(event('ComplaintRegistered', { complaintId: 'c' })), commit(event('ComplaintVerified')));
  const escalation = both(
    commit(event('WatchOpened', { complaintId: 'c' })),
    commit(event('EscalationRaised', { escalationId: 'e' })),
  );
  const queued = { escalationId: 'e', deliveryId: 'd', channel: 'email' };
  const notification = both(
    commit(event('NotificationQueued', queued)),
    commit(event('NotificationSent', { deliveryId: 'd' })),
  );
  return { intake, escalation, notification };
};
const rest = { registered: new Set(['c']), documents: 1, mails: 1 };

describe('what a demo came to', () => {
  it('adds up when all say the same', () => {
    const { broken, untold, figures } = tallyOf(evidence(oneComplaint(), rest));
    expect([broken, untold]).toEqual([[], []]);
    expect(figures).toMatchObject({ commits: 6, escalations: 1, deliveries: 1 });
  });

  it('counts a commit that lies on its topic twice once', () => {
    const found = oneComplaint();
    const intake = { ...found.intake, published: [...found.intake.published, ...found.intake.published] };
    expect(tallyOf(evidence({ ...found, intake }, rest)).broken).toEqual([]);
  });

  it('names the numbers that differ', () => {
    const found = oneComplaint();
    const intake = { ...found.intake, published: found.intake.published.slice(1) };
    expect(tallyOf(evidence({ ...found, intake }, { ...rest, documents: 2, mails: 0 })).broken).toEqual([
      { name: 'complaints', counts: { answered: 1, stored: 1, published: 0, readModel: 2 } },
      { name: 'commits-intake', counts: { stored: 2, published: 1 } },
      { name: 'mails', counts: { sent: 1, received: 0 } },
    ]);
  });

  it('misses a watch, and finds one that stands twice', () => {
    const found = oneComplaint();
    expect(tallyOf(evidence({ ...found, escalation: both() }, rest)).broken.map(({ name }) => name)).toEqual([
      'watches',
    ]);
    const twice = both(...found.escalation.stored, commit(event('WatchOpened', { complaintId: 'c' })));
    expect(tallyOf(evidence({ ...found, escalation: twice }, rest)).broken).toMatchObject([
      { counts: { opened: 2, complaints: 1 } },
    ]);
  });

  it('finds an escalation that nobody was told of, unless it says that nobody is on duty', () => {
    const found = oneComplaint();
    expect(tallyOf(evidence({ ...found, notification: both() }, { ...rest, mails: 0 })).untold).toEqual(['e']);
    const notification = both(commit(event('NobodyOnDuty', { escalationId: 'e' })));
    expect(tallyOf(evidence({ ...found, notification }, { ...rest, mails: 0 })).untold).toEqual([]);
  });

  it('counts mails and no other messages', () => {
    const found = oneComplaint();
    const inApp = [
      commit(event('NotificationQueued', { escalationId: 'e', deliveryId: 'i', channel: 'inApp' })),
      commit(event('NotificationSent', { deliveryId: 'i' })),
    ];
    const notification = both(...found.notification.stored, ...inApp);
    expect(tallyOf(evidence({ ...found, notification }, rest)).broken).toEqual([]);
  });
});

describe('events', () => {
  it('are read from text or lists', () => {
    expect(eventsIn('[{"type":"A","data":{}}]')).toEqual([{ type: 'A', data: {} }]);
    expect(eventsIn([{ type: 'A', data: {} }])).toHaveLength(1);
    expect(eventsIn({})).toEqual([]);
  });
});
