import { SendFailed, type Channel, type Contact, type OutgoingMessage, type RobotAddress } from './channel';
import { fittingText } from './fitting-text';
import { assertTaken, httpPost } from './http-post';
import { SendRate, type RateLimit } from './send-rate';

/** The vendors whose group chats have robots. */
export type RobotName = 'wecom' | 'dingtalk' | 'feishu';

/** The robot of a vendor's group chats, as the vendor documents it. */
export interface Robot {
  readonly name: RobotName;
  /** Where the vendor's own robots are. */
  readonly origins: readonly string[];
  /** What stands first in the path of every robot. */
  readonly path: string;
  /** Of one robot. */
  readonly limits: readonly RateLimit[];
  /** The member of an answer that says how it went; 0 is success. The answer itself is a 200 either way. */
  readonly codeIn: string;
  /** Codes that say: too many messages. */
  readonly tooMany: readonly number[];
  /** Whether the vendor takes a text of this length. */
  fits(text: string): boolean;
  /** @param realNow whole milliseconds */
  request(text: string, address: RobotAddress, realNow: number): { readonly url: string; readonly body: string };
}

/** Where a vendor's robots are: at the vendor's own origins, or instead at those the deployment names, if any. */
export const originsOf = ({ origins }: Robot, named: readonly string[]): readonly string[] =>
  (named.length > 0 ? named : origins).map((one) => new URL(one).origin);

/**
 * Whether an address is one of the vendor's robots: what is sent, and the secret in the address, go nowhere else.
 * @param named the origins the deployment names, such as a house's own proxy
 */
export const isRobotAddress = (robot: Robot, url: string, named: readonly string[]): boolean => {
  if (!URL.canParse(url)) return false;
  const { origin, pathname, username, password } = new URL(url);
  const known = originsOf(robot, named).includes(origin);
  return known && pathname.startsWith(robot.path) && username === '' && password === '';
};

const headers = { 'content-type': 'application/json; charset=utf-8' };

/** The code of an answer; undefined where it is none of the vendor's. */
const codeOf = (text: string, member: string): number | undefined => {
  try {
    const code: unknown = (JSON.parse(text) as Record<string, unknown> | null)?.[member];
    return Number.isSafeInteger(code) ? (code as number) : undefined;
  } catch {
    return undefined;
  }
};

/** A robot of a group chat says the message there. It cannot be told the deliveryId, so the text ends in its start. */
export class RobotChannel implements Channel {
  readonly name: RobotName;
  readonly outward = true;
  private readonly rate: SendRate;

  /**
   * @param named the origins the deployment names in the place of the vendor's, if any
   * @param realNow real time, milliseconds: signatures and limits go by it
   */
  constructor(
    private readonly robot: Robot,
    private readonly named: readonly string[],
    private readonly realNow: () => number,
  ) {
    this.name = robot.name;
    this.rate = new SendRate(robot.limits, realNow);
  }

  reaches(contact: Contact): boolean {
    return contact[this.name] !== undefined;
  }

  async send(message: OutgoingMessage, contact: Contact): Promise<void> {
    const address: RobotAddress | undefined = contact[this.name];
    if (!address) throw new SendFailed('no-address');
    if (!isRobotAddress(this.robot, address.url, this.named)) throw new SendFailed('robot-elsewhere');
    if (!this.rate.take(address.url)) throw new SendFailed('rate-limited');
    const mark = `\n[${message.deliveryId.slice(0, 8)}]`;
    const text = fittingText(message, (one) => this.robot.fits(one + mark)) + mark;
    const { url, body } = this.robot.request(text, address, Math.floor(this.realNow()));
    const answer = await httpPost(url, headers, body);
    assertTaken(answer);
    this.assertSaid(answer.text);
  }

  /** The vendor's words may repeat the address, so only its code is told. */
  private assertSaid(answer: string): void {
    const code = codeOf(answer, this.robot.codeIn);
    if (code === 0) return;
    if (code === undefined) throw new SendFailed(`${this.name}-unreadable`);
    throw new SendFailed(this.robot.tooMany.includes(code) ? 'rate-limited' : `${this.name}-${code}`);
  }
}
