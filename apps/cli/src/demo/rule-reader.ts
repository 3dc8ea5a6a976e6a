import type { Cast } from './cast';
import type { ComplaintItem } from './complaint-item';
import type { DemoTexts } from './texts';

interface Detail {
  readonly complaint?: {
    readonly classification?: {
      readonly ruleId?: string;
      readonly decidedBy?: string;
      readonly because?: { readonly zh?: string };
    };
  };
}

/** Reads of a complaint's detail at the same time. */
const atOnce = 2;

/** Finds out which rule of the plan classified a complaint, once it is classified and whenever that changes. */
export class RuleReader {
  private readonly known = new Map<string, string>();
  private readonly waiting = new Map<string, ComplaintItem>();
  private running = 0;

  constructor(
    private readonly cast: Cast,
    private readonly texts: DemoTexts,
    private readonly onRule: (item: ComplaintItem, rule: string) => void,
  ) {}

  see(item: ComplaintItem): void {
    const { complaintId, level, priority } = item;
    const classified = `${level} ${priority}`;
    if (level === undefined || this.known.get(complaintId) === classified) return;
    this.known.set(complaintId, classified);
    this.waiting.set(complaintId, item);
    this.next();
  }

  private next(): void {
    const [item] = this.waiting.values();
    if (this.running >= atOnce || !item) return;
    this.waiting.delete(item.complaintId);
    this.running += 1;
    void this.read(item).finally(() => {
      this.running -= 1;
      this.next();
    });
  }

  private async read(item: ComplaintItem): Promise<void> {
    const path = `complaints/${item.complaintId}`;
    const { complaint } = await this.cast.read<Detail>('sitedirector', path).catch((): Detail => ({}));
    const { ruleId, decidedBy } = complaint?.classification ?? {};
    this.onRule(item, decidedBy === 'person' ? this.texts.byPerson : (ruleId ?? this.texts.defaultRule));
  }
}
