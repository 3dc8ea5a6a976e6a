import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandAnswer,
  CommandAnswerDto,
  commandMeta,
  CurrentStaff,
  IdempotencyKey,
  ProblemException,
  Roles,
  type StaffIdentity,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import type { Inbox, InboxPlace } from '../channels/inbox';
import { ResumeDeliveryRequest } from '../commands/resume-delivery.handler';
import { INBOX } from '../injection-tokens';
import { mayDo } from './may-do';
import { InboxPageDto, InboxQueryDto, NotificationIdDto } from './notifications.dto';

/** What the signed-in person was told within the web app, and messages that arrived nowhere. */
@Controller('api/v1/notifications')
@ApiProblems(400, 503)
export class NotificationsController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(INBOX) private readonly inbox: Inbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

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

  /** Tries a message again that was given up, under the same id, so that its receiver can tell repeats. */
  @Post(':id/resend')
  @HttpCode(200)
  @IdempotencyKey()
  @ApiProblems(404, 409, 413, 422)
  @Roles(...mayDo.resend)
  async resend(
    @Param() { id }: NotificationIdDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new ResumeDeliveryRequest(id, meta)));
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
