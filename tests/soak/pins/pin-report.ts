// SPDX-License-Identifier: Apache-2.0
import { pinWorks, type PinEntry } from './pin-entry.ts';

interface Row {
  entries: number;
  reached: number;
  repeated: number;
  refused: number;
  faulty: number;
  killed: number;
}

export interface PinReport {
  readonly seed: number;
  entries: number;
  restarts: number;
  cancelled: number;
  /** How often a paused module was resumed. */
  retries: number;
  /** How often a blocked token was unblocked. */
  unblocked: number;
  seconds: number;
  readonly rows: Record<string, Row>;
  readonly outcomes: Record<string, number>;
  readonly failedEntries: Set<number>;
  readonly faults: string[];
}

export function newPinReport(seed: number): PinReport {
  const row = (): Row => ({ entries: 0, reached: 0, repeated: 0, refused: 0, faulty: 0, killed: 0 });
  return {
    seed,
    entries: 0,
    restarts: 0,
    cancelled: 0,
    retries: 0,
    unblocked: 0,
    seconds: 0,
    rows: Object.fromEntries(pinWorks.map((work) => [work, row()])),
    outcomes: {},
    failedEntries: new Set(),
    faults: [],
  };
}

export function countEntry(
  report: PinReport,
  entry: PinEntry,
  end: { outcome: string | null; reached: number; fired: number },
): void {
  const { outcome, reached, fired } = end;
  report.entries += 1;
  const said = outcome ?? 'killed';
  report.outcomes[said] = (report.outcomes[said] ?? 0) + 1;
  if (entry.restarts) report.restarts += 1;
  if (entry.cancelledAfter !== null && entry.killedAt === null) report.cancelled += 1;
  const row = report.rows[entry.work];
  if (row === undefined) return;
  row.entries += 1;
  if (reached > 0) row.reached += 1;
  if (reached > 1) row.repeated += 1;
  if (outcome === 'pin-last-try' || (outcome === 'pin-locked' && reached === 0)) row.refused += 1;
  if (fired > 0) row.faulty += 1;
  if (outcome === null) row.killed += 1;
}

export function pinTable(report: PinReport): string {
  const line = (cells: readonly (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(14) : String(cell).padStart(14))).join('');
  const outcomes = Object.entries(report.outcomes).toSorted(([, a], [, b]) => b - a);
  const { entries, restarts, cancelled, retries, unblocked, seconds, failedEntries } = report;
  return [
    line(['PIN for', 'entries', 'with a fault', 'sent', 'repeated', 'held back', 'killed']),
    ...Object.entries(report.rows).map(([work, row]) =>
      line([work, row.entries, row.faulty, row.reached, row.repeated, row.refused, row.killed]),
    ),
    `ended: ${outcomes.map(([outcome, count]) => `${outcome} ${count}`).join(', ')}`,
    `${restarts} restarts, ${cancelled} cancelled, ${retries} times started again by hand, ${unblocked} times unlocked, ${seconds} s`,
    ...report.faults.map((fault) => `FAULT ${fault}`),
    `${entries - failedEntries.size} passed, ${failedEntries.size} failed`,
  ].join('\n');
}
