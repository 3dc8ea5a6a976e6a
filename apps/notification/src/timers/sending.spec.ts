import { deliveryChannels } from '@redress/contracts';
import { InMemoryEventStore } from '@redress/event-store';
import { PersonUnknown } from '@redress/personal-data';
import type { OutgoingMessage } from '../channels/channel';
import { InAppChannel } from '../channels/in-app.channel';
import { RobotChannel } from '../channels/robot.channel';
import { robots } from '../channels/robots';
import { SmsChannel } from '../channels/sms.channel';
import { SmtpChannel } from '../channels/smtp.channel';
import { WebhookChannel } from '../channels/webhook.channel';
import { NotificationConfig } from '../config';
import { ContactBook } from '../contacts/contact-book';
import { SiteRosters } from '../roster/site-rosters';
import { SiteTemplates } from '../templates/site-templates';
import { Sending } from './sending';

const laidIn: OutgoingMessage[] = [];
const inbox = {
  put: (message: OutgoingMessage) => Promise.resolve(void laidIn.push(message)),
  page: () => Promise.resolve({ items: [] }),
};
const channels = [
  new InAppChannel(inbox),
  new SmtpChannel('smtp://127.0.0.1:9', 'redress@site.example'),
  new WebhookChannel(() => 0),
  ...Object.values(robots).map((robot) => new RobotChannel(robot, [], () => 0)),
  new SmsChannel({ url: 'http://127.0.0.1:9', secret: '', signature: '青山' }, () => 0),
];
const facts = {
  noteComplaint: () => Promise.resolve(),
  noteEscalation: () => Promise.resolve(),
  numberOf: () => Promise.resolve(undefined),
  escalation: () => Promise.resolve(undefined),
};
const keys = { keyOf: (id: string) => Promise.reject(new PersonUnknown(id)), forget: () => undefined };
const kinds = { of: () => Promise.resolve([]), note: () => Promise.resolve(), erase: () => Promise.resolve() };
const store = new InMemoryEventStore({ context: 'notification', time: { now: () => 0 } });
const sending = new Sending(
  channels,
  facts,
  new NotificationConfig(),
  new SiteRosters(store),
  new ContactBook(keys, kinds),
);

Object.assign(sending, { templates: new SiteTemplates(store) });

const queued = (channel: (typeof deliveryChannels)[number]) => ({
  deliveryId: '7c1b0b52-9e0a-5f0e-8d55-3a0c2f6b9e41',
  complaintId: '0198c0de-0000-7000-8000-000000000001',
  recipient: 'staff:li',
  channel,
  template: 'severe',
  locale: 'en' as const,
  queuedAt: '2026-03-02T01:00:00.000Z',
});

describe('every channel there is', () => {
  it('is one of the published ones, and only the inbox stays in the house', () => {
    expect(channels.map(({ name }) => name).sort()).toEqual([...deliveryChannels].sort());
    expect(channels.filter(({ outward }) => !outward).map(({ name }) => name)).toEqual(['inApp']);
  });
  it.each(channels.filter(({ outward }) => outward).map(({ name }) => name))('%s sends nothing in a drill', (name) =>
    expect(sending.send(queued(name), 'main', 'drill-1')).rejects.toMatchObject({ reason: 'drill-stays-in-house' }),
  );
  it('that needs an address fails without one', () =>
    expect(sending.send(queued('email'), 'main', undefined)).rejects.toMatchObject({ reason: 'no-address' }));
  it('is in the inbox, marked, also in a drill', async () => {
    await sending.send(queued('inApp'), 'main', 'drill-1');
    expect(laidIn).toMatchObject([
      {
        staffId: 'li',
        drillId: 'drill-1',
        subject: '[DRILL] Complaint 0198c0de: severe or possibly severe, look at it now',
        link: 'http://127.0.0.1:8080/complaints/0198c0de-0000-7000-8000-000000000001',
      },
    ]);
  });
});
