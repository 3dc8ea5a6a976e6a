import { Body, Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { PersonUnknown } from '@redress/personal-data';
import { Internal, ProblemException } from '@redress/platform';
import { PERSON_VAULT, type PersonVault } from '../commands/person-vault';
import { KeyRequestDto, ReleasedKeyDto } from './keys.dto';

/** Releases keys to the other services (decisions.md 7, 14). */
@Controller('internal/keys')
export class KeysController {
  constructor(@Inject(PERSON_VAULT) private readonly vault: PersonVault) {}

  /** 404: the person has no key; 410: it was destroyed. */
  @Internal()
  @Post('release')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async release(@Body() { personId, createFor }: KeyRequestDto): Promise<ReleasedKeyDto> {
    const { key } = await this.vault
      .keyOf(personId, { ...(createFor !== undefined && { createFor }) })
      .catch(unknownPerson);
    return { personId, key: Buffer.from(key).toString('base64') };
  }
}

const unknownPerson = (error: unknown): never => {
  throw error instanceof PersonUnknown ? new ProblemException('person-unknown', 404, { cause: error }) : error;
};
