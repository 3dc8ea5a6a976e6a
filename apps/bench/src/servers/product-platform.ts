import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { HttpServiceConfig, startService } from '@redress/platform';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { listen } from './listen';
import { SampleController } from './sample-route';

@Module({ controllers: [SampleController] })
class SampleModule {}

const jwtPublicKey = (): string =>
  generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

// The same route on the platform of the product's services: access rules, problems, metrics, headers and log included.
listen(async () => {
  const config = Object.assign(new HttpServiceConfig(), {
    port: 0,
    jwtPublicKey: jwtPublicKey(),
    internalSecret: randomBytes(32).toString('hex'),
  });
  return (await startService({ module: SampleModule, name: 'sample', config })).getUrl();
});
