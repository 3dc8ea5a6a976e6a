import { addAbortSignal, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { databaseOf, durable, durableCollection, guarded, StoreUnavailable } from '@redress/event-store';
import { mongo, type Connection } from 'mongoose';
import { BytesIncomplete, type EvidenceBytes, type EvidenceStore, type Upload } from './evidence-store';

type UploadDocument = EvidenceBytes & { readonly _id: mongo.ObjectId };

/** Longest that a whole file may take to be written or read, milliseconds. */
const withinMs = 10_000;

/** Files of one person that are removed in one go. */
const removedAtOnce = 100;

/** The driver's streams know no time of their own. */
const timed = (what: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> =>
  guarded(what, async () => {
    const signal = AbortSignal.timeout(withinMs);
    try {
      await work(signal);
    } catch (error) {
      throw signal.aborted ? new StoreUnavailable(what, { cause: error }) : error;
    }
  });

/**
 * Evidence in GridFS of the service's own database: bucket `evidence`. Each upload is first noted in `evidence_uploads`,
 * so that whatever is left of one that was cut (chunks without a file, too) is found again without a search.
 */
export class MongoEvidenceStore implements EvidenceStore {
  private readonly bucket: mongo.GridFSBucket;
  private readonly uploads: mongo.Collection<UploadDocument>;
  private readonly files: mongo.Collection<mongo.GridFSFile>;
  private readonly chunks: mongo.Collection<mongo.GridFSChunk>;

  constructor(connection: Connection) {
    this.bucket = new mongo.GridFSBucket(databaseOf(connection), {
      bucketName: 'evidence',
      writeConcern: durable,
      readPreference: mongo.ReadPreference.primary,
    });
    this.uploads = durableCollection<UploadDocument>(connection, 'evidence_uploads');
    this.files = durableCollection<mongo.GridFSFile>(connection, 'evidence.files');
    this.chunks = durableCollection<mongo.GridFSChunk>(connection, 'evidence.chunks');
  }

  /** Makes the index by which the bytes of a person are found; GridFS makes its own. */
  async prepare(): Promise<void> {
    await guarded('prepare evidence', () => this.files.createIndex({ 'metadata.personId': 1 }));
  }

  async keep(of: EvidenceBytes, sealed: Uint8Array): Promise<Upload> {
    const _id = new mongo.ObjectId();
    await guarded('note an upload', () => this.uploads.insertOne({ _id, ...of }));
    const { complaintId, personId, fileName } = of;
    const file = this.bucket.openUploadStreamWithId(_id, fileName, { metadata: { complaintId, personId } });
    const bytes = Readable.from([sealed], { objectMode: false });
    await timed('keep evidence', (signal) => pipeline(bytes, file, { signal }));
    return { ...of, uploadId: _id.toHexString() };
  }

  async settle({ uploadId }: Upload): Promise<void> {
    await guarded('settle an upload', () => this.uploads.deleteOne({ _id: new mongo.ObjectId(uploadId) }));
  }

  async discard(upload: Upload): Promise<void> {
    await this.remove(new mongo.ObjectId(upload.uploadId));
    await this.settle(upload);
  }

  async read(fileName: string): Promise<Buffer | undefined> {
    const file = await guarded('find evidence', () => this.files.findOne({ filename: fileName }));
    if (!file) return undefined;
    const parts: Buffer[] = [];
    try {
      await timed('read evidence', async (signal) => {
        const stream = addAbortSignal(signal, this.bucket.openDownloadStream(file._id));
        for await (const part of stream) parts.push(part as Buffer);
      });
    } catch (error) {
      if (error instanceof mongo.MongoGridFSChunkError) throw new BytesIncomplete(fileName);
      throw error;
    }
    return Buffer.concat(parts);
  }

  async inDoubt(before: Date, limit: number): Promise<readonly Upload[]> {
    const until = mongo.ObjectId.createFromTime(Math.floor(before.getTime() / 1000));
    const found = await guarded('find uploads in doubt', () =>
      this.uploads
        .find({ _id: { $lt: until } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map(({ _id, ...of }) => ({ ...of, uploadId: _id.toHexString() }));
  }

  async removeOf(personId: string): Promise<void> {
    for (;;) {
      const found = await guarded('find evidence of a person', () =>
        this.files.find({ 'metadata.personId': personId }).project({ _id: 1 }).limit(removedAtOnce).toArray(),
      );
      for (const file of found) await this.remove((file as mongo.GridFSFile)._id);
      if (found.length < removedAtOnce) return;
    }
  }

  /** The chunks go with the file, and also where there is no file (yet). */
  private async remove(_id: mongo.ObjectId): Promise<void> {
    await guarded('remove evidence', async () => {
      await this.files.deleteOne({ _id });
      await this.chunks.deleteMany({ files_id: _id });
    });
  }
}
