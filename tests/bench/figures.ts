// SPDX-License-Identifier: Apache-2.0
import type { MeasuredRun } from './measured-run.ts';

/** One run, either for time or for memory, because sampling memory slows it. */
export interface Sample {
  readonly seconds: number | null;
  readonly peakRssMiB: number | null;
  readonly peakPssMiB: number | null;
}

export interface PeerFigures {
  readonly name: string;
  readonly version: string;
  /** This or `list` is null if the peer has no equivalent. */
  readonly import: readonly Sample[] | null;
  readonly list: readonly Sample[] | null;
}

export interface OurFigures {
  /** `node dist/main/cli.mjs import FILE` into a vault made by `vault init`. */
  readonly import: readonly Sample[];
  /** The same when the import creates the vault. */
  readonly firstImport: readonly Sample[];
  /** `npm run -s cli -- import FILE`, including npm's startup. */
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

/** Throws if the work failed: a failure must not count as a fast run. */
export function sampleOf(run: MeasuredRun, what: string): Sample {
  if (run.exitCode !== 0) throw new Error(`${what}: exit ${run.exitCode}\n${run.stderr.slice(-2000)}`);
  if (run.memory === null) return { seconds: run.seconds, peakRssMiB: null, peakPssMiB: null };
  return { seconds: null, ...run.memory };
}

/** Median of the samples with `which`; NaN if there are none. */
export function medianOf(samples: readonly Sample[], which: keyof Sample): number {
  return median(samples.map((sample) => sample[which]).filter((value) => value !== null));
}
