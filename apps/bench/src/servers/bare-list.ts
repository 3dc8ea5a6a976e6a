import 'reflect-metadata';
import { Controller, Get, Module, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createConnection, type mongo } from 'mongoose';
import { listen } from './listen';

const [, , uri = '', database = '', collectionName = ''] = process.argv;
let rows: mongo.Collection;

@Controller('list')
class ListController {
  @Get()
  list(@Query('siteId') siteId: string): Promise<object[]> {
    return rows.find({ siteId }, { sort: { priorityRank: 1, dueRank: 1, _id: 1 }, limit: 20 }).toArray();
  }
}

@Module({ controllers: [ListController] })
class BareModule {}

// A page of the same documents, straight from the driver, without access rules and without a shape of the answer.
listen(async () => {
  const connection = await createConnection(uri).asPromise();
  rows = connection.getClient().db(database).collection(collectionName);
  const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
});
