import { Inject, Injectable } from '@nestjs/common';
import type { RegisteredEvidence } from '@redress/case';
import type { CommandMeta } from '@redress/command-handling';
import type { Sealed } from '@redress/kernel';
import { PersonErased, unseal, type PersonKey, type PersonKeys } from '@redress/personal-data';
import { PERSON_KEYS } from '@redress/platform';
import { CaseFiles } from '../commands/case-file';
import { EvidenceFiles } from '../commands/evidence-files';
import type { EvidenceItemDto, EvidenceListDto } from './evidence-answers.dto';

type Open = (sealed: Sealed) => string | null;

const optional = (open: Open, name: 'description' | 'locationReason', sealed: Sealed | undefined) =>
  sealed && { [name]: open(sealed) };

const itemOf = ({ added, withdrawn, views, custody }: RegisteredEvidence, open: Open): EvidenceItemDto => {
  const { complaintId: _complaint, name, description, locationReason, ...told } = added;
  return {
    ...told,
    name: open(name),
    ...optional(open, 'description', description),
    ...optional(open, 'locationReason', locationReason),
    ...(withdrawn && {
      withdrawn: {
        withdrawnAt: withdrawn.withdrawnAt,
        withdrawnBy: withdrawn.withdrawnBy,
        reason: open(withdrawn.reason),
      },
    }),
    views,
    custody: custody.map(({ viewedAt, viewedBy, purpose }) => ({ viewedAt, viewedBy, purpose })),
  };
};

/** Reads the evidence of a complaint for staff of its site. */
@Injectable()
export class EvidenceRegisterReader {
  constructor(
    private readonly cases: CaseFiles,
    private readonly files: EvidenceFiles,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
  ) {}

  /** @throws CommandRefused case-not-opened, other-site, actor-is-named · KeysUnavailable (a TransientFault) */
  async page(
    complaintId: string,
    { limit, after }: { readonly limit: number; readonly after: number },
    meta: CommandMeta,
  ): Promise<EvidenceListDto> {
    const file = await this.cases.open(complaintId, meta);
    await this.cases.mayTouch(file, meta.actor);
    const all = [...(await this.files.registerOf(complaintId)).values()];
    const rest = all.filter(({ added }) => added.evidenceNo > after);
    const shown = rest.slice(0, limit);
    const key = await this.keyOf(file.personId);
    const open: Open = (sealed) => (key ? unseal<string>(key, sealed) : null);
    const last = shown.at(-1)?.added.evidenceNo;
    return {
      items: shown.map((one) => itemOf(one, open)),
      total: all.length,
      ...(rest.length > limit && last !== undefined && { next: last }),
      personalData: key ? 'readable' : 'erased',
    };
  }

  private async keyOf(personId: string): Promise<PersonKey | undefined> {
    try {
      return await this.keys.keyOf(personId);
    } catch (error) {
      if (error instanceof PersonErased) return undefined;
      throw error;
    }
  }
}
