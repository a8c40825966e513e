// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createForkChild } from '../../../main/hosts/node/fork-child.ts';
import { createParseClient, type ParseClient } from '../../../main/parser/parse-client.ts';
import { type Answer, askChild } from './ask-child.ts';
import { declaredWork } from './declared-work.ts';
import { type FuzzInput, makeInput } from './make-input.ts';
import { loadSeeds, type SeedGroup, type Seeds } from './seeds.ts';
import { type ChildEnds, watchChildren } from './watched-child.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
  readonly children: number;
  /** Draws seeds of this group only. */
  readonly group?: SeedGroup | undefined;
  /** The built app with the parse child under test. */
  readonly dist: string;
  /** Folder for generated files, inputs with findings, and the child's copy. */
  readonly out: string;
  readonly onProgress?: (report: FuzzReport) => void;
}

export interface FuzzFinding {
  readonly index: number;
  readonly problem: string;
  readonly file: string;
}

export interface FuzzReport {
  readonly seed: number;
  readonly first: number;
  inputs: number;
  readonly files: number;
  readonly filesFingerprint: string;
  readonly skipped: readonly string[];
  seconds: number;
  readonly outcomes: Record<string, number>;
  readonly followed: Record<string, number>;
  readonly restarts: { timeout: number; memory: number; crash: number };
  readonly slowest: { index: number; milliseconds: number; declaredIterations: number }[];
  readonly findings: FuzzFinding[];
}

/** Time allowed per file besides that for its declared iterations. */
const slowMilliseconds = 2_000;
/**
 * An iteration is up to three hashes of about 1 µs for each of up to seven password forms; tripled on a busy machine.
 */
const millisecondsPerIteration = 0.06;

interface Asker {
  readonly parse: ParseClient;
  readonly ends: ChildEnds;
}

/** Copies the child first: a build during a long run must not change what is tested. */
function startAskers(options: FuzzOptions): { askers: Asker[]; close: () => void } {
  const copy = join(options.out, `child-${process.pid}`);
  cpSync(join(options.dist, 'children'), join(copy, 'children'), { recursive: true });
  const askers = Array.from({ length: options.children }, () => {
    const { startChild, ends } = watchChildren(createForkChild(copy));
    return { parse: createParseClient(startChild), ends };
  });
  return {
    askers,
    close: () => {
      for (const { parse } of askers) parse.close();
      rmSync(copy, { recursive: true, force: true });
    },
  };
}

function emptyReport({ seed, first }: FuzzOptions, seeds: Seeds): FuzzReport {
  return {
    seed,
    first,
    inputs: 0,
    files: seeds.all.length,
    filesFingerprint: seeds.fingerprint,
    skipped: seeds.skipped,
    seconds: 0,
    outcomes: {},
    followed: {},
    restarts: { timeout: 0, memory: 0, crash: 0 },
    slowest: [],
    findings: [],
  };
}

function countIn(table: Record<string, number>, name: string): void {
  table[name] = (table[name] ?? 0) + 1;
}

function enter(report: FuzzReport, index: number, input: FuzzInput, answer: Answer): void {
  report.inputs += 1;
  countIn(report.outcomes, answer.outcome);
  for (const name of answer.followed) countIn(report.followed, name);
  if (answer.problem?.startsWith('the child ended')) report.restarts.crash += 1;
  else if (answer.outcome.endsWith('(child: memory)')) report.restarts.memory += 1;
  if (answer.outcome.endsWith('(child: time)')) report.restarts.timeout += 1;
  const tenth = report.slowest[9];
  if (tenth && tenth.milliseconds >= answer.milliseconds) return;
  const declaredIterations = declaredWork(input.bytes);
  report.slowest.push({ index, milliseconds: Math.round(answer.milliseconds), declaredIterations });
  report.slowest.sort((a, b) => b.milliseconds - a.milliseconds);
  report.slowest.length = Math.min(report.slowest.length, 10);
}

/** Retries slow inputs once, because the machine may just have been busy. */
async function problemWith(asker: Asker, input: FuzzInput, answer: Answer): Promise<string | null> {
  if (answer.problem !== null) return answer.problem;
  if (answer.outcome.includes('(child: memory)')) return 'the child ran out of memory';
  // Counting a file's declared work takes longer than most answers.
  if (answer.milliseconds <= slowMilliseconds) return null;
  const allowed = slowMilliseconds + declaredWork(input.bytes) * millisecondsPerIteration;
  if (answer.milliseconds <= allowed) return null;
  const again = await askChild(asker.parse, asker.ends, input);
  return again.milliseconds > allowed ? `took ${Math.round(again.milliseconds)} ms` : null;
}

function save(out: string, seed: number, index: number, input: FuzzInput, problem: string): string {
  const file = join(out, `fuzz-${seed}-${index}.bin`);
  writeFileSync(file, input.bytes);
  const { from, how, password } = input;
  writeFileSync(`${file}.json`, `${JSON.stringify({ seed, index, problem, from, how, password }, null, 2)}\n`);
  return file;
}

/** Sends `count` mutated files to parse children. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  mkdirSync(options.out, { recursive: true });
  const seeds = loadSeeds(join(options.out, 'seeds'));
  if (seeds.all.length === 0) throw new Error('no files to start from: neither OpenSSL nor corpora');
  const report = emptyReport(options, seeds);
  const { askers, close } = startAskers(options);
  const started = performance.now();
  let next = options.first;
  const end = options.first + options.count;
  const work = async (asker: Asker): Promise<void> => {
    while (next < end) {
      const index = next++;
      const input = makeInput(seeds, options.seed, index, options.group);
      const answer = await askChild(asker.parse, asker.ends, input);
      enter(report, index, input, answer);
      const problem = await problemWith(asker, input, answer);
      if (problem !== null)
        report.findings.push({ index, problem, file: save(options.out, options.seed, index, input, problem) });
      report.seconds = Math.round((performance.now() - started) / 100) / 10;
      if (report.inputs % 5_000 === 0) options.onProgress?.(report);
    }
  };
  try {
    await Promise.all(askers.map(work));
  } finally {
    close();
  }
  return report;
}

/** Recreates one input, saves it with the findings and runs it again. */
export async function replay(options: FuzzOptions, index: number): Promise<{ input: FuzzInput; answer: Answer }> {
  mkdirSync(options.out, { recursive: true });
  const input = makeInput(loadSeeds(join(options.out, 'seeds')), options.seed, index, options.group);
  save(options.out, options.seed, index, input, 'replayed');
  const { askers, close } = startAskers({ ...options, children: 1 });
  try {
    const [asker] = askers as [Asker];
    return { input, answer: await askChild(asker.parse, asker.ends, input) };
  } finally {
    close();
  }
}
