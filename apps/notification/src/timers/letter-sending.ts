import { Inject, Injectable } from '@nestjs/common';
import type { NotificationQueued, TemplateWords } from '@redress/delivery';
import { unseal, withoutPerson, type KnownPerson, type PersonKeys } from '@redress/personal-data';
import type { Sealed } from '@redress/kernel';
import { CONFIG, PERSON_KEYS } from '@redress/platform';
import { SendFailed, type Channel, type Contact } from '../channels/channel';
import type { NotificationConfig } from '../config';
import type { MessageFacts } from '../facts/message-facts';
import { CORRESPONDENCE, MESSAGE_FACTS } from '../injection-tokens';
import type { Complainant, Correspondence, LetterFacts } from '../letters/correspondence';
import { renderLetter, type LetterWords } from '../letters/render-letter';
import { asSendFailed } from './unopened';

type Queued = NotificationQueued['data'];
type Opened = Pick<LetterWords, 'trackingToken' | 'words'> & { readonly contact: Contact };

/** Puts a letter to a complainant into words at the moment it goes out; what is sealed is open in memory only. */
@Injectable()
export class LetterSending {
  constructor(
    @Inject(CORRESPONDENCE) private readonly correspondence: Correspondence,
    @Inject(MESSAGE_FACTS) private readonly facts: MessageFacts,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
    @Inject(CONFIG) private readonly config: NotificationConfig,
  ) {}

  /**
   * @param own the site's words in the place of the built-in ones
   * @throws SendFailed when the attempt failed · TransientFault when our own store is away
   */
  async send(channel: Channel, queued: Queued, siteId: string, own?: TemplateWords): Promise<void> {
    const { deliveryId, locale, template, complaintId = '', queuedAt } = queued;
    const [complainant, number, letter = {}] = await Promise.all([
      this.correspondence.complainantOf(complaintId),
      this.facts.numberOf(complaintId),
      this.correspondence.letter(deliveryId),
    ]);
    if (!complainant) throw new SendFailed('no-address');
    const { contact, ...opened } = await this.open(complainant, letter);
    const { words: _sealed, without: _whom, ...plain } = letter;
    const said = { number: number ?? '', ...opened, ...plain };
    const { publicUrl, gatewayUrl } = this.config;
    const about = { deliveryId, siteId, locale, template, complaintId, queuedAt, link: publicUrl ?? gatewayUrl };
    await channel.send({ ...about, ...renderLetter(template, locale, said, own) }, contact);
  }

  private async open({ personId, contact, trackingToken }: Complainant, facts: LetterFacts): Promise<Opened> {
    try {
      const key = await this.keys.keyOf(personId);
      const text = (sealed: Sealed): string => unseal<string>(key, sealed);
      const words = await this.wordsOf(facts);
      return {
        contact: unseal<Contact>(key, contact),
        ...(trackingToken && { trackingToken: text(trackingToken) }),
        ...(words !== undefined && { words }),
      };
    } catch (error) {
      throw asSendFailed(error);
    }
  }

  /** Words are sealed under the key of whom they were written to, which need not be the reader. */
  private async wordsOf({ words, without }: LetterFacts): Promise<string | undefined> {
    if (!words) return undefined;
    const key = await this.keys.keyOf(words.keyRef);
    const text = unseal<string>(key, words);
    return without ? withoutPerson(text, unseal<KnownPerson>(key, without)) : text;
  }
}
