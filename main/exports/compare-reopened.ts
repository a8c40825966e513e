// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { wipeKeys } from '../imports/drafts.ts';
import { inspectInChild, type ParseClient } from '../parser/parse-client.ts';

export interface ExpectedContent {
  readonly password: string | null;
  readonly certificates: readonly Uint8Array[];
  readonly key: Uint8Array | null;
}

/** Errors: `verification-failed` (`reason`), `cancelled`. */
export async function compareReopened(
  parse: ParseClient,
  readBack: Uint8Array,
  expected: ExpectedContent,
  signal?: AbortSignal,
): Promise<void> {
  const found = await inspectInChild(parse, readBack, expected.password, signal);
  try {
    if (found.diagnosis.code !== 'opened') refuse(found.diagnosis.code);
    const wanted = expected.certificates.map(sha256Hex).toSorted();
    const present = found.certificates.map(({ der }) => sha256Hex(der)).toSorted();
    if (wanted.join() !== present.join()) refuse('certificates-differ');
    const wantedKeys = expected.key === null ? [] : [await publicHalf(parse, expected.key, signal)];
    const presentKeys = found.keys.map(({ spkiSha256 }) => spkiSha256);
    if (wantedKeys.join() !== presentKeys.join()) refuse('key-differs');
  } finally {
    wipeKeys(found);
  }
}

async function publicHalf(parse: ParseClient, pkcs8: Uint8Array, signal?: AbortSignal): Promise<string | null> {
  return (await parse.run('publicKeyHash', { pkcs8 }, signal)).spkiSha256;
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function refuse(reason: string): never {
  throw new AppError('verification-failed', { reason });
}
