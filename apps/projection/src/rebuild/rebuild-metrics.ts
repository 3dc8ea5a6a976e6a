import { Probe, showFigures, type Metrics } from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';

/** Shows which generation of the read models is live, and how a rebuild is doing. */
export const measureRebuild = (metrics: Metrics, engine: Pick<ProjectionEngine, 'pointer'>): void => {
  const pointer = new Probe(() => engine.pointer());
  showFigures(metrics, [], async () => [[{}, await pointer.value()] as const], [
    {
      name: 'redress_projection_generation',
      help: 'The generation of the read models that is read; absent without the database',
      value: ({ live }) => live,
    },
    {
      name: 'redress_projection_rebuild_running',
      help: '1 while the next generation is being built',
      value: ({ building }) => Number(building !== undefined),
    },
    {
      name: 'redress_projection_rebuild_done',
      help: 'Commits read by the rebuild that runs; 0 when none does',
      value: ({ building }) => building?.done ?? 0,
    },
    {
      name: 'redress_projection_rebuild_size',
      help: 'Commits the rebuild that runs has to read; 0 when none does',
      value: ({ building }) => building?.total ?? 0,
    },
    {
      name: 'redress_projection_rebuild_failed',
      help: '1 when the last rebuild failed',
      value: ({ lastRebuild }) => Number(lastRebuild?.outcome === 'failed'),
    },
  ]);
};
