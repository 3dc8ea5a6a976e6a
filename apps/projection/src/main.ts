import { loadConfig, runMain } from '@redress/platform';
import { ProjectionConfig } from './config';
import { startProjection } from './start-projection';

void runMain('projection', () => startProjection(loadConfig(ProjectionConfig, process.env)));
