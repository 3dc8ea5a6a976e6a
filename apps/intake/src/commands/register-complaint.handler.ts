import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { PersonKeys } from '@redress/personal-data';
import type { PlanCopies } from '@redress/plan-copies';
import type { PlanDocument } from '@redress/plan-rules';
import { CONFIG, PERSON_KEYS, PLAN_COPIES } from '@redress/platform';
import type { IntakeConfig } from '../config';
import { ComplaintFiles } from './complaint-file';
import type { ComplaintForm } from './complaint-form';
import { complainantOf, newComplaintId } from './complaint-ids';
import { COMPLAINT_NUMBERS, type ComplaintNumbers } from './complaint-numbers';
import { registerComplaint, type RegistrationParts } from './registration';
import { trackingToken } from './tracking-token';

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
    const parts = await this.partsOf(complaintId, meta);
    const file = { complaintId, personId: parts.key.personId, planRef: parts.copy.planRef };
    // A repeat, or a twin that was faster, has a number of its own: what is stored is the answer (decisions.md 18).
    const { committed, registration } = await this.files.register(file, registerComplaint(form, parts, meta), meta);
    const { complaintNo, acceptBy } = registration;
    return { ...committed, complaintId, complaintNo, acceptBy, trackingToken: parts.trackingToken };
  }

  private async partsOf(complaintId: string, { siteId, occurredAt }: CommandMeta): Promise<RegistrationParts> {
    const copy = await this.plans.inForce(siteId, occurredAt);
    const [key, complaintNo] = await Promise.all([
      this.keys.keyOf(complainantOf(complaintId), { createFor: siteId }),
      this.numbers.next(siteId, occurredAt),
    ]);
    return {
      complaintId,
      complaintNo,
      key,
      copy,
      trackingToken: trackingToken(this.config.trackingSecret, complaintId),
    };
  }
}
