import { AppError } from '../../../shared/domain/app-error.ts';
import type { ParseClient } from '../../../main/processes/parse-client.ts';
import type { ChildEnds } from './watched-child.ts';
import type { FuzzInput } from './make-input.ts';

/** What came of one input. */
export interface Answer {
  /** Diagnosis code or `error CODE`, for the table. */
  readonly outcome: string;
  /** Codes of the calls that followed (`describe`, `publicKeyHash`). */
  readonly followed: readonly string[];
  /** What must never happen, or null. */
  readonly problem: string | null;
  readonly milliseconds: number;
}

/** A crash of the child that the client cannot tell from a full heap. */
function crashAmong(codes: readonly (number | null)[]): string | null {
  const crash = codes.find((code) => code !== null && code !== 0);
  return crash === undefined ? null : `the child ended with code ${crash}`;
}

function codeOf(error: unknown): string {
  if (!(error instanceof AppError)) return 'not an AppError';
  const { limit } = error.details;
  return typeof limit === 'string' ? `${error.code} (child: ${limit})` : error.code;
}

function problemOf(outcome: string): string | null {
  return /internal|not an AppError|invalid-input/.test(outcome) ? outcome : null;
}

/** Puts one input through the operations that the app runs on a file. */
export async function askChild(parse: ParseClient, ends: ChildEnds, input: FuzzInput): Promise<Answer> {
  const endsBefore = ends.codes.length;
  const started = performance.now();
  const followed: string[] = [];
  let outcome: string;
  try {
    const found = await parse.run('inspect', { bytes: input.bytes, password: input.password });
    outcome = found.diagnosis.code;
    const first = found.certificates[0];
    if (first) followed.push(await attempt('describe', async () => parse.run('describe', { der: first.der })));
    const key = found.keys[0];
    if (key)
      followed.push(await attempt('publicKeyHash', async () => parse.run('publicKeyHash', { pkcs8: key.pkcs8 })));
  } catch (error) {
    outcome = `error ${codeOf(error)}`;
  }
  const milliseconds = performance.now() - started;
  const problem =
    crashAmong(ends.codes.slice(endsBefore)) ??
    [outcome, ...followed].map(problemOf).find((found) => found !== null) ??
    null;
  return { outcome, followed, problem, milliseconds };
}

async function attempt(name: string, run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return `${name} answered`;
  } catch (error) {
    return `${name} ${codeOf(error)}`;
  }
}
