import type { DeliveryChannel, Locale } from '@redress/contracts';

/** Where a robot of a group chat is. The url holds a key, so it is as secret as the secret that signs. */
export interface RobotAddress {
  readonly url: string;
  readonly secret?: string;
}

/** Where a staff member can be reached besides the inbox, by channel; personal data, in memory only. */
export interface Contact {
  readonly name?: string;
  readonly email?: string;
  /** `secret` signs what is posted to `url` (Standard Webhooks). */
  readonly webhook?: { readonly url: string; readonly secret: string };
  readonly wecom?: RobotAddress;
  readonly dingtalk?: RobotAddress;
  readonly feishu?: RobotAddress;
  /** E.164, or a number of the mainland without its country. */
  readonly sms?: { readonly mobile: string };
}

/** A message ready to go. To staff it holds no personal data; to a complainant, the complainant's own. */
export interface OutgoingMessage {
  readonly deliveryId: string;
  readonly siteId: string;
  /** Whose inbox; absent of what is written to a complainant. */
  readonly staffId?: string;
  readonly locale: Locale;
  readonly template: string;
  readonly subject: string;
  readonly text: string;
  readonly link: string;
  readonly complaintId?: string;
  readonly escalationId?: string;
  readonly drillId?: string;
  /** On the service's clock. */
  readonly queuedAt: string;
}

/** One way to reach a person. */
export interface Channel {
  readonly name: DeliveryChannel;
  /** Whether the channel leaves the house: then a drill may not use it (decisions.md 17). */
  readonly outward: boolean;
  /** Whether this contact can be reached by it. */
  reaches(contact: Contact): boolean;
  /**
   * Resolves when the other side took the message. Bounded in time.
   * The same message may be sent again after a crash: the other side tells them apart by the deliveryId.
   * @throws SendFailed · TransientFault when our own store is away
   */
  send(message: OutgoingMessage, contact: Contact): Promise<void>;
  /** Resolves when the other side is there; absent where there is none of its own. @throws when it is not */
  check?(): Promise<unknown>;
  /** Ends what the channel keeps open. */
  close?(): void;
}

/** The channel did not take a message. The reason is a class of fault: it holds no address, host or text of others. */
export class SendFailed extends Error {
  constructor(
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    super(reason, options);
    this.name = 'SendFailed';
  }
}
