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
  /** Over how long they come in, milliseconds. */
  readonly overMs: number;
  readonly signal: AbortSignal;
  readonly onRegistered: (complaintId: string, arrival: Arrival) => void;
}

/**
 * Registers the complaints one after the other over the given time.
 * @returns how many were refused @throws ImportStopped when the gateway takes nothing
 */
export const register = async (arrivals: readonly Arrival[], options: RegistrarOptions): Promise<number> => {
  const { sender, name, overMs, signal, onRegistered } = options;
  const started = performance.now();
  let refused = 0;
  const sending = arrivals.map(async (arrival, index) => {
    const due = started + (index * overMs) / arrivals.length;
    await sleep(Math.max(0, due - performance.now()), undefined, { signal });
    const sent = await sender.send(arrival.submission, `${name}-${index}`);
    if (sent.ok) onRegistered(sent.complaintId, arrival);
    else refused += 1;
  });
  await Promise.all(sending);
  return refused;
};
