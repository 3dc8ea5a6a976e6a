import type { PublishedCommit } from '@redress/kernel';
import { seal, type PersonKey } from '@redress/personal-data';
import { randomBytes, randomUUID } from 'node:crypto';
import { at, commitOf } from './sample-streams';

/** A suggestion as intake would publish it, reviewed where asked. */
export const suggestion = (
  siteId: string,
  minute: number,
  reviewed = false,
): { readonly id: string; readonly key: PersonKey; readonly commits: PublishedCommit[] } => {
  const id = randomUUID();
  const key: PersonKey = { personId: randomUUID(), key: randomBytes(32) };
  const place = { siteId, context: 'intake', streamId: `suggestion-${id}`, subject: id } as const;
  const event = (type: string, data: object) => ({ type, schemaVersion: 1, data: { suggestionId: id, ...data } });
  const personal = { personId: key.personId, author: seal(key, { name: '李四' }), text: seal(key, '增设饮水点') };
  const made = event('SuggestionMade', { receivedAt: at(minute), locale: 'zh-CN', ...personal });
  const review = event('SuggestionReviewed', {
    adopted: true,
    note: seal(key, '已采纳'),
    reviewedAt: at(minute),
    reviewedBy: 'staff:c1',
  });
  const commits = [commitOf({ ...place, version: 1 }, minute, [made])];
  if (reviewed) commits.push(commitOf({ ...place, version: 2 }, minute, [review]));
  return { id, key, commits };
};
