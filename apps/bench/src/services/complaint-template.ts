import {
  DatabaseTime,
  MongoEventStore,
  noStream,
  openStoreConnection,
  type NewCommit,
  type StoredCommit,
} from '@redress/event-store';
import type { VersionedEvent } from '@redress/kernel';
import { keyEncryptionFromFile, MongoVault, seal, type PersonKey } from '@redress/personal-data';
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { forEachOf } from '../load/closed-loop';
import { Http } from '../load/http';
import type { CaseContext } from '../measure/bench-case';
import { seedersAtOnce } from '../samples/seed-streams';
import type { Stack } from './stack';

/** What may differ between the copies. */
export interface CopyOptions {
  /** By when it has to be accepted, ISO-8601; as it was, when not given. */
  readonly acceptBy?: string;
}

/** A word that only this complaint's text holds, to search for. */
export const wordOf = (no: number): string => `ticket${String(no).padStart(9, '0')}`;

const textOf = (no: number): string => `餐厅的饭菜不新鲜，吃完以后肚子疼。票号 ${wordOf(no)}`;

/**
 * Fills intake's store with copies of a complaint that was registered over HTTP, through the store's own append and the
 * vault's own keys: the same events, other ids, every text sealed under its own person's key. What follows from them
 * (messages, watches, due times, read models) the services do themselves.
 */
export class ComplaintSeeder {
  private next = 0;

  private constructor(
    private readonly connection: Connection,
    private readonly time: DatabaseTime,
    private readonly store: MongoEventStore,
    private readonly vault: MongoVault,
    private readonly template: StoredCommit,
  ) {}

  /** Registers the complaint that is copied. */
  static async open({ backing }: Pick<CaseContext, 'backing'>, stack: Stack): Promise<ComplaintSeeder> {
    const http = new Http(1);
    const { body } = await http.post(`${stack.url('gateway')}/api/v1/complaints`, { text: textOf(0) });
    http.close();
    const { complaintId } = JSON.parse(body) as { complaintId: string };
    const connection = await openStoreConnection(await backing.mongoUri(), `${stack.dbPrefix}_intake`);
    const time = await DatabaseTime.start(connection);
    const store = new MongoEventStore({ connection, context: 'intake', time });
    await store.assertReady();
    const [template] = await store.readStream(`complaint-${complaintId}`, 1, 1);
    if (!template) throw new Error('the complaint to copy is not stored');
    const kek = await keyEncryptionFromFile(join(stack.home, 'secrets/key-encryption-key'));
    return new ComplaintSeeder(connection, time, store, new MongoVault(connection, kek), template);
  }

  /** Appends so many copies. Answers with their complaint ids. */
  async seed(count: number, optionsOf: (index: number) => CopyOptions = () => ({})): Promise<readonly string[]> {
    const ids = Array.from({ length: count }, () => randomUUID());
    const first = this.next + 1;
    this.next += count;
    await forEachOf(count, seedersAtOnce, async (index) => {
      const person = await this.vault.keyOf(randomUUID(), { createFor: this.template.siteId });
      await this.store.append(noStream, this.copy(ids[index] ?? '', first + index, person, optionsOf(index)));
    });
    return ids;
  }

  /** Complaints in the store's streams by now, the one that is copied included. */
  get total(): number {
    return this.next + 1;
  }

  async close(): Promise<void> {
    this.time.stop();
    await this.connection.close();
  }

  private copy(complaintId: string, no: number, person: PersonKey, options: CopyOptions): NewCommit {
    const { siteId, subject, occurredAt, actor, planRef, events } = this.template;
    const sealed = {
      complainant: seal(person, { anonymous: true }),
      narrative: seal(person, textOf(no)),
      trackingToken: seal(person, 'a'.repeat(22)),
    };
    const registration = {
      ...sealed,
      ...options,
      complaintNo: `MAIN-2026-${String(no + 500_000)}-0`,
      personId: person.personId,
      trackingTokenHash: createHash('sha256').update(complaintId).digest('hex'),
    };
    const copied = (event: VersionedEvent): VersionedEvent => {
      const own = JSON.parse(JSON.stringify(event).replaceAll(subject, complaintId)) as VersionedEvent;
      return own.type === 'ComplaintRegistered' ? { ...own, data: { ...own.data, ...registration } } : own;
    };
    return {
      commitId: randomUUID(),
      siteId,
      streamId: `complaint-${complaintId}`,
      subject: complaintId,
      occurredAt,
      actor,
      correlationId: randomUUID(),
      causationId: randomUUID(),
      ...(planRef !== undefined && { planRef }),
      events: events.map(copied),
    };
  }
}
