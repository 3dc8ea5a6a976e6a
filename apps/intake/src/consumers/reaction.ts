import { reactionMetaOf } from '@redress/command-handling';

/** The consumer group of intake; part of every reaction's id and of its place in the topics, so never to be changed. */
export const consumerGroup = 'intake-plans';

/** The origin of a reaction to one event of a commit. */
export const reactionMeta = reactionMetaOf('system:intake', consumerGroup);
