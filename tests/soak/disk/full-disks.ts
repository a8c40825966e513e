// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { makeDiskTemplate } from './disk-templates.ts';
import type { DiskWorkName } from './disk-work.ts';
import { onSmallDisk } from './small-disk.ts';

export interface DiskReport {
  readonly name: string;
  readonly seed: number;
  runs: number;
  /** Result codes; `done` when there was enough space. */
  readonly codes: Record<string, number>;
  seconds: number;
  readonly faults: string[];
}

/** Maximum free space, as a multiple of the vault's size; most runs fail before the work is done. */
const mostRoom: Readonly<Record<DiskWorkName, number>> = {
  import: 8,
  're-keying': 2,
  purge: 1.2,
  export: 0.6,
  migration: 5,
};
const mebibytes = 32;
const session = resolve(import.meta.dirname, 'disk-session.ts');

/** Repeats the work `count` times on a disk with random free space. */
export async function fillDisks(
  name: DiskWorkName,
  options: { readonly count: number; readonly seed: number; readonly size: number; readonly folder: string },
): Promise<DiskReport> {
  const { count, seed, size, folder } = options;
  const started = performance.now();
  const random = seededRandom(seed);
  const template = join(folder, `template-${name}`);
  const disk = join(folder, 'disk');
  mkdirSync(disk, { recursive: true });
  await makeDiskTemplate(name, template, size);
  const vaultSize = statSync(join(template, 'vault', 'vault.sqlite')).size;
  const report: DiskReport = { name, seed, runs: 0, codes: {}, seconds: 0, faults: [] };
  for (let run = 0; run < count; run += 1) {
    const room = Math.floor(random() * vaultSize * mostRoom[name]);
    const command = [process.execPath, session, name, disk, template, String(room)];
    const { stdout, trouble } = await onSmallDisk(disk, mebibytes, command);
    report.runs += 1;
    const answer =
      trouble === null
        ? (JSON.parse(stdout) as { code: string; faults: string[] })
        : { code: 'the session failed', faults: [trouble] };
    report.codes[answer.code] = (report.codes[answer.code] ?? 0) + 1;
    report.faults.push(...answer.faults.map((fault) => `${name} ${run} (${room} bytes of room): ${fault}`));
    report.seconds = Math.round((performance.now() - started) / 1000);
  }
  rmSync(template, { recursive: true });
  return report;
}

export function diskTable(reports: readonly DiskReport[]): string {
  const runs = reports.reduce((sum, { runs: each }) => sum + each, 0);
  const faults = reports.flatMap((report) => report.faults);
  const codes = (report: DiskReport) =>
    Object.entries(report.codes)
      .map(([code, times]) => `${code} ${times}`)
      .join(', ');
  return [
    'full disks          runs   seconds    faults  ended with',
    ...reports.map((one) =>
      [
        one.name.padEnd(16),
        ...[one.runs, one.seconds, one.faults.length].map((n) => String(n).padStart(10)),
        `  ${codes(one)}`,
      ].join(''),
    ),
    ...faults.map((fault) => `FAULT ${fault}`),
    `${runs - new Set(faults.map((fault) => fault.split(':')[0])).size} passed, ${faults.length} failed`,
  ].join('\n');
}
