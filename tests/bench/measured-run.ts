// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { processTree } from '../e2e/support/apps/process-tree.ts';

export interface MeasuredRun {
  readonly seconds: number;
  readonly exitCode: number | null;
  /** Null unless requested. */
  readonly memory: PeakMemory | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface PeakMemory {
  /** Resident memory of the process and its descendants, MiB. Shared pages count once per process. */
  readonly peakRssMiB: number;
  /** Like `peakRssMiB`, with shared pages divided among their processes. */
  readonly peakPssMiB: number;
}

export interface RunOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Don't set for timed runs, because sampling memory slows the processes. */
  readonly memory?: boolean;
}

const sampleEveryMs = 20;

/** Runs a program to its end. With `memory`, samples its process tree 50 times a second (Linux only). */
export async function measuredRun(
  command: string,
  argv: readonly string[],
  { environment = process.env, cwd = process.cwd(), memory = false }: RunOptions = {},
): Promise<MeasuredRun> {
  const started = performance.now();
  const child = spawn(command, argv, { env: environment, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let peakRss = 0;
  let peakPss = 0;
  const look = (): void => {
    if (child.pid === undefined) return;
    const tree = processTree(child.pid);
    peakRss = Math.max(peakRss, sum(tree.map(rssKiB)));
    peakPss = Math.max(peakPss, sum(tree.map(pssKiB)));
  };
  const sampling = memory ? setInterval(look, sampleEveryMs) : undefined;
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exitCode = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  clearInterval(sampling);
  return {
    seconds: (performance.now() - started) / 1000,
    exitCode,
    memory: memory ? { peakRssMiB: peakRss / 1024, peakPssMiB: peakPss / 1024 } : null,
    stdout,
    stderr,
  };
}

function rssKiB(processId: number): number {
  return fieldOf(`/proc/${processId}/status`, /^VmRSS:\s+(\d+) kB/m);
}

function pssKiB(processId: number): number {
  return fieldOf(`/proc/${processId}/smaps_rollup`, /^Pss:\s+(\d+) kB/m);
}

/** A process that has just ended counts as zero. */
function fieldOf(file: string, pattern: RegExp): number {
  try {
    return Number(pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
