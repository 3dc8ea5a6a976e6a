import { CommandRefused, PoisonMessage, TransientFault } from '@redress/kernel';

/** Names under which drivers and Node report that the other side is away. */
const outageNames = /^(Mongo(ose)?(Network|ServerSelection|NotConnected|TopologyClosed|PoolCleared|ClientClosed)|KafkaJSConnection)/;
const outageCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * Whether the same call will succeed later. Handlers throw TransientFault; an outage of a driver that slipped through
 * is taken as one too, as parking a key for it would be wrong.
 */
export const isTransient = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof TransientFault || outageNames.test(error.name)) return true;
  return 'code' in error && typeof error.code === 'string' && outageCodes.has(error.code);
};

/** Whether trying again is of no use: the message itself is wrong, or a rule said no. */
export const isFinal = (error: unknown): boolean => error instanceof PoisonMessage || error instanceof CommandRefused;

const kafkaOutages = /^KafkaJS(Connection|ConnectionClosed|RequestTimeout|BrokerNotFound|GroupCoordinatorNotFound|NoBrokerAvailable|MetadataNotLoaded|TopicMetadataNotLoaded|LockTimeout)(Error)?$/;

/**
 * Whether a consumer ended because no broker answered. kafkajs calls some of these final (it finds no coordinator while
 * the only broker restarts), although joining again is all that is needed (K6).
 */
export const isKafkaAway = (error: unknown): boolean =>
  error instanceof Error && (kafkaOutages.test(error.name) || isKafkaAway(error.cause));
