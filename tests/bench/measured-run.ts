import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { processTree } from '../e2e/support/process-tree.ts';

export interface MeasuredRun {
  readonly seconds: number;
  readonly exitCode: number | null;
  /** Peak of the resident memory summed over the process and all below it, MiB. Pages that two share count twice. */
  readonly peakRssMiB: number;
  /** The same with shared pages divided among those who share them; null where it was not asked for. */
  readonly peakPssMiB: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Reading /proc/PID/smaps_rollup holds the process up, so a run whose time counts does without. */
  readonly pss?: boolean;
}

const sampleEveryMs = 20;

/** Runs a program to its end and looks at its process tree's memory 50 times a second. Linux only. */
export async function measuredRun(
  command: string,
  argv: readonly string[],
  { environment = process.env, cwd = process.cwd(), pss = false }: RunOptions = {},
): Promise<MeasuredRun> {
  const started = performance.now();
  const child = spawn(command, argv, { env: environment, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let peakRss = 0;
  let peakPss = 0;
  const sampling = setInterval(() => {
    if (child.pid === undefined) return;
    const tree = processTree(child.pid);
    peakRss = Math.max(peakRss, sum(tree.map(rssKiB)));
    if (pss) peakPss = Math.max(peakPss, sum(tree.map(pssKiB)));
  }, sampleEveryMs);
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
    peakRssMiB: peakRss / 1024,
    peakPssMiB: pss ? peakPss / 1024 : null,
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

/** A process that has just ended counts nothing. */
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
