import type * as contracts from '@redress/contracts';
import type { PublishedCommit } from '@redress/kernel';

/** The data of a message by its name. */
export type DataOf<T extends keyof typeof contracts> = (typeof contracts)[T] extends new () => infer D ? D : never;

/** What each message of a stream makes of a section; the compiler demands all of them. */
export type Folds<S, T extends keyof typeof contracts> = {
  readonly [N in T]: (section: S, data: DataOf<N>) => S;
};

/** Applies the events of a commit. A message this version does not know yet leaves the section as it is. */
export const foldEvents = <S, T extends keyof typeof contracts>(
  folds: Folds<S, T>,
  section: S,
  { events }: PublishedCommit,
): S =>
  events.reduce((current, { type, data }) => {
    const fold = Object.hasOwn(folds, type) ? folds[type as T] : undefined;
    // The consumer has checked the data against the contract of this name.
    return fold ? fold(current, data as DataOf<T>) : current;
  }, section);
