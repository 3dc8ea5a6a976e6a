import { loadConfig, runMain } from '@redress/platform';
import { GatewayConfig } from './config';
import { startGateway } from './start-gateway';

void runMain('gateway', () => startGateway(loadConfig(GatewayConfig, process.env)));
