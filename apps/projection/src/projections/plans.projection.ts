import type { LocalText } from '@redress/contracts';
import type { PublishedCommit } from '@redress/kernel';
import type { ReadModel } from '@redress/projections';
import { foldEvents, type Folds } from './fold-events';

/** What a plan version calls things: who issued it, and its categories by code. */
export interface PlanWords {
  /** `planId@version`. */
  readonly planRef: string;
  readonly unit?: LocalText;
  readonly categories: Readonly<Record<string, LocalText>>;
}

/** The words of a plan, version by version, oldest first. */
export interface PlanSection {
  readonly siteId: string;
  readonly versions: readonly PlanWords[];
}

/** Versions whose words are kept: complaints are handled to their end under the one they were registered with. */
const keptVersions = 50;

type Part = Readonly<Record<string, unknown>>;

const partOf = (value: unknown): Part => (typeof value === 'object' && value !== null ? (value as Part) : {});

const localText = (value: unknown): LocalText | undefined => {
  const { zh, en } = partOf(value);
  if (typeof zh !== 'string') return undefined;
  return typeof en === 'string' ? { zh, en } : { zh };
};

const categoriesIn = (list: unknown): [string, LocalText][] =>
  (Array.isArray(list) ? list : []).flatMap((one) => {
    const { id, children } = partOf(one);
    const name = localText(one);
    const own: [string, LocalText][] = typeof id === 'string' && name ? [[id, name]] : [];
    return [...own, ...categoriesIn(children)];
  });

/** What a plan's document calls things; whatever it does not say is left out. */
export const wordsOfPlan = (planRef: string, document: unknown): PlanWords => {
  const { metadata, categories } = partOf(document);
  const unit = localText(partOf(metadata)['compiledBy']);
  return { planRef, ...(unit && { unit }), categories: Object.fromEntries(categoriesIn(categories)) };
};

const folds: Folds<PlanSection, 'PlanPublished'> = {
  PlanPublished: (section, { planId, planVersion, document }) => ({
    ...section,
    versions: [...section.versions, wordsOfPlan(`${planId}@${planVersion}`, document)].slice(-keptVersions),
  }),
};

const fold = (section: PlanSection | undefined, commit: PublishedCommit): PlanSection =>
  foldEvents(folds, section ?? { siteId: commit.envelope.siteId, versions: [] }, commit);

/** One document per plan of a site: what its versions call things, for what is printed. */
export const plans: ReadModel<{ readonly plan: PlanSection }, { readonly siteId: string }> = {
  name: 'plans',
  indexes: [{ fields: { siteId: 1, _id: 1 } }],
  place: (streamId) =>
    streamId.startsWith('plan-') ? { key: streamId.slice('plan-'.length), section: 'plan' } : undefined,
  fold: (section, commit) => fold(section as PlanSection | undefined, commit),
  summarise: (_id, { plan }) => ({ siteId: plan?.siteId ?? '' }),
};
