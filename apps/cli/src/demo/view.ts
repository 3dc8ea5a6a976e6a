import Table from 'cli-table3';
import { createLogUpdate } from 'log-update';
import { localeOf, type Language } from '../language';
import { Board } from './board';
import { changesOf } from './changes';
import type { ComplaintItem } from './complaint-item';
import type { DemoClock } from './demo-clock';
import { nameIn, type DemoTexts } from './texts';

/** Shows the demo. */
export interface DemoView {
  /** A complaint as it is now. */
  see(item: ComplaintItem): void;
  /** The rule that classified a complaint. */
  classified(item: ComplaintItem, rule: string): void;
  mail(to: string, subject: string): void;
  /** A line of its own. */
  say(text: string): void;
  stop(): void;
}

export interface ViewOptions {
  readonly texts: DemoTexts;
  readonly language: Language;
  readonly clock: DemoClock;
  /** Lines instead of a table that is drawn anew. */
  readonly plain: boolean;
}

const redrawMs = 250;
/** Lines around the table: head, borders, the last mail. */
const around = 9;

const calendarOf = (language: Language): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(localeOf(language), {
    timeZone: 'Asia/Shanghai',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });

/** The day and the time of the demo's clock, as its deadlines are counted. */
const timeOn = (clock: DemoClock, language: Language) => {
  const format = calendarOf(language);
  const first = clock.now();
  return () => ({
    day: Math.floor((clock.now() - first) / 86_400_000) + 1,
    time: format.format(new Date(clock.now())),
  });
};

const tableView = ({ texts, language, clock }: ViewOptions): DemoView => {
  const board = new Board(texts, () => clock.now());
  const time = timeOn(clock, language);
  const screen = createLogUpdate(process.stdout);
  const draw = (): void => {
    const { rows: height = 40 } = process.stdout;
    const rows = board.rows(Math.max(5, height - around));
    const table = new Table({ head: [...texts.columns], style: { head: [], border: [], compact: true } });
    table.push(...rows);
    const hidden = board.figures().registered - rows.length;
    screen(
      [
        texts.head({ ...time(), ...board.figures() }),
        table.toString(),
        ...(hidden > 0 ? [texts.more(hidden)] : []),
        board.lastMail,
      ].join('\n'),
    );
  };
  const timer = setInterval(draw, redrawMs);
  return {
    see: (item) => void board.see(item),
    classified: ({ complaintId }, rule) => board.classified(complaintId, rule),
    mail: (to, subject) => {
      board.mails += 1;
      board.lastMail = texts.mail(to, subject);
    },
    say: (text) => {
      screen.clear();
      console.log(text);
      draw();
    },
    stop: () => {
      clearInterval(timer);
      draw();
      screen.done();
    },
  };
};

const lineView = ({ texts, language, clock }: ViewOptions): DemoView => {
  const board = new Board(texts, () => clock.now());
  const time = timeOn(clock, language);
  const print = (text: string): void => console.log(`${time().time}  ${text}`);
  return {
    see: (item) => {
      const before = board.see(item);
      for (const change of changesOf(before, item, texts)) print(`${item.complaintNo}  ${change}`);
    },
    classified: (item, rule) => {
      const { complaintNo, level = '', priority = '' } = item;
      print(`${complaintNo}  ${texts.line.classified(nameIn(texts, level), priority, rule)}`);
    },
    mail: (to, subject) => {
      board.mails += 1;
      print(texts.mail(to, subject));
    },
    say: print,
    stop: () => {
      console.log(texts.head({ ...time(), ...board.figures() }));
    },
  };
};

/** A table that is drawn anew on a terminal; lines elsewhere. */
export const demoView = (options: ViewOptions): DemoView => (options.plain ? lineView(options) : tableView(options));
