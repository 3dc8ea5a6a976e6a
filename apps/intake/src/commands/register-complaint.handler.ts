import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { calendarOf } from '@redress/calendar';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { RegisterComplaint } from '@redress/complaint';
import { TransientFault } from '@redress/kernel';
import { seal, type PersonKeys } from '@redress/personal-data';
import type { PlanCopies, PlanCopy } from '@redress/plan-copies';
import { proposeFacts, textSignature, type PlanDocument } from '@redress/plan-rules';
import { CONFIG, PERSON_KEYS, PLAN_COPIES } from '@redress/platform';
import type { IntakeConfig } from '../config';
import { ComplaintFiles } from './complaint-file';
import type { ComplaintForm } from './complaint-form';
import { complainantOf, newComplaintId } from './complaint-ids';
import { COMPLAINT_NUMBERS, type ComplaintNumbers } from './complaint-numbers';
import { trackingToken, trackingTokenHash } from './tracking-token';

/** What a complainant needs to follow the complaint. */
export interface RegistrationReceipt extends Committed {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly trackingToken: string;
  readonly acceptBy: string;
}

/** Registers a complaint under the plan in force. */
export class RegisterComplaintRequest extends Command<RegistrationReceipt> {
  constructor(
    readonly form: ComplaintForm,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

const calendarFor = ({ calendarRef }: PlanCopy): RegisterComplaint['data']['calendar'] => {
  const calendar = calendarOf(calendarRef);
  if (!calendar) throw new TransientFault(`this release does not know the calendar ${calendarRef}`);
  return calendar;
};

@CommandHandler(RegisterComplaintRequest)
export class RegisterComplaintHandler implements ICommandHandler<RegisterComplaintRequest> {
  constructor(
    private readonly files: ComplaintFiles,
    @Inject(PLAN_COPIES) private readonly plans: PlanCopies<PlanDocument>,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
    @Inject(COMPLAINT_NUMBERS) private readonly numbers: ComplaintNumbers,
    @Inject(CONFIG) private readonly config: IntakeConfig,
  ) {}

  async execute({ form, meta }: RegisterComplaintRequest): Promise<RegistrationReceipt> {
    const complaintId = newComplaintId(meta);
    const copy = await this.plans.inForce(meta.siteId, meta.occurredAt);
    const personId = complainantOf(complaintId);
    const token = trackingToken(this.config.trackingSecret, complaintId);
    const registration = await this.registration(form, meta, { copy, personId, token });
    const { document: plan } = copy;
    const data: RegisterComplaint['data'] = {
      complaintId,
      registration,
      ...(form.category !== undefined && { category: form.category }),
      proposals: proposeFacts(plan, form.text),
      plan,
      calendar: calendarFor(copy),
      at: meta.occurredAt,
      by: meta.actor,
    };
    const file = { complaintId, personId, planRef: copy.planRef };
    const committed = await this.files.commit(file, { type: 'RegisterComplaint', data }, meta);
    // A repeat, or a twin that was faster, has its own number: what is stored is the answer.
    const { complaintNo, acceptBy } = await this.files.registration(complaintId, meta.siteId);
    return { ...committed, complaintId, complaintNo, acceptBy, trackingToken: token };
  }

  private async registration(
    { text, channel, place, facts, contact, locale, receivedAt }: ComplaintForm,
    { siteId, occurredAt }: CommandMeta,
    { copy, personId, token }: { copy: PlanCopy; personId: string; token: string },
  ): Promise<RegisterComplaint['data']['registration']> {
    const key = await this.keys.keyOf(personId, { create: true });
    return {
      complaintNo: await this.numbers.next(siteId, occurredAt),
      channel,
      receivedAt: receivedAt === undefined ? occurredAt : new Date(receivedAt).toISOString(),
      planRef: copy.planRef,
      calendarRef: copy.calendarRef,
      personId,
      complainant: seal(key, JSON.stringify(contact ?? { anonymous: true })),
      narrative: seal(key, text),
      locale: locale ?? 'zh-CN',
      ...(place !== undefined && { place }),
      facts: { ...facts },
      textSignature: textSignature(text),
      trackingTokenHash: trackingTokenHash(token),
    };
  }
}
