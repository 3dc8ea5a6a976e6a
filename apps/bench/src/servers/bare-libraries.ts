import 'reflect-metadata';
import { Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Kafka } from 'kafkajs';
import { Connection } from 'mongoose';
import { listen } from './listen';
import { SampleController } from './sample-route';

@Module({
  controllers: [SampleController],
  providers: [{ provide: 'drivers', useValue: [Queue, Redis, Kafka, Connection] }],
})
class BareModule {}

// Nest and Fastify with the libraries of a service loaded, connected to nothing: what a service weighs at least.
listen(async () => {
  const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(new ValidationPipe({ transform: true }));
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
});
