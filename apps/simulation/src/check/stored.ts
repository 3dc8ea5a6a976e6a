import type { StoredCommit } from '@redress/event-store';

const noStream = { version: 0, hash: '0'.repeat(64) };

/** Streams whose versions are not 1..n or whose links do not hold, and ids that stand twice. */
export const storeViolations = (commits: readonly StoredCommit[]): string[] => {
  const violations: string[] = [];
  const last = new Map<string, Pick<StoredCommit, 'version' | 'hash'>>();
  const ids = new Set<string>();
  for (const commit of commits) {
    const { streamId, version, commitId, prevHash } = commit;
    const before = last.get(streamId) ?? noStream;
    if (version !== before.version + 1) violations.push(`${streamId}@${version} stands after ${before.version}`);
    if (prevHash !== before.hash) violations.push(`${streamId}@${version} is not linked to the one before`);
    if (ids.has(commitId)) violations.push(`the commit of ${streamId}@${version} is stored twice`);
    ids.add(commitId);
    last.set(streamId, commit);
  }
  return violations;
};
