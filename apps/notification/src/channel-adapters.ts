import type { Provider } from '@nestjs/common';
import type { DatabaseTime } from '@redress/event-store';
import { RemotePersonKeys } from '@redress/personal-data';
import { internalToken, PERSON_KEYS } from '@redress/platform';
import { DATABASE_TIME, MONGO, prepared, type Mongo } from '@redress/writing-service';
import type { Channel } from './channels/channel';
import { InAppChannel } from './channels/in-app.channel';
import type { Inbox } from './channels/inbox';
import { MongoInbox } from './channels/mongo-inbox';
import { RobotChannel } from './channels/robot.channel';
import { robots } from './channels/robots';
import { SmsChannel, type SmsGateway } from './channels/sms.channel';
import { SmtpChannel } from './channels/smtp.channel';
import { WebhookChannel } from './channels/webhook.channel';
import type { NotificationConfig } from './config';
import { MongoKnownKinds } from './contacts/mongo-known-kinds';
import { MongoMessageFacts } from './facts/mongo-message-facts';
import { CHANNELS, CORRESPONDENCE, INBOX, KNOWN_KINDS, MESSAGE_FACTS, SHARED_ANSWERS } from './injection-tokens';
import { MongoCorrespondence } from './letters/mongo-correspondence';
import { MongoSharedAnswers } from './letters/mongo-shared-answers';

/** What the environment names of the SMS gateway: all of it or nothing, as the configuration was checked. */
const smsGatewayOf = ({ smsUrl, smsSecret, smsSignature, smsTemplate }: NotificationConfig): SmsGateway | undefined =>
  smsUrl && smsSecret && smsSignature
    ? { url: smsUrl, secret: smsSecret, signature: smsSignature, ...(smsTemplate && { template: smsTemplate }) }
    : undefined;

/** The ways to reach people that this deployment has. `realNow`: real time, milliseconds. */
const channelsOf = (config: NotificationConfig, inbox: Inbox, realNow: () => number): Channel[] => {
  const gateway = smsGatewayOf(config);
  return [
    new InAppChannel(inbox),
    ...(config.smtpUrl ? [new SmtpChannel(config.smtpUrl, config.mailFrom)] : []),
    new WebhookChannel(realNow),
    ...Object.values(robots).map((robot) => new RobotChannel(robot, config.robotOrigins, realNow)),
    ...(gateway ? [new SmsChannel(gateway, realNow)] : []),
  ];
};

/** The ways out of the house, and what messages and contacts are looked up in. */
export const channelAdapters = (config: NotificationConfig): Provider[] => [
  { provide: INBOX, useFactory: (mongo: Mongo) => prepared(new MongoInbox(mongo)), inject: [MONGO] },
  { provide: MESSAGE_FACTS, useFactory: (mongo: Mongo) => new MongoMessageFacts(mongo), inject: [MONGO] },
  {
    provide: CORRESPONDENCE,
    useFactory: (mongo: Mongo) => prepared(new MongoCorrespondence(mongo)),
    inject: [MONGO],
  },
  { provide: SHARED_ANSWERS, useFactory: (mongo: Mongo) => new MongoSharedAnswers(mongo), inject: [MONGO] },
  { provide: KNOWN_KINDS, useFactory: (mongo: Mongo) => prepared(new MongoKnownKinds(mongo)), inject: [MONGO] },
  {
    provide: CHANNELS,
    useFactory: (inbox: Inbox, time: DatabaseTime): Channel[] => channelsOf(config, inbox, () => time.now()),
    inject: [INBOX, DATABASE_TIME],
  },
  {
    provide: PERSON_KEYS,
    useFactory: () =>
      new RemotePersonKeys({
        intakeUrl: config.intakeUrl,
        token: () => internalToken(config.internalSecret, 'notification'),
      }),
  },
];
