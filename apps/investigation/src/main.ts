import { loadConfig, runMain } from '@redress/platform';
import { InvestigationConfig } from './config';
import { startInvestigation } from './start-investigation';

void runMain('investigation', () => startInvestigation(loadConfig(InvestigationConfig, process.env)));
