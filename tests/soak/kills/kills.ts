// SPDX-License-Identifier: Apache-2.0
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import type { Judgement, KillOperation } from './kill-operation.ts';
import { momentWithin, runWatched } from './watched-process.ts';

export interface KillReport {
  readonly name: string;
  readonly seed: number;
  kills: number;
  /** Runs that ended before the kill was due. */
  finishedBefore: number;
  /** Kills that interrupted the work. */
  within: number;
  /** Vault checks, one after each run. */
  judged: number;
  seconds: number;
  readonly faults: string[];
}

/**
 * Kills an operation `count` times at random moments and checks the vault after each run. The vaults are in `folder`,
 * and faulty ones stay there.
 */
export async function killRepeatedly(
  operation: KillOperation,
  options: {
    readonly count: number;
    readonly seed: number;
    readonly folder: string;
    readonly onKill?: (report: KillReport) => void;
  },
): Promise<KillReport> {
  const { count, seed, folder } = options;
  mkdirSync(folder, { recursive: true });
  const started = performance.now();
  const random = seededRandom(seed);
  const { name } = operation;
  const report: KillReport = { name, seed, kills: 0, finishedBefore: 0, within: 0, judged: 0, seconds: 0, faults: [] };
  const newVault = (label: string): string => {
    const vault = join(folder, `${name}-${seed}-${label}`);
    rmSync(vault, { recursive: true, force: true });
    cpSync(operation.template, vault, { recursive: true });
    return vault;
  };
  const judge = async (vault: string, label: string, printed: readonly string[], how: Judgement): Promise<void> => {
    report.judged += 1;
    const faults = await operation
      .judge(vault, printed, how)
      .catch((error: unknown) => [`cannot be judged: ${String(error)}`]);
    report.faults.push(...faults.map((fault) => `${name} ${label}: ${fault}`));
    report.seconds = Math.round((performance.now() - started) / 1000);
  };
  const discard = (vault: string, faultsBefore: number): void => {
    if (report.faults.length === faultsBefore && existsSync(vault)) rmSync(vault, { recursive: true });
  };

  const wholeVault = newVault('whole');
  let whole = await runWatched(operation.argv(wholeVault), null);
  await judge(
    wholeVault,
    'whole',
    whole.lines.map((line) => line.text),
    { completed: true, thorough: true },
  );
  if (whole.code !== 0) report.faults.push(`${name}: the run without a kill ended with ${whole.code}`);
  discard(wholeVault, 0);

  for (let round = 0; report.kills < count && round < count * 3; round += operation.killsPerVault) {
    const faultsBefore = report.faults.length;
    const vault = newVault(String(round));
    const printed: string[] = [];
    for (let turn = 0; turn < operation.killsPerVault && report.kills < count; turn += 1) {
      const ended = await runWatched(operation.argv(vault), momentWithin(whole, random()));
      const lines = ended.lines.map((line) => line.text);
      printed.push(...lines);
      if (ended.killed) report.kills += 1;
      else report.finishedBefore += 1;
      // Faster than the undisturbed run so far, so use this run's times from now on.
      if (!ended.killed && turn === 0 && ended.milliseconds < whole.milliseconds) whole = ended;
      if (ended.killed && operation.within(lines)) report.within += 1;
      if (!ended.killed && ended.code !== 0) report.faults.push(`${name} ${round}: ended by itself with ${ended.code}`);
      const thorough = turn + 1 === operation.killsPerVault || report.kills === count;
      await judge(vault, `${round}.${turn}`, printed, { completed: !ended.killed, thorough });
      options.onKill?.(report);
    }
    discard(vault, faultsBefore);
  }
  return report;
}

export function killTable(reports: readonly KillReport[]): string {
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(28) : String(cell).padStart(16))).join('');
  const faults = reports.flatMap((report) => report.faults);
  const judged = reports.reduce((sum, report) => sum + report.judged, 0);
  return [
    row(['kills', 'killed', 'in the work', 'ended before', 'vaults judged', 'seconds', 'faults']),
    ...reports.map((one) =>
      row([one.name, one.kills, one.within, one.finishedBefore, one.judged, one.seconds, one.faults.length]),
    ),
    ...faults.map((fault) => `FAULT ${fault}`),
    `${judged - faults.length} passed, ${faults.length} failed`,
  ].join('\n');
}
