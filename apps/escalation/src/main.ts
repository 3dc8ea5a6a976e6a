import { loadConfig, runMain } from '@redress/platform';
import { EscalationConfig } from './config';
import { startEscalation } from './start-escalation';

void runMain('escalation', () => startEscalation(loadConfig(EscalationConfig, process.env)));
