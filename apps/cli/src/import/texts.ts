import type { Texts } from '../language';
import type { CsvUnreadable } from './csv-unreadable';
import type { RowFault } from './submission';

/** What an import says. */
export interface ImportTexts {
  readonly faults: Readonly<Record<RowFault, string>>;
  readonly unreadable: (reason: CsvUnreadable['reason'], line: number) => string;
  readonly bar: string;
  readonly waiting: (seconds: number) => string;
  readonly resuming: (rows: number) => string;
  readonly done: (registered: number, seconds: string, rate: string) => string;
  readonly rejected: (count: number, file: string) => string;
  readonly rejectedRow: (line: number, column: string, reason: string) => string;
  readonly unknownCategory: (category: string, count: number) => string;
  readonly stopped: (reason: string) => string;
  readonly password: (username: string) => string;
  readonly progressLine: (registered: number, rejected: number, percent: number) => string;
}

/** In each language. */
export const importTexts: Texts<ImportTexts> = {
  zh: {
    faults: {
      'uneven-row': '列数与表头不一致',
      'text-missing': '投诉内容为空',
      'text-too-long': '投诉内容超过 5000 字',
      'site-invalid': '地点代码只能用字母、数字、下划线和连字符，最长 60',
      'category-invalid': '类别代码只能用字母、数字、下划线和连字符，最长 60',
      'channel-unknown': '没有该受理途径',
      'date-invalid': '日期须为 YYYY-MM-DD 或带时区的时间',
    },
    unreadable: (reason, line) =>
      ({
        'no-header': '文件没有表头。',
        'no-text-column': '表头中没有 text 列。',
        'column-twice': '表头中有同名的列。',
        'not-utf8': `第 ${line} 行不是 UTF-8 编码，请另存为 UTF-8 编码的 CSV 文件。`,
        nul: `第 ${line} 行含有 NUL 字符，这不是文本文件。`,
        'quote-not-closed': `文件在第 ${line} 行结束，但有一个引号没有闭合。`,
        'row-too-long': `第 ${line} 行附近的记录过长，可能有引号没有闭合。`,
        unreadable: `第 ${line} 行无法读取。`,
      })[reason],
    bar: '导入 [{bar}] {percentage}% | 已登记 {registered} | 退回 {rejected}',
    waiting: (seconds) => `网关要求稍候 ${seconds} 秒`,
    resuming: (rows) => `从上次中断处继续，跳过已完成的 ${rows} 行。`,
    done: (registered, seconds, rate) =>
      `已登记 ${registered} 件（重复发送的不会重复登记），用时 ${seconds} 秒，每秒 ${rate} 件。`,
    rejected: (count, file) => `退回 ${count} 行，全部列在 ${file}：`,
    rejectedRow: (line, column, reason) => `  第 ${line} 行${column ? `，列 ${column}` : ''}：${reason}`,
    unknownCategory: (category, count) => `预案中没有类别 ${category}，${count} 行按预案的词语归类。`,
    stopped: (reason) => `导入中断：${reason}。再次运行同一命令即从中断处继续。`,
    password: (username) => `${username} 的密码：`,
    progressLine: (registered, rejected, percent) => `${percent}%  已登记 ${registered}，退回 ${rejected}`,
  },
  en: {
    faults: {
      'uneven-row': 'has more or fewer fields than the header',
      'text-missing': 'the text is empty',
      'text-too-long': 'the text is longer than 5,000 characters',
      'site-invalid': 'must be a code of letters, digits, _ and -, 60 at most',
      'category-invalid': 'must be a code of letters, digits, _ and -, 60 at most',
      'channel-unknown': 'there is no such channel',
      'date-invalid': 'must be YYYY-MM-DD or an instant with its zone',
    },
    unreadable: (reason, line) =>
      ({
        'no-header': 'The file has no header.',
        'no-text-column': 'The header has no column `text`.',
        'column-twice': 'Two columns of the header have the same name.',
        'not-utf8': `Line ${line} is not UTF-8; save the file as CSV in UTF-8.`,
        nul: `Line ${line} holds a NUL character; this is no text file.`,
        'quote-not-closed': `The file ends at line ${line} within a quote that is not closed.`,
        'row-too-long': `The row near line ${line} is too long; a quote may not be closed.`,
        unreadable: `Line ${line} cannot be read.`,
      })[reason],
    bar: 'import [{bar}] {percentage}% | registered {registered} | rejected {rejected}',
    waiting: (seconds) => `the gateway asks to wait ${seconds} s`,
    resuming: (rows) => `Going on where the last import ended: ${rows} rows are done.`,
    done: (registered, seconds, rate) =>
      `${registered} complaints are registered (what was sent before is not registered again); ${seconds} s, ${rate} per second.`,
    rejected: (count, file) => `${count} rows were rejected, all of them are in ${file}:`,
    rejectedRow: (line, column, reason) => `  line ${line}${column ? `, column ${column}` : ''}: ${reason}`,
    unknownCategory: (category, count) => `The plan has no category ${category}; its words classify ${count} rows.`,
    stopped: (reason) => `The import was cut short: ${reason}. The same command goes on from there.`,
    password: (username) => `Password of ${username}: `,
    progressLine: (registered, rejected, percent) => `${percent}%  registered ${registered}, rejected ${rejected}`,
  },
};
