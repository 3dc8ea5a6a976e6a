import type { CaseRefusal } from '../case-commands';
import type { CaseFile } from '../case-file';

/**
 * Why no more evidence is taken: nothing more is done about what was withdrawn. Of a complaint that has no case yet,
 * evidence is taken as well.
 */
export const evidenceClosed = ({ stage }: CaseFile): CaseRefusal | undefined =>
  stage.status === 'withdrawn' ? 'case-withdrawn' : undefined;
