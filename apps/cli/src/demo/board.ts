import type { ComplaintItem } from './complaint-item';
import { ladderRoles } from './fate';
import { nameIn, type BoardHead, type DemoTexts } from './texts';

const hourMs = 3_600_000;

/** Who is told by the escalations that wait, the highest of them. */
export const toldNow = ({ openEscalations }: ComplaintItem): string | undefined => {
  const told = new Set(openEscalations.flatMap(({ tell }) => tell));
  return [...ladderRoles].reverse().find((role) => told.has(role));
};

/** What the read model says of the complaints, kept to be shown. Changes are told to it as they are heard of. */
export class Board {
  mails = 0;
  lastMail = '';
  private readonly items = new Map<string, ComplaintItem>();
  private readonly rules = new Map<string, string>();
  /** By the last change, the oldest first. */
  private readonly changed = new Set<string>();

  constructor(
    private readonly texts: DemoTexts,
    /** Milliseconds since 1970 on the demo's clock. */
    private readonly now: () => number,
  ) {}

  /** Notes a complaint as it is now; the one before. */
  see(item: ComplaintItem): ComplaintItem | undefined {
    const before = this.items.get(item.complaintId);
    this.items.set(item.complaintId, item);
    this.changed.delete(item.complaintId);
    this.changed.add(item.complaintId);
    return before;
  }

  /** Notes which rule classified a complaint. */
  classified(complaintId: string, rule: string): void {
    this.rules.set(complaintId, rule);
  }

  /** For the line above the table. */
  figures(): Omit<BoardHead, 'day' | 'time'> {
    const items = [...this.items.values()];
    return {
      registered: items.length,
      open: items.filter(({ open }) => open).length,
      escalations: items.reduce((sum, { escalationsRaised }) => sum + escalationsRaised, 0),
      mails: this.mails,
    };
  }

  /** The latest complaints that changed, in the order of their numbers, as cells of a table. */
  rows(most: number): string[][] {
    const latest = [...this.changed].slice(-most).flatMap((id) => this.items.get(id) ?? []);
    latest.sort((one, other) => one.complaintNo.localeCompare(other.complaintNo));
    return latest.map((item) => this.cells(item));
  }

  private cells(item: ComplaintItem): string[] {
    const { complaintNo, level, priority, stage, status, open } = item;
    const { texts } = this;
    return [
      complaintNo,
      level === undefined ? texts.waiting : nameIn(texts, level),
      priority ?? texts.waiting,
      this.rules.get(item.complaintId) ?? texts.waiting,
      nameIn(texts, open ? stage : status),
      this.deadline(item),
      this.escalation(item),
    ];
  }

  private deadline({ open, overdue, nextDeadline, nextDueAt }: ComplaintItem): string {
    if (!open) return '';
    const [late] = overdue;
    if (late !== undefined) return `${nameIn(this.texts, late)} ${this.texts.overdue}`;
    if (nextDeadline === undefined || nextDueAt === undefined) return '';
    const hours = Math.max(0, (Date.parse(nextDueAt) - this.now()) / hourMs);
    return `${nameIn(this.texts, nextDeadline)} ${this.texts.left(hours)}`;
  }

  private escalation(item: ComplaintItem): string {
    if (item.escalationsRaised === 0) return '';
    const told = toldNow(item);
    const who = told === undefined ? '' : nameIn(this.texts, told);
    return this.texts.escalated(item.escalationsRaised, item.escalationsAcknowledged, who);
  }
}
