import 'reflect-metadata';
import { Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { listen } from './listen';
import { SampleController } from './sample-route';

@Module({ controllers: [SampleController] })
class BareModule {}

// Nest and Express with the usual validation, and nothing else.
listen(async () => {
  const app = await NestFactory.create(BareModule, new ExpressAdapter(), { logger: false });
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
});
