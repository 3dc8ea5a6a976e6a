import { Body, Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { PersonUnknown } from '@redress/personal-data';
import { Internal, ProblemException } from '@redress/platform';
import { PERSON_VAULT, type PersonVault } from '../commands/person-vault';
import { KeyRequestDto, KeysRequestDto, ReleasedKeyDto, ReleasedKeysDto } from './keys.dto';

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

  /** The keys of many persons in one request: for who reads a whole batch of commits. */
  @Internal()
  @Post('release-many')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async releaseMany(@Body() { personIds }: KeysRequestDto): Promise<ReleasedKeysDto> {
    const found = [...(await this.vault.keysOf(personIds))];
    const keys = found.flatMap(([personId, one]) =>
      typeof one === 'string' ? [] : [{ personId, key: Buffer.from(one.key).toString('base64') }],
    );
    return { keys, erased: found.flatMap(([personId, one]) => (one === 'erased' ? [personId] : [])) };
  }
}

const unknownPerson = (error: unknown): never => {
  throw error instanceof PersonUnknown ? new ProblemException('person-unknown', 404, { cause: error }) : error;
};
