import { happened, refuse, type Decider, type Decision, type Message } from '@redress/kernel';
import type { Locale } from './locale';
import { missingPlaceholders, unknownPlaceholders, type PlaceholderRules, type TemplateWords } from './placeholders';

/** Over which channels a template goes: mail, the robots of group chats, or all that have none of their own. */
export type ChannelClass = 'all' | 'mail' | 'chat';

/** What a template is for. */
export interface TemplateKey {
  /** What it tells of, such as `severe` or `complainant-accepted`. */
  readonly name: string;
  readonly locale: Locale;
  readonly channels: ChannelClass;
}

/** Puts a site's own words in the place of the built-in ones. */
export type ChangeTemplate = Message<
  'ChangeTemplate',
  TemplateKey & TemplateWords & { rules: PlaceholderRules; by: string; at: string }
>;
/** Goes back to the built-in words. */
export type RevertTemplate = Message<'RevertTemplate', TemplateKey & { by: string; at: string }>;
/** Everything the templates of a site can be asked to do. */
export type TemplateCommand = ChangeTemplate | RevertTemplate;

/** A site has words of its own. `version` counts the changes of this template, from 1. */
export type TemplateChanged = Message<
  'TemplateChanged',
  TemplateKey & TemplateWords & { version: number; changedBy: string; changedAt: string }
>;
/** The built-in words count again. */
export type TemplateReverted = Message<
  'TemplateReverted',
  TemplateKey & { version: number; revertedBy: string; revertedAt: string }
>;
/** Everything that can happen to the templates of a site. */
export type TemplateEvent = TemplateChanged | TemplateReverted;

/** Why a template is not taken. */
export type TemplateRefusal = 'placeholder-unknown' | 'placeholder-missing';

/** A template that was changed at least once; without words the built-in ones count. */
export interface TemplateState extends TemplateKey {
  readonly version: number;
  readonly words?: TemplateWords;
  readonly changedBy: string;
  readonly changedAt: string;
}

/** The templates of a site that were ever changed, by {@link templateKey}. */
export type Templates = ReadonlyMap<string, TemplateState>;

type Decided = Decision<TemplateEvent, TemplateRefusal>;

/** One name for the three parts of a template's key. */
export const templateKey = ({ name, locale, channels }: TemplateKey): string => `${name} ${locale} ${channels}`;

const nextVersion = (known: TemplateState | undefined): number => (known?.version ?? 0) + 1;

/** Why words cannot be a template, with what is wrong and where; undefined where they can. */
export const wordsRefusal = (
  words: TemplateWords,
  rules: PlaceholderRules,
): ReturnType<typeof refuse<TemplateRefusal>> | undefined => {
  const faults = unknownPlaceholders(words, rules);
  if (faults.length > 0) return refuse('placeholder-unknown', { faults, allowed: rules.allowed });
  const missing = missingPlaceholders(words, rules);
  return missing.length > 0 ? refuse('placeholder-missing', { missing }) : undefined;
};

const change = ({ data }: ChangeTemplate, templates: Templates): Decided => {
  const { name, locale, channels, subject, text, rules, by, at } = data;
  const refused = wordsRefusal({ subject, text }, rules);
  if (refused) return refused;
  const known = templates.get(templateKey(data));
  if (known?.words?.subject === subject && known.words.text === text) return happened();
  const version = nextVersion(known);
  const words = { name, locale, channels, subject, text };
  return happened({ type: 'TemplateChanged', data: { ...words, version, changedBy: by, changedAt: at } });
};

const revert = ({ data }: RevertTemplate, templates: Templates): Decided => {
  const known = templates.get(templateKey(data));
  if (!known?.words) return happened();
  const { name, locale, channels, by, at } = data;
  const version = nextVersion(known);
  return happened({
    type: 'TemplateReverted',
    data: { name, locale, channels, version, revertedBy: by, revertedAt: at },
  });
};

const stateAfter = ({ type, data }: TemplateEvent): TemplateState => {
  const { name, locale, channels, version } = data;
  const about = { name, locale, channels, version };
  return type === 'TemplateChanged'
    ? {
        ...about,
        words: { subject: data.subject, text: data.text },
        changedBy: data.changedBy,
        changedAt: data.changedAt,
      }
    : { ...about, changedBy: data.revertedBy, changedAt: data.revertedAt };
};

/** The words a site has for a message, if any: those for the class of its channel, else those for all. */
export const ownTemplate = (templates: Templates, key: TemplateKey): TemplateState | undefined =>
  [key.channels, 'all' as const]
    .map((channels) => templates.get(templateKey({ ...key, channels })))
    .find((one) => one?.words !== undefined);

/** The words of a site's messages; stream `templates-<uuid of the site>`. */
export const templatesDecider: Decider<Templates, TemplateCommand, TemplateEvent, TemplateRefusal> = {
  initial: new Map(),
  decide: (command, templates) =>
    command.type === 'ChangeTemplate' ? change(command, templates) : revert(command, templates),
  evolve: (templates, event) => new Map(templates).set(templateKey(event.data), stateAfter(event)),
};
