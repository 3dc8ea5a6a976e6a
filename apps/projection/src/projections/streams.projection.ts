import type { ReadModel } from '@redress/projections';

/** Every other stream (rosters, persons): only its version is kept, so that a reader can wait for it (decisions.md 19). */
export const otherStreams: ReadModel = {
  name: 'streams',
  indexes: [],
  place: (streamId) => ({ key: streamId, section: 'stream' }),
  fold: () => ({}),
  summarise: () => ({}),
};
