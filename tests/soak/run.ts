// SPDX-License-Identifier: Apache-2.0
/** `npm run soak`: long, seeded fault-injection runs. See docs/soak.md. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIsStale } from '../../scripts/build-stamp.mjs';
import { diskWorkNames } from './disk/disk-work.ts';
import { runHonestSequence, type SequenceReport } from './sequences/honest-sequences.ts';
import { type DriveReport, driveTable, failDrives } from './drives/failing-drives.ts';
import { openBackupBench } from '../support/drives/backup-bench.ts';
import { driveFaultNames, driveFaults } from '../support/drives/faults.ts';
import { type DiskReport, diskTable, fillDisks } from './disk/full-disks.ts';
import { compilerUnavailable } from '../support/tokens/modules/broken-modules/compile.ts';
import { canMountSmallDisk } from './disk/small-disk.ts';
import { fuzz, type FuzzReport, replay } from './fuzz/fuzz.ts';
import { seedGroups } from './fuzz/seeds.ts';
import { fuzzTable } from './fuzz/fuzz-table.ts';
import { backupKillTable, type BackupKillReport } from './kills/backup-kill-report.ts';
import { killBackupsOnDisk } from './kills/backup-kills-on-disk.ts';
import { importOperations } from './kills/import-operations.ts';
import { killStoreChanges } from './kills/store-kills.ts';
import { killManyPurges, killRekeyings } from './kills/rekey-and-purge.ts';
import { keepOwnState } from '../support/vault/own-state.ts';
import { enterPins } from './pins/pins.ts';
import { type PinReport, pinTable } from './pins/pin-report.ts';
import { killRepeatedly, type KillReport, killTable } from './kills/kills.ts';

process.once('exit', keepOwnState());
const root = resolve(import.meta.dirname, '../..');
const out = join(root, 'out/soak');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    children: { type: 'string', default: '2' },
    /** Certificates in a vault, or steps of a sequence. */
    size: { type: 'string' },
    group: { type: 'string' },
    replay: { type: 'string' },
  },
});
const seed = Number(values.seed);

