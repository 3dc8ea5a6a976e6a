import { setTimeout as sleep } from 'node:timers/promises';
import { csvRows } from '../import/csv-rows';
import type { RowSender } from '../import/row-sender';
import { readRow, type Submission } from '../import/submission';
import { fateBy, seededRandom, type Fate } from './fate';
import { sampleComplaints } from './sample-complaints';

/** A complaint to come in, and what becomes of it. */
export interface Arrival {
  readonly submission: Submission;
  readonly fate: Fate;
  /** How slowly the players go about it. */
  readonly pace: number;
}

/** What is registered in the demo: the rows of a CSV file, or its own complaints. */
export const arrivalsOf = async (seed: number, file?: string, limit = 200): Promise<Arrival[]> => {
  const random = seededRandom(seed);
  const pace = (): number => 0.5 + random();
  if (file === undefined) return sampleComplaints.slice(0, limit).map((sample) => ({ ...sample, pace: pace() }));
  const arrivals: Arrival[] = [];
  for await (const row of csvRows(file)) {
    const read = readRow(row);
    if (read.ok) arrivals.push({ submission: read.submission, fate: fateBy(random), pace: pace() });
    if (arrivals.length === limit) break;
  }
  return arrivals;
};

export interface RegistrarOptions {
  readonly sender: RowSender;
  /** Makes the keys of this demo its own. */
  readonly name: string;
  /** Over how long they come in, where the machine keeps up, milliseconds. */
  readonly overMs: number;
  /** No more come in after this, milliseconds. */
  readonly longestMs: number;
  /** Whether another one may come in: the machine keeps up with those that are there. */
  readonly hasRoom: () => boolean;
  readonly signal: AbortSignal;
  readonly onRegistered: (complaintId: string, arrival: Arrival) => void;
}

/** What became of the complaints that were to come in. */
export interface Arrived {
  readonly refused: number;
  /** There was no time left for these. */
  readonly leftOut: number;
}

const lookEveryMs = 50;

/** Waits for the time of an arrival and for room. @returns false when no more may come in */
const mayCome = async (dueAt: number, endAt: number, { hasRoom, signal }: RegistrarOptions): Promise<boolean> => {
  await sleep(Math.max(0, dueAt - performance.now()), undefined, { signal });
  while (!hasRoom()) {
    if (performance.now() > endAt) return false;
    await sleep(lookEveryMs, undefined, { signal });
  }
  return true;
};

/**
 * Registers the complaints one after the other over the given time, no faster than there is room for them.
 * @throws ImportStopped when the gateway takes nothing
 */
export const register = async (arrivals: readonly Arrival[], options: RegistrarOptions): Promise<Arrived> => {
  const { sender, name, overMs, longestMs, onRegistered } = options;
  const started = performance.now();
  const sending: Promise<void>[] = [];
  let refused = 0;
  for (const [index, arrival] of arrivals.entries()) {
    const dueAt = started + (index * overMs) / arrivals.length;
    if (!(await mayCome(dueAt, started + longestMs, options))) break;
    const sent = sender.send(arrival.submission, `${name}-${index}`).then((outcome) => {
      if (outcome.ok) onRegistered(outcome.complaintId, arrival);
      else refused += 1;
    });
    sending.push(sent);
  }
  await Promise.all(sending);
  return { refused, leftOut: arrivals.length - sending.length };
};
