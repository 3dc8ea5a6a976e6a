import { categoriesOf } from './categories';
import type { PlanDocument, WordEntry } from './plan-document';
import type { FactName, Facts } from './plan-vocabulary';
import { clausesOf, justBefore, negationBefore, normalized, personsIn, positionsOf } from './text-match';

/** A word of the plan's list found in a text, and what it proposes. */
export interface FactEvidence {
  readonly word: string;
  readonly fact: FactName;
  readonly value: number;
}

/** What the plan's word list reads out of a text. */
export interface FactProposals {
  readonly facts: Facts;
  /** The plan's words that led to the facts and the category. */
  readonly words: readonly string[];
  readonly evidence: readonly FactEvidence[];
  /** Absent when no keyword of a category was found; then `fallbackCategory` is for the caller to take. */
  readonly category?: string;
}

const evidenceIn = (clause: string, entry: WordEntry, negated: RegExp): FactEvidence[] => {
  const value = (entry.countPersons ? personsIn(clause) : undefined) ?? entry.value;
  const stands = (word: string) => positionsOf(word, clause).some((at) => !negated.test(justBefore(clause, at)));
  return entry.words.filter(stands).map((word) => ({ word, fact: entry.fact, value }));
};

const largest = (evidence: readonly FactEvidence[]): Partial<Record<FactName, number>> => {
  const facts: Partial<Record<FactName, number>> = {};
  for (const { fact, value } of evidence) facts[fact] = Math.max(facts[fact] ?? 0, value);
  return facts;
};

const categoryOf = (plan: PlanDocument, text: string): { id: string; words: string[] } | undefined => {
  let best: { id: string; words: string[] } | undefined;
  for (const { id, keywords = [] } of categoriesOf(plan)) {
    const words = keywords.filter((word) => positionsOf(word, text).length > 0);
    if (words.length > (best?.words.length ?? 0)) best = { id, words };
  }
  return best;
};

/**
 * What a text proposes by the plan's word list, with the words that led to it. A negation right before a word undoes
 * it (没有人受伤); where an entry counts persons, a number of persons in the same clause is the value (12人食物中毒).
 * The category is the one with most of its keywords in the text, the first on a tie.
 * It proposes and never decides (decisions.md 11).
 */
export const proposeFacts = (plan: PlanDocument, text: string): FactProposals => {
  const { negations, fillers, entries } = plan.wordList;
  const negated = negationBefore(negations, fillers);
  const searched = normalized(text);
  const evidence = clausesOf(searched).flatMap((clause) =>
    entries.flatMap((entry) => evidenceIn(clause, entry, negated)),
  );
  const category = categoryOf(plan, searched);
  return {
    facts: largest(evidence),
    words: [...new Set([...evidence.map(({ word }) => word), ...(category?.words ?? [])])],
    evidence,
    ...(category && { category: category.id }),
  };
};
