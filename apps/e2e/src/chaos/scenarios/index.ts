import type { Scenario } from '../scenario';
import { relayKilled } from './f01-relay-killed';
import { twoRelays } from './f02-two-relays';
import { killedBeforeAnswer } from './f03-killed-before-answer';
import { consumerKilled } from './f04-consumer-killed';
import { kafkaFrozen, kafkaKilled } from './f05-kafka';
import { topicLost } from './f06-topic-lost';
import { mongodKilled } from './f07-mongod-killed';
import { oplogRolledOver } from './f08-oplog-rolled-over';
import { redisEmptied, redisKilled } from './f09-f10-redis';
import { wrongClock } from './f11-wrong-clock';
import { poisonMessage } from './f12-poison';
import { dependencyAway } from './f13-dependency-away';
import { everythingAgain } from './f14-everything-again';
import { scaledOut } from './f15-scaled-out';
import { oneComplaint } from './f16-one-complaint';
import { diskFull } from './f17-disk-full';
import { rebuildKilled } from './f19-rebuild';
import { editedByHand } from './f20-edited-by-hand';

/**
 * Every fault of docs/pitfalls.md that the product can meet today, those on the same stack in the order in which they
 * run best. F18 (evidence) and the link to headquarters of F20 come with what they hurt.
 */
export const scenarios: readonly Scenario[] = [
  relayKilled,
  twoRelays,
  killedBeforeAnswer,
  consumerKilled,
  kafkaFrozen,
  kafkaKilled,
  mongodKilled,
  poisonMessage,
  dependencyAway,
  scaledOut,
  oneComplaint,
  rebuildKilled,
  editedByHand,
  everythingAgain,
  redisEmptied,
  redisKilled,
  wrongClock,
  topicLost,
  oplogRolledOver,
  diskFull,
];
