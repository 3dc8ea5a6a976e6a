import type { StoredCommit } from '@redress/event-store';
import type { LogRecord } from '../ports/kafka-server';

interface Place {
  readonly streamId: string;
  readonly version: number;
}

const placeOf = ({ headers }: LogRecord): Place => ({
  streamId: headers['ce_streamid'] ?? '',
  version: Number(headers['ce_streamversion']),
});

/**
 * Commits that are not on the topic or not in order of version for a reader that drops repeats, keys on two partitions,
 * records that are not what is stored. Where the topic was lost and filled again a version may come too early, as long
 * as it comes again in its turn.
 */
export const publishedViolations = (
  commits: readonly StoredCommit[],
  partitions: readonly (readonly LogRecord[])[],
  wasRefilled: boolean,
): string[] => {
  const stored = new Map(commits.map((commit) => [`${commit.streamId}@${commit.version}`, commit]));
  const violations: string[] = [];
  const read = new Map<string, number>();
  const partitionOf = new Map<string, number>();
  partitions.forEach((log, partition) => {
    for (const record of log) {
      const { streamId, version } = placeOf(record);
      const name = `${streamId}@${version}`;
      if (stored.get(name)?.commitId !== record.headers['ce_id'])
        violations.push(`${name} on the topic is not what is stored`);
      if ((partitionOf.get(record.key) ?? partition) !== partition)
        violations.push(`the key ${record.key} is on two partitions`);
      partitionOf.set(record.key, partition);
      const before = read.get(streamId) ?? 0;
      if (version === before + 1) read.set(streamId, version);
      else if (version > before && !wasRefilled) violations.push(`${name} came on the topic after version ${before}`);
    }
  });
  for (const { streamId, version } of commits) {
    if (version > (read.get(streamId) ?? 0))
      violations.push(`${streamId}@${version} cannot be read from the topic in its turn`);
  }
  return violations;
};