/** Saves a report beside those of other runs. */
function keep(name: string, report: unknown): void {
  mkdirSync(out, { recursive: true });
  const file = join(root, 'out/soak.json');
  let all: Record<string, unknown> = {};
  try {
    all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch {
    // The first run.
  }
  writeFileSync(file, `${JSON.stringify({ ...all, [name]: report }, null, 2)}\n`);
}

async function runFuzz(): Promise<boolean> {
  const options = {
    seed,
    first: Number(values.first),
    count: Number(values.count ?? 1_000_000),
    children: Number(values.children),
    group: seedGroups.find((name) => name === values.group),
    dist: join(root, 'dist'),
    out,
  };
  if (values.replay !== undefined) {
    const { input, answer } = await replay({ ...options, seed: Number(values.replay) }, Number(positionals[1]));
    console.log(
      JSON.stringify({ ...answer, ...input, bytes: Buffer.from(input.bytes).toString('hex').slice(0, 2_000) }, null, 2),
    );
    return answer.problem === null;
  }
  const name = `fuzz ${options.group ?? ''} seed ${seed} first ${options.first} count ${options.count}`;
  const onProgress = (report: FuzzReport) => {
    keep(name, { ...report, finished: false });
    console.log(`${report.inputs} inputs, ${report.seconds} s, ${report.findings.length} findings`);
  };
  const report = await fuzz({ ...options, onProgress });
  keep(name, { ...report, finished: true });
  console.log(fuzzTable(report));
  return report.findings.length === 0;
}

async function runKills(): Promise<boolean> {
  const wanted = (name: string) => positionals[1] === undefined || name.includes(positionals[1]);
  const folder = join(out, `kills-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const reports: KillReport[] = [];
  const enter = (report: KillReport) => {
    reports.push(report);
    keep(`kills ${positionals[1] ?? ''} seed ${seed}`, reports);
  };
  const count = (usual: number) => Number(values.count ?? usual);
  if (wanted('import')) {
    const imports = await importOperations(folder, Number(values.size ?? 1000));
    for (const operation of imports) {
      const onKill = ({ kills, faults, seconds }: KillReport) => {
        if (kills % 10 === 0) console.log(`${operation.name}: ${kills} kills, ${seconds} s, ${faults.length} faults`);
      };
      enter(await killRepeatedly(operation, { count: Math.ceil(count(200) / imports.length), seed, folder, onKill }));
    }
  }
  const size = values.size === undefined ? undefined : Number(values.size);
  if (wanted('rekey')) enter(await killRekeyings({ count: count(100), seed, folder }, size));
  if (wanted('purge')) enter(await killManyPurges({ count: count(100), seed, folder }));
  console.log(killTable(reports));
  const held = reports.every(({ faults }) => faults.length === 0);
  if (held) rmSync(folder, { recursive: true });
  return held && reports.length > 0;
}

async function runDisks(): Promise<boolean> {
  if (!canMountSmallDisk()) {
    console.log('skipped: a private tmpfs cannot be mounted here (unshare)');
    return true;
  }
  const folder = join(out, `disks-${process.pid}`);
  const reports: DiskReport[] = [];
  for (const name of diskWorkNames.filter((each) => positionals[1] === undefined || each === positionals[1])) {
    reports.push(
      await fillDisks(name, { count: Number(values.count ?? 25), seed, size: Number(values.size ?? 60), folder }),
    );
    keep(`disks seed ${seed}`, reports);
  }
  rmSync(folder, { recursive: true });
  console.log(diskTable(reports));
  return reports.every(({ faults }) => faults.length === 0);
}

async function runDrives(): Promise<boolean> {
  const folder = join(out, `drives-${process.pid}`);
  const reports: DriveReport[] = [];
  const bench = await openBackupBench(join(folder, 'vault'), Number(values.size ?? 150));
  for (const name of driveFaultNames.filter((each) => positionals[1] === undefined || each === positionals[1])) {
    const reason = driveFaults[name].unavailable();
    if (reason !== null) {
      console.log(`skipped: ${name}: ${reason}`);
      continue;
    }
    reports.push(await failDrives(name, { count: Number(values.count ?? 20), seed, bench, folder }));
    keep(`drives seed ${seed}`, reports);
    console.log(driveTable(reports.slice(-1)));
  }
  bench.close();
  rmSync(folder, { recursive: true, force: true });
  console.log(driveTable(reports));
  return reports.every(({ faults }) => faults.length === 0);
}

async function runSequences(): Promise<boolean> {
  const reports: SequenceReport[] = [];
  for (let each = seed; each < seed + Number(values.count ?? 40); each += 1) {
    const folder = join(out, `sequences-${process.pid}-${each}`);
    mkdirSync(folder, { recursive: true });
    const report = await runHonestSequence({ seed: each, steps: Number(values.size ?? 25), folder });
    rmSync(folder, { recursive: true });
    reports.push(report);
    keep(`sequences seed ${seed}`, reports);
    console.log(`seed ${each}: ${report.steps} steps, ${report.kills} kills, ${report.faults.length} faults`);
    for (const fault of report.faults) console.log(fault);
  }
  return reports.every(({ faults }) => faults.length === 0);
}

async function runStores(): Promise<boolean> {
  const folder = join(out, `stores-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const report = await killStoreChanges({ count: Number(values.count ?? 100), seed, folder });
  keep(`stores seed ${seed}`, report);
  console.log(killTable([report]));
  if (report.faults.length === 0) rmSync(folder, { recursive: true });
  return report.faults.length === 0;
}

async function runBackups(): Promise<boolean> {
  const folder = join(out, `backups-${process.pid}`);
  const onKill = ({ name, kills, seconds, faults }: BackupKillReport) => {
    if (kills % 10 === 0) console.log(`${name}: ${kills} kills, ${seconds} s, ${faults.length} faults`);
  };
  const count = Number(values.count ?? 50);
  const identities = Number(values.size ?? 30);
  const only = positionals[1] === undefined ? undefined : [positionals[1]];
  const { reports, disk } = await killBackupsOnDisk({ count, seed, folder, identities, only, onKill });
  keep(`backups ${positionals[1] ?? ''} seed ${seed}`, { reports, disk });
  console.log(backupKillTable(reports));
  for (const line of disk.lines) console.log(line);
  const held = reports.length > 0 && disk.held && reports.every(({ faults }) => faults.length === 0);
  rmSync(folder, { recursive: true, force: true });
  return held;
}

async function runPins(): Promise<boolean> {
  const reason = compilerUnavailable();
  if (reason !== null) {
    console.log(`skipped: ${reason}`);
    return true;
  }
  const folder = join(out, `pins-${process.pid}`);
  const onEntry = ({ entries, seconds, faults }: PinReport) => {
    if (entries % 50 === 0) console.log(`${entries} entries, ${seconds} s, ${faults.length} faults`);
  };
  const report = await enterPins({
    count: Number(values.count ?? 1000),
    seed,
    folder,
    dist: join(root, 'dist'),
    onEntry,
  });
  keep(`pins seed ${seed}`, report);
  console.log(pinTable(report));
  rmSync(folder, { recursive: true });
  return report.faults.length === 0;
}

const parts: Readonly<Record<string, () => Promise<boolean>>> = {
  fuzz: runFuzz,
  kills: runKills,
  backups: runBackups,
  disks: runDisks,
  drives: runDrives,
  sequences: runSequences,
  stores: runStores,
  pins: runPins,
};
/** Fuzzing, the longest, is last. */
async function runAll(): Promise<boolean> {
  const held: boolean[] = [];
  for (const part of [runDisks, runDrives, runSequences, runKills, runBackups, runStores, runPins, runFuzz])
    held.push(await part());
  return held.every(Boolean);
}

const part = positionals.length === 0 ? runAll : parts[positionals[0] ?? ''];
if (part) {
  // The parts run the built CLI and child processes.
  if (buildIsStale(root)) execFileSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: 'inherit' });
  process.exitCode = (await part()) ? 0 : 1;
} else {
  console.error(`usage: npm run soak -- [${Object.keys(parts).join('|')}] [--count N] [--seed N]`);
  process.exitCode = 2;
}
