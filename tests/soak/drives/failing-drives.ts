// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BackupStep } from '../../../main/backup/create-backup.ts';
import { backupsIn, hashOf, type BackupBench } from '../../support/drives/backup-bench.ts';
import { driveFaults, type DriveFault, type DriveFaultName, type FaultyDrive } from '../../support/drives/faults.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';

export interface DriveReport {
  readonly name: DriveFaultName;
  readonly seed: number;
  runs: number;
  /** Runs in which the fault came between the backup's first step and its end. */
  within: number;
  /** The backups' result codes. */
  readonly codes: Record<string, number>;
  /** Complete backups missing from the history: the drive failed between the rename and the final check. */
  unlisted: number;
  seconds: number;
  readonly faults: string[];
}

/** Steps of a backup, with milliseconds until the next step or the end. */
type Phases = readonly (readonly [step: BackupStep, ms: number])[];

/** Makes `count` backups on a drive that fails at random moments. */
export async function failDrives(
  name: DriveFaultName,
  options: { readonly count: number; readonly seed: number; readonly bench: BackupBench; readonly folder: string },
): Promise<DriveReport> {
  const { count, seed, bench, folder } = options;
  const fault: DriveFault = driveFaults[name];
  const random = seededRandom(seed);
  const report: DriveReport = { name, seed, runs: 0, within: 0, codes: {}, unlisted: 0, seconds: 0, faults: [] };
  mkdirSync(folder, { recursive: true });
  const at = mkdtempSync(join(folder, 'drive-'));
  const drive = await fault.make(at);
  const started = performance.now();
  try {
    // Measure the second backup: the first starts processes and fills caches.
    await phasesOf(bench, drive.mountPoint);
    const phases = await phasesOf(bench, drive.mountPoint);
    for (; report.runs < count; report.runs += 1) {
      const found = await oneRun({ bench, drive, fault, phases, random, report });
      report.faults.push(...found.map((each) => `${name} ${report.runs}: ${each}`));
      report.seconds = Math.round((performance.now() - started) / 1000);
    }
  } finally {
    await drive.release();
  }
  rmSync(at, { recursive: true });
  return report;
}

async function phasesOf(bench: BackupBench, place: string): Promise<Phases> {
  const seen = new Map<BackupStep, number>();
  const { code } = await bench.backup(place, (step) => seen.set(step, seen.get(step) ?? performance.now()));
  if (code !== 'done') throw new Error(`the backup on the sound drive ended with ${code}`);
  const times = [...seen.values(), performance.now()];
  return [...seen.keys()].map((step, index) => [step, (times[index + 1] ?? 0) - (times[index] ?? 0)]);
}

async function oneRun(round: {
  readonly bench: BackupBench;
  readonly drive: FaultyDrive;
  readonly fault: DriveFault;
  readonly phases: Phases;
  readonly random: () => number;
  readonly report: DriveReport;
}): Promise<string[]> {
  const { bench, drive, fault, phases, random, report } = round;
  const place = drive.mountPoint;
  // These two steps are short, but most can go wrong in them: draw them twice as often.
  const drawn = [...phases, ...phases.filter(([each]) => each === 'backup-protect' || each === 'backup-write')];
  const [step, ms] = drawn[Math.floor(random() * drawn.length)] ?? ['backup-protect', 0];
  const [after, share] = [random() * ms, random()];
  let striking: Promise<void> | null = null;
  let ended = false;
  const strike = async (delay: number) => {
    await setTimeout(delay);
    if (!ended) report.within += 1;
    await drive.strike(share);
  };
  const outcome = await bench.backup(place, (now) => {
    if (now !== step || striking !== null) return;
    striking = strike(after);
    // Awaited below; until then its failure must not end the process and leave the drive behind.
    striking.catch(() => undefined);
  });
  ended = true;
  await (striking ?? drive.strike(share));
  const { code, details } = outcome;
  report.codes[code] = (report.codes[code] ?? 0) + 1;

  const faults: string[] = [];
  const expected: readonly string[] = ['done', ...fault.before, ...fault.during];
  if (!expected.includes(code)) faults.push(`ended with ${code} ${JSON.stringify(details)}`);
  if (report.name === 'bare mount point' && readdirSync(place).length > 0)
    faults.push('written to the bare mount point');
  await drive.heal();
  if (outcome.claimed) faults.push(...(await bench.judge(outcome.claimed)));
  return [...faults, ...(await lookAround(bench, place, report))];
}

/** Checks that every backup in the history exists, and that these and unlisted backups are intact. */
async function lookAround(bench: BackupBench, place: string, report: DriveReport): Promise<string[]> {
  const rows = (await bench.services.backups.history()).filter((row) => row.place === place);
  const there = new Set(backupsIn(place));
  const faults: string[] = [];
  for (const { fileName, sha256 } of rows) {
    if (!there.delete(fileName)) faults.push(`${fileName} is gone`);
    else if (hashOf(join(place, fileName)) !== sha256) faults.push(`${fileName} is not as it was`);
  }
  for (const name of there) {
    report.unlisted += 1;
    const path = join(place, name);
    faults.push(...(await bench.judge({ path, sha256: hashOf(path) })));
    rmSync(path);
  }
  return faults;
}

export function driveTable(reports: readonly DriveReport[]): string {
  const runs = reports.reduce((sum, report) => sum + report.runs, 0);
  const faults = reports.flatMap((report) => report.faults);
  const codes = (report: DriveReport) =>
    Object.entries(report.codes)
      .map(([code, times]) => `${code} ${times}`)
      .join(', ');
  return [
    'failing drives                  runs    within  unlisted   seconds    faults  ended with',
    ...reports.map((one) =>
      [
        one.name.padEnd(26),
        ...[one.runs, one.within, one.unlisted, one.seconds, one.faults.length].map((n) => String(n).padStart(10)),
        `  ${codes(one)}`,
      ].join(''),
    ),
    ...faults.map((fault) => `FAULT ${fault}`),
    `${runs - new Set(faults.map((fault) => fault.split(':')[0])).size} passed, ${faults.length} failed`,
  ].join('\n');
}
