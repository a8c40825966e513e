// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { accessSync, constants, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { median } from './figures.ts';
import { measuredRun } from './measured-run.ts';
import { cancelOnce } from './scan-cancel.ts';
import { benchTree, type ScanTree, scanTree, type ScanTreeShape } from './scan-tree.ts';

export interface ScanRounds {
  /** Seconds per round: as reported by our summary, and ripgrep's total run time. */
  readonly ours: readonly number[];
  readonly ripgrep: readonly number[];
}

export interface ScanFigures {
  readonly files: number;
  readonly bytes: number;
  readonly ripgrepVersion: string;
  readonly warm: ScanRounds;
  /** Null if the page cache can't be dropped. */
  readonly cold: ScanRounds | null;
  /** Peak of the process tree over all rounds. */
  readonly peakRssMiB: number;
  /** Milliseconds from Ctrl-C to the summary, maximum over all rounds. */
  readonly cancelMs: number;
  /** `missed` and `falseHits` are maxima over all rounds. */
  readonly missed: number;
  readonly falseHits: number;
}

export interface ScanOptions {
  readonly root: string;
  readonly data: string;
  readonly work: string;
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

type ScanAnswer = ScanFigures | { readonly skipped: string };

const quickTree: ScanTreeShape = { ...benchTree, files: 10_000, folders: 400 };
const dropCaches = '/proc/sys/vm/drop_caches';

/** Our `scan` and ripgrep (PEM headers only) over the same tree, alternating. */
export async function measureScan({ root, data, work, quick, say }: ScanOptions): Promise<ScanAnswer> {
  const ripgrepVersion = versionOfRipgrep();
  if (ripgrepVersion === null) return { skipped: 'scan: rg is not installed (Debian package ripgrep)' };
  const shape = quick ? quickTree : benchTree;
  const rounds = quick ? 2 : 5;
  say(`scan: a tree of ${shape.files} files`);
  const tree = scanTree(join(data, `scan-tree-${shape.files}`), shape);
  const worst = { peakRssMiB: 0, missed: 0, falseHits: 0 };
  const ours = async (memory = false): Promise<number> => {
    const run = await scanOnce(root, work, tree, memory);
    for (const key of ['peakRssMiB', 'missed', 'falseHits'] as const) worst[key] = Math.max(worst[key], run[key]);
    return run.seconds;
  };
  // Fill the page cache.
  await ripgrep(tree);
  const warm = await inTurn(
    rounds,
    async () => ours(),
    async () => ripgrep(tree),
    say,
  );
  const dropped = async (measure: () => Promise<number>): Promise<number> => {
    execFileSync('sync');
    writeFileSync(dropCaches, '3');
    return measure();
  };
  const cold = mayDropCaches()
    ? await inTurn(
        rounds,
        async () => dropped(async () => ours()),
        async () => dropped(async () => ripgrep(tree)),
        say,
      )
    : null;
  for (let round = 0; round < rounds; round++) {
    await ours(true);
    // Cold runs use more threads, and so more memory.
    if (cold !== null) await dropped(async () => ours(true));
  }
  let cancelMs = 0;
  for (let round = 0; round < rounds; round++) {
    const vault = join(work, 'scan-vault');
    cancelMs = Math.max(cancelMs, await cancelOnce(root, tree.folder, vault));
    rmSync(vault, { recursive: true, force: true });
  }
  return { files: tree.files, bytes: tree.bytes, ripgrepVersion, warm, cold, cancelMs, ...worst };
}

async function inTurn(
  rounds: number,
  ours: () => Promise<number>,
  other: () => Promise<number>,
  say: (line: string) => void,
): Promise<ScanRounds> {
  const seconds = { ours: [] as number[], ripgrep: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    seconds.ripgrep.push(await other());
    seconds.ours.push(await ours());
    say(`  ours ${seconds.ours.at(-1)?.toFixed(2)} s, rg ${seconds.ripgrep.at(-1)?.toFixed(2)} s`);
  }
  return seconds;
}

async function scanOnce(
  root: string,
  work: string,
  tree: ScanTree,
  memory: boolean,
): Promise<{ seconds: number; peakRssMiB: number; missed: number; falseHits: number }> {
  const vault = join(work, 'scan-vault');
  const { DBUS_SESSION_BUS_ADDRESS: _bus, ...environment } = process.env;
  const words = ['scan', tree.folder, '--json', '--quiet', '--vault', vault];
  const run = await measuredRun(process.execPath, [join(root, 'dist/main/cli.mjs'), ...words], {
    environment,
    memory,
  });
  rmSync(vault, { recursive: true, force: true });
  if (run.exitCode !== 0) throw new Error(`scan: exit ${run.exitCode}\n${run.stderr.slice(-2000)}`);
  const values = run.stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { value: { paths?: string[]; summary?: { seconds: number } } }).value);
  const found = new Set(values.flatMap(({ paths = [] }) => paths.map((path) => relative(tree.folder, path))));
  const wanted = new Set(tree.wanted);
  return {
    seconds: values.at(-1)?.summary?.seconds ?? Number.NaN,
    peakRssMiB: run.memory?.peakRssMiB ?? 0,
    missed: [...wanted].filter((path) => !found.has(path)).length,
    falseHits: [...found].filter((path) => !wanted.has(path)).length,
  };
}

async function ripgrep(tree: ScanTree): Promise<number> {
  const run = await measuredRun('rg', ['-l', '-uuu', '-a', 'BEGIN CERTIFICATE', tree.folder]);
  if (run.exitCode !== 0) throw new Error(`rg: exit ${run.exitCode}`);
  return run.seconds;
}

function versionOfRipgrep(): string | null {
  try {
    const text = execFileSync('rg', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /\d+\.\d+\.\d+/.exec(text)?.[0] ?? 'unknown';
  } catch {
    return null;
  }
}

function mayDropCaches(): boolean {
  try {
    accessSync(dropCaches, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export const scanTargets = { warm: 1.4, cold: 0.7, peakRssMiB: 200, cancelMs: 200, missed: 0, falseHits: 0 } as const;

export function scanRows(figures: ScanFigures): [string, number | null, number][] {
  const ratio = ({ ours, ripgrep: other }: ScanRounds): number => median(ours) / median(other);
  return [
    ['scan, warm, time / ripgrep', ratio(figures.warm), scanTargets.warm],
    ['scan, cold, time / ripgrep', figures.cold === null ? null : ratio(figures.cold), scanTargets.cold],
    ['scan: peak RSS of its processes, MiB', figures.peakRssMiB, scanTargets.peakRssMiB],
    ['scan: milliseconds from cancel to the summary', figures.cancelMs, scanTargets.cancelMs],
    ['scan: files missed', figures.missed, scanTargets.missed],
    ['scan: false hits', figures.falseHits, scanTargets.falseHits],
  ];
}

export function scanLines({ files, bytes, ripgrepVersion, warm, cold }: ScanFigures): string[] {
  const line = (name: string, rounds: ScanRounds): string =>
    `  ${name}: ours ${median(rounds.ours).toFixed(2)} s, ripgrep ${ripgrepVersion} ${median(rounds.ripgrep).toFixed(2)} s`;
  return [
    `Search of ${files} files, ${(bytes / 1e9).toFixed(1)} GB (medians of ${warm.ours.length}):`,
    line('warm', warm),
    cold === null ? '  cold: skipped, /proc/sys/vm/drop_caches cannot be written' : line('cold', cold),
  ];
}
