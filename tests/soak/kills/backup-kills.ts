// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeRestoreBench, type RestoreBench } from '../../support/backup/restore-bench.ts';
import { filesIn, namesIn, tracesIn, type Trace } from '../../support/backup/secret-traces.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import {
  createOperation,
  restoreArguments,
  restoreOperation,
  stateOf,
  type BackupOperation,
  type WorkFolder,
} from './backup-operations.ts';
import { newReport, type BackupKillReport } from './backup-kill-report.ts';
import { runWatched, type EndedProcess, type Moment, type WatchOptions } from './watched-process.ts';

interface Options {
  /** Kills per operation. */
  readonly count: number;
  readonly seed: number;
  /** Holds the starting state of every round. */
  readonly folder: string;
  /** Emptied before each round and searched for secrets. */
  readonly work: string;
  readonly identities: number;
  /** Operations whose name contains one of these; absent: all. */
  readonly only?: readonly string[] | undefined;
  readonly onKill?: (report: BackupKillReport) => void;
}

const restores = [
  { name: 'restore, empty vault', vault: 'empty', flags: [] },
  { name: 'restore, differing vault', vault: 'differing', flags: [] },
  { name: 'restore --theirs', vault: 'differing', flags: ['--theirs'] },
] as const;

/**
 * Kills `backup create` and `backup restore` with their children, each `count` times. Checks that the vault and all
 * backups are intact, restores are atomic, rerunning the command succeeds, and no file contains a secret.
 */
export async function killBackups(
  options: Options,
): Promise<{ reports: BackupKillReport[]; traces: readonly Trace[] }> {
  const { folder, work: at, identities, only = [''] } = options;
  const isWanted = ({ name }: { readonly name: string }) => only.some((word) => name.includes(word));
  const bench = await makeRestoreBench(folder, at, identities);
  const of = (name: string) => join(at, name);
  const work = { vault: of('vault'), backups: of('backups'), temporary: of('tmp'), home: of('home') };
  const { passphrase, vaults } = bench;
  const operations = [createOperation(bench, work, await stateOf(vaults.whole, passphrase))];
  for (const into of restores.filter(isWanted)) {
    layOut(bench, work, vaults[into.vault]);
    await runToEnd(restoreArguments(bench, work, into.flags), work);
    const states = {
      before: await stateOf(vaults[into.vault], passphrase),
      after: await stateOf(work.vault, passphrase),
    };
    operations.push(restoreOperation(bench, work, into, states));
  }
  const reports: BackupKillReport[] = [];
  for (const operation of operations)
    if (isWanted(operation)) reports.push(await killOne(operation, bench, work, options));
  return { reports, traces: bench.traces };
}

async function killOne(
  operation: BackupOperation,
  bench: RestoreBench,
  work: WorkFolder,
  { count, seed, onKill }: Options,
): Promise<BackupKillReport> {
  const { name, argv } = operation;
  const report = newReport(name, seed);
  const random = seededRandom(seed);
  const started = performance.now();
  const watched: WatchOptions =
    operation.watchedFile === null ? {} : { watched: { folder: work.vault, file: operation.watchedFile } };
  const run = async (moment: Moment | null) =>
    await runWatched(argv, moment, { ...watched, environment: environmentIn(work), wholeTree: true });
  const blame = (round: number | string, faults: readonly string[]) =>
    report.faults.push(...faults.map((fault) => `${name} ${round}: ${fault}`));

  layOut(bench, work, operation.template);
  let whole = await run(null);
  blame('whole', await operation.judgeWhole());
  blame('whole', tracesIn(Object.values(work), bench.traces));

  for (let round = 0; report.kills < count && round < count * 3; round += 1) {
    layOut(bench, work, operation.template);
    const shared = new Set(namesIn('/dev/shm'));
    const moment = round % 2 === 0 || whole.writes === 0 ? byClock(whole, random()) : byWrites(whole, random);
    const ended = await run(moment);
    const searched = [...Object.values(work), ...newIn('/dev/shm', shared)];
    blame(round, tracesIn(searched, bench.traces));
    const left = filesIn(work.backups).filter((path) => !basename(path).startsWith('certsteward-backup-'));
    blame(
      round,
      left.filter((path) => !/^\.certsteward-.*\.part$/.test(basename(path))),
    );
    const { done, faults } = await operation.judge().catch(unjudged);
    blame(round, faults);
    if (ended.killed) {
      report.kills += 1;
      report.unfinished += left.length > 0 ? 1 : 0;
      report[done ? 'after' : hasBegun(operation, ended) ? 'during' : 'before'] += 1;
    } else {
      report.finishedBefore += 1;
      if (ended.code !== 0) blame(round, [`ended by itself with ${ended.code}`]);
      if (ended.milliseconds < whole.milliseconds) whole = ended;
    }
    const again = await run(null);
    if (again.code !== 0) blame(round, [`again: ${again.code} ${again.lines.at(-1)?.text}`]);
    blame(round, await operation.judgeWhole().catch((error: unknown) => unjudged(error).faults));
    blame(round, tracesIn(Object.values(work), bench.traces));
    report.seconds = Math.round((performance.now() - started) / 1000);
    onKill?.(report);
  }
  return report;
}

const unjudged = (error: unknown) => ({ done: false, faults: [`cannot be judged: ${String(error)}`] });

/** A backup has begun once it reports a step, a restore also once it has a child or writes. */
function hasBegun({ watchedFile }: BackupOperation, ended: EndedProcess): boolean {
  return ended.lines.length > 0 || (watchedFile !== null && (ended.hadChild || ended.writes > 0));
}

/** Maps `share` (0 to 1) evenly to the whole run, including startup. */
function byClock(whole: EndedProcess, share: number): Moment {
  const at = share * whole.milliseconds;
  const before = whole.lines.filter((line) => line.at <= at);
  return { afterLines: before.length, milliseconds: at - (before.at(-1)?.at ?? 0) };
}

/** Just after a write, to hit the short transaction. */
function byWrites(whole: EndedProcess, random: () => number): Moment {
  return { afterLines: 0, afterWrites: 1 + Math.floor(random() * whole.writes), milliseconds: random() * 8 };
}

function layOut(bench: RestoreBench, work: WorkFolder, template: string): void {
  for (const folder of Object.values(work)) rmSync(folder, { recursive: true, force: true });
  for (const folder of [work.temporary, work.home]) mkdirSync(folder, { recursive: true });
  cpSync(template, work.vault, { recursive: true });
  cpSync(bench.backups, work.backups, { recursive: true });
}

/** Directs HOME and all temporary files to the round's folders. */
function environmentIn({ temporary, home }: WorkFolder): Record<string, string> {
  return { HOME: home, TMPDIR: temporary, SQLITE_TMPDIR: temporary };
}

async function runToEnd(argv: readonly string[], work: WorkFolder): Promise<void> {
  const { code, lines } = await runWatched(argv, null, { environment: environmentIn(work) });
  if (code !== 0) throw new Error(`a run without a kill ended with ${code}: ${lines.at(-1)?.text}`);
}

function newIn(folder: string, before: ReadonlySet<string>): string[] {
  return namesIn(folder)
    .filter((name) => !before.has(name))
    .map((name) => join(folder, name));
}
