import Table from 'cli-table3';
import type { BenchResult } from './result';
import { rowsOf, summaryOf } from './rows';

/** The report as a table for the terminal. */
export const terminalTable = (result: BenchResult): string => {
  const table = new Table({
    head: ['measured', 'median [lowest..highest]', 'goal', 'verdict'],
    style: { head: [], border: [], compact: true },
  });
  for (const { title, value, goal, verdict } of rowsOf(result)) table.push([title, value, goal, verdict]);
  return `${table.toString()}\n${summaryOf(result)}\n`;
};
