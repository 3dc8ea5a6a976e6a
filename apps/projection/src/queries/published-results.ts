import type { ModelDocument } from '@redress/projections';
import type { PublicationSection } from '../projections/publication-section';
import type { SortOrder } from './cursor';

/** What everybody may read of how a complaint was handled; it tells neither the complaint nor who made it. */
export interface PublishedResult {
  readonly title: string;
  readonly text: string;
  readonly publishedAt: string;
  readonly substantiated: boolean;
  readonly category?: string;
}

/** Latest first. */
export const publishedOrder: SortOrder = [
  ['publishedAt', -1],
  ['_id', -1],
];

/** What is public of a complaint. */
export const publishedResult = ({ sections }: ModelDocument): PublishedResult[] => {
  const { shown } = (sections['publication']?.data ?? {}) as Partial<PublicationSection>;
  if (!shown) return [];
  const { title, text, publishedAt, substantiated, category } = shown;
  return [{ title, text, publishedAt, substantiated, ...(category !== undefined && { category }) }];
};
