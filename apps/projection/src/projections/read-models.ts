import type { ReadModelSet } from '@redress/projections';
import { complaints } from './complaints.projection';
import { notifications } from './notifications.projection';
import { plans } from './plans.projection';
import { otherStreams } from './streams.projection';
import { suggestions } from './suggestions.projection';
import { timeline } from './timeline.projection';

/** All read models; they are rebuilt and switched together. Raise the revision when what one of them makes changes. */
export const readModels: ReadModelSet = {
  revision: 5,
  models: [complaints, notifications, suggestions, plans, otherStreams],
  log: timeline,
};
