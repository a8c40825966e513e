// SPDX-License-Identifier: Apache-2.0
import type { MeasuredRun } from './measured-run.ts';

/** One run: of its time or of its memory, for looking at the memory takes time. */
export interface Sample {
  readonly seconds: number | null;
  readonly peakRssMiB: number | null;
  readonly peakPssMiB: number | null;
}

export interface PeerFigures {
  readonly name: string;
  readonly version: string;
  /** Null where the peer has no such work. */
  readonly import: readonly Sample[] | null;
  readonly list: readonly Sample[] | null;
}

export interface OurFigures {
  /** `node dist/main/cli.mjs import FILE` into a vault that `vault init` made before. */
  readonly import: readonly Sample[];
  /** The same where the import makes the vault. */
  readonly firstImport: readonly Sample[];
  /** `npm run -s cli -- import FILE`: npm's own start included. */
  readonly importThroughNpm: readonly Sample[];
  readonly list: readonly Sample[];
  readonly listJson: readonly Sample[];
}

export interface ScalingStep {
  readonly count: number;
  readonly files: number;
  readonly import: readonly Sample[];
  readonly list: readonly Sample[];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Throws when the work did not end well: a failure must not count as a fast run. */
export function sampleOf(run: MeasuredRun, what: string): Sample {
  if (run.exitCode !== 0) throw new Error(`${what}: exit ${run.exitCode}\n${run.stderr.slice(-2000)}`);
  if (run.memory === null) return { seconds: run.seconds, peakRssMiB: null, peakPssMiB: null };
  return { seconds: null, ...run.memory };
}

/** Median of those samples that tell `which`; NaN where none does. */
export function medianOf(samples: readonly Sample[], which: keyof Sample): number {
  return median(samples.map((sample) => sample[which]).filter((value) => value !== null));
}
