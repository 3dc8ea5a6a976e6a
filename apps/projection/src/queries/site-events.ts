import type { ChangeFeed, DocumentChange, ModelDocument } from '@redress/projections';
import type { NotificationSection } from '../projections/notifications.projection';
import { itemOf, type ComplaintItem } from './complaint-item';
import { countersOf, type Counters } from './counters';
import type { Viewer } from './site-queries';

/** Something the staff of a site may see happen. */
export type SiteEvent = { readonly siteId: string } & (
  | { readonly event: 'complaint'; readonly data: ComplaintItem }
  | { readonly event: 'notification'; readonly data: NotificationSection & { readonly streamId: string } }
  | { readonly event: 'counters'; readonly data: Counters }
);

/** Whether somebody may see an event: one of the own site, and about no complaint that names them. */
export const isFor = (change: SiteEvent, { siteId, staffId }: Viewer): boolean =>
  change.siteId === siteId && !(change.event === 'complaint' && change.data.respondentIds.includes(staffId));

/** The changes of all sites; who reads it filters with `isFor`. */
export type SiteFeed = ChangeFeed<SiteEvent>;

/** The models whose changes are told. */
export const followedModels = ['complaints', 'notifications', 'counters'] as const;

const ofComplaint = (document: ModelDocument): SiteEvent | undefined => {
  if (document.complaintNo === undefined) return undefined;
  const data = itemOf(document);
  return { event: 'complaint', siteId: data.siteId, data };
};

const ofNotification = ({ _id, sections }: ModelDocument): SiteEvent => {
  const data = { streamId: _id, ...(sections.delivery?.data as NotificationSection) };
  return { event: 'notification', siteId: data.siteId, data };
};

/** What a change of the read models means to a site's staff. */
export const siteEventOf = ({ model, key, document }: DocumentChange): SiteEvent | undefined => {
  switch (model) {
    case 'complaints':
      return ofComplaint(document as ModelDocument);
    case 'notifications':
      return ofNotification(document as ModelDocument);
    case 'counters':
      return {
        event: 'counters',
        siteId: key,
        data: countersOf(key, { values: document.values as Record<string, unknown> }),
      };
    default:
      return undefined;
  }
};
