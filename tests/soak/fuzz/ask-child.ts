// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ParseClient } from '../../../main/parser/parse-client.ts';
import type { ParseOutput } from '../../../main/parser/parse-protocol.ts';
import type { ChildEnds } from './watched-child.ts';
import type { FuzzInput } from './make-input.ts';
import { signingKey } from './own-seeds.ts';

export interface Answer {
  /** Diagnosis code or `error CODE`, for the table. */
  readonly outcome: string;
  /** One entry for each follow-up call: `CALL answered` or `CALL CODE`. */
  readonly followed: readonly string[];
  /** A forbidden outcome, or null. */
  readonly problem: string | null;
  readonly milliseconds: number;
}

/** Each signature check takes milliseconds. */
const longestChain = 3;

/** Finds a crash by its exit code. A full heap ends the child by a signal instead (code null). */
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

/** Puts one input through the app's operations on a file. */
export async function askChild(parse: ParseClient, ends: ChildEnds, input: FuzzInput): Promise<Answer> {
  const endsBefore = ends.codes.length;
  const started = performance.now();
  const followed: string[] = [];
  let outcome: string;
  try {
    const found = await parse.run('inspect', {
      bytes: input.bytes,
      password: input.password,
      signingKeys: [signingKey()],
    });
    outcome = found.diagnosis.code;
    followed.push(...(await askFurther(parse, found)));
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

/** Makes the app's follow-up calls for the first certificate and key. */
async function askFurther(parse: ParseClient, { certificates, keys }: ParseOutput<'inspect'>): Promise<string[]> {
  const [first] = certificates;
  const [key] = keys;
  const answers: string[] = [];
  if (first) {
    const { der, fields } = first;
    const chain = certificates.slice(0, longestChain).map((each) => each.der);
    answers.push(await attempt('describe', async () => parse.run('describe', { der })));
    answers.push(await attempt('asn1', async () => parse.run('asn1', { der })));
    const lastIsSelfSigned = fields.selfIssued;
    answers.push(await attempt('verifyChain', async () => parse.run('verifyChain', { chain, lastIsSelfSigned })));
  }
  if (key) answers.push(await attempt('publicKeyHash', async () => parse.run('publicKeyHash', { pkcs8: key.pkcs8 })));
  return answers;
}

async function attempt(name: string, run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return `${name} answered`;
  } catch (error) {
    return `${name} ${codeOf(error)}`;
  }
}
