import { reactionMetaOf } from '@redress/command-handling';

/** The consumer group of investigation; part of every reaction's id, so never to be changed. */
export const reactionGroup = 'investigation-reactions';

/** The origin of a reaction to one event of a commit. */
export const reactionMeta = reactionMetaOf('system:investigation', reactionGroup);
