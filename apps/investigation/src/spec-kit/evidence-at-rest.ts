import type { EvidenceAnswerDto, EvidenceListDto } from '../http/evidence-answers.dto';
import type { Outside } from './outside';

/** What is answered when evidence is added. */
export type EvidenceAnswer = EvidenceAnswerDto;
/** A page of evidence. */
export type EvidencePage = EvidenceListDto;

/** How many files of a complaint there are in GridFS, chunks of no file counted too, and how many are in doubt. */
export const filesOf = (outside: Outside, complaintId: string): Promise<{ files: number; inDoubt: number }> =>
  outside.withDatabase(async (database) => ({
    files: await database.collection('evidence.files').countDocuments({ 'metadata.complaintId': complaintId }),
    inDoubt: await database.collection('evidence_uploads').countDocuments({ complaintId }),
  }));

/** Flips one bit of the stored bytes of evidence, as a disk might. */
export const flipByte = (outside: Outside, { evidenceId, sha256 }: EvidenceAnswer): Promise<void> =>
  outside.withDatabase(async (database) => {
    const file = await database.collection('evidence.files').findOne({ filename: `${evidenceId}.${sha256}` });
    const chunks = database.collection<{ files_id: unknown; n: number; data: { buffer: Buffer } }>('evidence.chunks');
    const chunk = await chunks.findOne({ files_id: file?._id, n: 0 });
    if (!chunk) throw new Error('the evidence has no bytes');
    const bytes = Buffer.from(chunk.data.buffer);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    await database.collection('evidence.chunks').updateOne({ _id: chunk._id }, { $set: { data: bytes } });
  });
