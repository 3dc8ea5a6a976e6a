import { loadConfig, startTracing } from '@redress/platform';
import { GatewayConfig } from './config';
import { startGateway } from './start-gateway';

const main = async (): Promise<void> => {
  await startTracing('gateway');
  await startGateway(loadConfig(GatewayConfig, process.env));
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
