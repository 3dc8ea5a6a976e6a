import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiProblems, CurrentStaff, ProblemException, Roles, type StaffIdentity } from '@redress/platform';
import type { Inbox, InboxPlace } from '../channels/inbox';
import { INBOX } from '../injection-tokens';
import { InboxPageDto, InboxQueryDto } from './notifications.dto';

/** What the signed-in person was told within the web app. */
@Controller('api/v1/notifications')
@ApiProblems(400, 503)
export class NotificationsController {
  constructor(@Inject(INBOX) private readonly inbox: Inbox) {}

  /** The inbox, newest first. */
  @Get()
  @Roles()
  async page(@Query() { limit, after }: InboxQueryDto, @CurrentStaff() staff: StaffIdentity): Promise<InboxPageDto> {
    const place = after === undefined ? undefined : placeIn(after);
    const { items, next } = await this.inbox.page(staff.siteId, staff.staffId, limit, place);
    return {
      items: items.map(({ deliveryId, ...entry }) => ({ id: deliveryId, ...entry })),
      ...(next && { next: cursorOf(next) }),
    };
  }
}

const cursorOf = ({ queuedAt, deliveryId }: InboxPlace): string =>
  Buffer.from(`${queuedAt} ${deliveryId}`).toString('base64url');

const placeIn = (cursor: string): InboxPlace => {
  const match = /^(\d{4}-\d{2}-\d{2}T[\d:.]{5,20}Z) ([\w-]{1,60})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (match?.[1] && match[2]) return { queuedAt: match[1], deliveryId: match[2] };
  const detail = { zh: 'after 不是上一页的 next', en: 'after is no `next` of a page' };
  throw new ProblemException('bad-request', 400, { detail });
};
