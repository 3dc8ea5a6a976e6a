import { locales, type Locale } from '@redress/contracts';
import { templateKey, type TemplateKey, type Templates, type TemplateWords } from '@redress/delivery';
import { audienceOf, builtIn, rulesOf, templateNames } from './catalogue';

/** A template as it counts at a site now. */
export interface ListedTemplate extends TemplateKey, TemplateWords {
  readonly audience: 'staff' | 'complainant';
  readonly overridden: boolean;
  /** Changes of the site, 0 where it made none. */
  readonly version: number;
  readonly changedBy?: string;
  readonly changedAt?: string;
  readonly placeholders: string[];
  readonly required: string[];
}

const listed = (key: TemplateKey, templates: Templates): ListedTemplate => {
  const { allowed, inText, anywhere } = rulesOf(key.name);
  const state = templates.get(templateKey(key));
  return {
    ...key,
    audience: audienceOf(key.name),
    ...(state?.words ?? builtIn(key.name, key.locale)),
    overridden: state?.words !== undefined,
    version: state?.version ?? 0,
    ...(state && { changedBy: state.changedBy, changedAt: state.changedAt }),
    placeholders: [...allowed],
    required: [...inText, ...anywhere],
  };
};

/**
 * The templates of a site: each for all channels, and for a class of channels where the site ever had words of its own.
 * Always in the same order.
 */
export const templateList = (templates: Templates, locale: Locale | undefined): ListedTemplate[] =>
  templateNames.flatMap((name) =>
    (locale ? [locale] : locales).flatMap((one) =>
      (['all', 'mail', 'chat'] as const)
        .map((channels) => ({ name, locale: one, channels }))
        .filter((key) => key.channels === 'all' || templates.has(templateKey(key)))
        .map((key) => listed(key, templates)),
    ),
  );
