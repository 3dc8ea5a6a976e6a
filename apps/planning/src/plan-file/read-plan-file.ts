import { checkPlan } from '@redress/plan';
import { type Document, LineCounter, parseDocument, type ParsedNode } from 'yaml';
import { placeOf } from './place';
import { largestDocumentBytes, largestFileBytes, type PlanFile } from './plan-file';
import { syntaxProblem, tooIntricate, unsupported } from './syntax';

const mostSyntaxProblems = 20;

const tooLarge = (zh: string, en: string, limit: number): PlanFile => ({
  ok: false,
  problems: [
    {
      path: '',
      message: { zh: `${zh}不得超过 ${limit} 字节`, en: `${en} may have ${limit} bytes at most` },
      line: 1,
      column: 1,
    },
  ],
});

const check = (document: Document<ParsedNode>, lines: LineCounter): PlanFile => {
  const candidate: unknown = document.toJS({ maxAliasCount: 0 });
  const checked = checkPlan(candidate);
  if (!checked.ok) {
    const problems = checked.problems.map((problem) => ({ ...problem, ...placeOf(document, lines, problem.path) }));
    return { ok: false, problems };
  }
  const bytes = Buffer.byteLength(JSON.stringify(checked.document));
  return bytes <= largestDocumentBytes ? checked : tooLarge('预案内容', 'The plan', largestDocumentBytes);
};

/**
 * Reads a plan file (YAML 1.2, so JSON too) and checks it as a whole; every problem has its line and column.
 * Bounded in size and depth, without anchors, aliases and tags; does not throw on bad input.
 */
export const readPlanFile = (text: string): PlanFile => {
  if (Buffer.byteLength(text) > largestFileBytes) return tooLarge('文件', 'The file', largestFileBytes);
  const intricate = tooIntricate(text);
  if (intricate.length > 0) return { ok: false, problems: intricate };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const wrong = [...document.errors, ...document.warnings].map((error) => syntaxProblem(lines, error));
  if (wrong.length > 0) return { ok: false, problems: wrong.slice(0, mostSyntaxProblems) };
  const short = unsupported(document, lines);
  return short.length > 0 ? { ok: false, problems: short } : check(document, lines);
};
