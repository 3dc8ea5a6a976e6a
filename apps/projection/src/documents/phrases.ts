import type { LocalText } from '@redress/contracts';
import type { Language } from '@redress/platform';
import type { Disclosure } from '../queries/personal-data';
import type { PlanNames } from '../queries/plan-names';
import { dayIn, fill, timeIn, wordFor, wordsOf, type Words } from './words';

/** How a document puts things: in a language, by a plan's names, showing of persons what its reader may see. */
export class Phrases {
  readonly words: Words;

  constructor(
    readonly language: Language,
    private readonly names: PlanNames,
    private readonly disclosure: Disclosure,
  ) {
    this.words = wordsOf(language);
  }

  /** A dash where nothing is known. */
  plain(value: string | number | undefined): string {
    return value === undefined || value === '' ? this.words.values.none : String(value);
  }

  /** What was sealed: its words, or why they are not shown. */
  sealed(value: string | null | undefined): string {
    const { hidden, erased } = this.words.values;
    if (value === null) return this.disclosure === 'erased' ? erased : hidden;
    return this.plain(value);
  }

  time(at: string | undefined): string {
    return at === undefined ? this.words.values.none : timeIn(this.language, at);
  }

  day(at: string | undefined): string {
    return at === undefined ? this.words.values.none : dayIn(this.language, at);
  }

  /** The word for a code. */
  name(names: Readonly<Record<string, string>>, code: string | undefined): string {
    return code === undefined ? this.words.values.none : wordFor(names, code);
  }

  local({ zh, en }: LocalText): string {
    return this.language === 'en' ? (en ?? zh) : zh;
  }

  category(code: string | undefined): string {
    const name = code === undefined ? undefined : this.names.categories[code];
    return name ? this.local(name) : this.plain(code);
  }

  /** Who issued the plan the complaint is handled by. */
  unit(): string {
    return this.names.unit ? this.local(this.names.unit) : this.words.labels.site;
  }

  /** `staff:c1`, `visitor`, `system:intake` as people say it. */
  who(actor: string | undefined): string {
    if (actor === undefined) return this.words.values.none;
    if (actor === 'visitor') return this.words.values.visitor;
    return actor.startsWith('system:') ? this.words.values.system : actor.replace(/^staff:/, '');
  }

  yes(holds: boolean): string {
    return holds ? this.words.values.yes : this.words.values.no;
  }

  /** A sentence with its `{names}` filled in. */
  say(text: string, values: Readonly<Record<string, string | number>>): string {
    return fill(text, values);
  }
}
