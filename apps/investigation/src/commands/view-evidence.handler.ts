import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EvidenceAdded, ViewPurpose } from '@redress/case';
import type { CommandMeta } from '@redress/command-handling';
import { CommandRefused } from '@redress/kernel';
import { EvidenceVault } from '../evidence/evidence-vault';
import { fileRefused } from '../evidence/file-refused';
import { CaseFiles } from './case-file';
import { EvidenceFiles } from './evidence-files';

/** The bytes of evidence, and what they are called. */
export interface ShownEvidence {
  readonly added: EvidenceAdded['data'];
  readonly name: string;
  readonly bytes: Buffer;
}

/** Gives out the bytes of evidence, and has put on record before that it does. */
export class ViewEvidenceRequest extends Command<ShownEvidence> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly evidenceId: string; readonly purpose: ViewPurpose },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ViewEvidenceRequest)
export class ViewEvidenceHandler implements ICommandHandler<ViewEvidenceRequest> {
  constructor(
    private readonly cases: CaseFiles,
    private readonly files: EvidenceFiles,
    private readonly vault: EvidenceVault,
  ) {}

  async execute({ complaintId, said, meta }: ViewEvidenceRequest): Promise<ShownEvidence> {
    const file = await this.cases.open(complaintId, meta);
    await this.cases.mayTouch(file, meta.actor);
    const added = (await this.files.registerOf(complaintId)).get(said.evidenceId)?.added;
    if (!added) throw new CommandRefused('evidence-unknown');
    const found = await this.vault.open(added);
    if ('fault' in found) throw fileRefused(`evidence-${found.fault}`);
    const name = await this.cases.unseal(added.name);
    const data = { complaintId, ...said, at: meta.occurredAt, by: meta.actor };
    await this.files.commit(file, { type: 'RecordEvidenceViewed', data }, meta);
    return { added, name, bytes: found.bytes };
  }
}
