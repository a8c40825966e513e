// SPDX-License-Identifier: Apache-2.0
export interface BackupKillReport {
  readonly name: string;
  readonly seed: number;
  kills: number;
  /** Kills before the operation began, such as during startup. */
  before: number;
  during: number;
  /** Kills after the operation took effect but before the program ended. */
  after: number;
  finishedBefore: number;
  /** Kills that left an unfinished file beside the backups. */
  unfinished: number;
  seconds: number;
  readonly faults: string[];
}

export function newReport(name: string, seed: number): BackupKillReport {
  const counts = { kills: 0, before: 0, during: 0, after: 0, finishedBefore: 0, unfinished: 0, seconds: 0 };
  return { name, seed, ...counts, faults: [] };
}

export function backupKillTable(reports: readonly BackupKillReport[]): string {
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(26) : String(cell).padStart(13))).join('');
  const faults = reports.flatMap((report) => report.faults);
  const kills = reports.reduce((sum, report) => sum + report.kills, 0);
  return [
    row(['kills', 'killed', 'before', 'during', 'after', 'ended before', 'unfinished', 'seconds', 'faults']),
    ...reports.map((one) => {
      const { name, before, during, after, unfinished, seconds } = one;
      return row([name, one.kills, before, during, after, one.finishedBefore, unfinished, seconds, one.faults.length]);
    }),
    ...faults.map((fault) => `FAULT ${fault}`),
    `${Math.max(0, kills - faults.length)} passed, ${faults.length} failed`,
  ].join('\n');
}
