import { loadConfig, runMain } from '@redress/platform';
import { IntakeConfig } from './config';
import { startIntake } from './start-intake';

void runMain('intake', () => startIntake(loadConfig(IntakeConfig, process.env)));
