import { loadConfig, runMain } from '@redress/platform';
import { PlanningConfig } from './config';
import { startPlanning } from './start-planning';

void runMain('planning', () => startPlanning(loadConfig(PlanningConfig, process.env)));
