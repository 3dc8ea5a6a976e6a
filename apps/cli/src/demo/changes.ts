import { toldNow } from './board';
import type { ComplaintItem } from './complaint-item';
import { nameIn, type DemoTexts } from './texts';

type Change = (before: ComplaintItem, item: ComplaintItem, texts: DemoTexts) => string | undefined;

const isOverdue: Change = (before, { overdue }, texts) => {
  const missed = overdue.find((deadline) => !before.overdue.includes(deadline));
  return missed && texts.line.overdue(nameIn(texts, missed));
};

const isTold: Change = (before, item, texts) => {
  const told = toldNow(item);
  return told !== undefined && told !== toldNow(before) ? texts.line.told(nameIn(texts, told)) : undefined;
};

const isAcknowledged: Change = (before, item, { line }) =>
  item.escalationsAcknowledged > before.escalationsAcknowledged ? line.acknowledged : undefined;

const hasMoved: Change = (before, { open, stage, status }, texts) => {
  if (!open) return texts.line.ended(nameIn(texts, status));
  return before.stage === stage ? undefined : texts.line.stage(nameIn(texts, stage));
};

const changes: readonly Change[] = [isOverdue, isTold, isAcknowledged, hasMoved];

/** What changed of a complaint, in words; empty when nothing did that is worth a line. */
export const changesOf = (before: ComplaintItem | undefined, item: ComplaintItem, texts: DemoTexts): string[] => {
  if (!before) return [texts.line.registered];
  return before.open ? changes.map((change) => change(before, item, texts)).filter((text) => text !== undefined) : [];
};
