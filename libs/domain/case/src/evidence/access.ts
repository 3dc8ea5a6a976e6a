import type { CaseRefusal } from '../case-commands';
import type { CaseFile } from '../case-file';
import { isNamed } from '../respondents';

/**
 * Why somebody may not touch the evidence of a case: nobody does who is complained against in it. Of a
 * complaint that has no case yet, evidence is taken as well.
 */
export const evidenceBarred = ({ respondents }: CaseFile, actor: string): CaseRefusal | undefined =>
  isNamed(respondents, actor) ? 'actor-is-named' : undefined;

/** Why no more evidence is taken: nothing more is done about what was withdrawn. */
export const evidenceClosed = ({ stage }: CaseFile): CaseRefusal | undefined =>
  stage.status === 'withdrawn' ? 'case-withdrawn' : undefined;
