import type { StoredCommit } from '@redress/event-store';

/** Streams whose versions are not 1..n or whose links do not hold, and ids that stand twice. */
export const storeViolations = (commits: readonly StoredCommit[]): string[] => {
  const violations: string[] = [];
  const last = new Map<string, StoredCommit>();
  const ids = new Set<string>();
  for (const commit of commits) {
    const { streamId, version, commitId, prevHash } = commit;
    const before = last.get(streamId);
    if (version !== (before?.version ?? 0) + 1) violations.push(`${streamId}@${version} stands after ${before?.version ?? 0}`);
    if (prevHash !== (before?.hash ?? '0'.repeat(64))) violations.push(`${streamId}@${version} is not linked to the one before`);
    if (ids.has(commitId)) violations.push(`the commit of ${streamId}@${version} is stored twice`);
    ids.add(commitId);
    last.set(streamId, commit);
  }
  return violations;
};
