// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { inspectInParts } from '../../formats/inspect/inspect-bytes.ts';
import {
  defaultLimits,
  type FoundCertificate,
  type InspectionAfterParts,
  quickWork,
} from '../../formats/inspect/inspection.ts';
import { columnsOf } from '../certificate-columns.ts';
import type { ParseInput, ParseReply } from '../parse-protocol.ts';

/** Doesn't use Zod, because loading it takes longer than parsing a small file. Throws `internal` for invalid input. */
export async function answerInspect(
  input: unknown,
  sendPart: (part: unknown) => Promise<void>,
): Promise<ParseReply<'inspect'>> {
  const { bytes, password, quick, signingKeys } = input as Readonly<Record<keyof ParseInput<'inspect'>, unknown>>;
  if (!(bytes instanceof Uint8Array) || (password !== null && typeof password !== 'string') || !areKeys(signingKeys)) {
    throw new AppError('internal');
  }
  const send = async (part: readonly FoundCertificate[]): Promise<void> => sendPart(columnsOf(part));
  const limits = quick === true ? { ...defaultLimits, maxWork: quickWork } : defaultLimits;
  // Copied, because a message's arrays may share one buffer, which `forget` transfers.
  const keys = signingKeys?.map((key) => Uint8Array.from(key)) ?? null;
  for (const key of signingKeys ?? []) key.fill(0);
  const options = { password, limits, signingKeys: keys, release: () => forget(bytes) };
  try {
    return answerOf(await inspectInParts(bytes, options, send));
  } finally {
    for (const key of keys ?? []) key.fill(0);
  }
}

function areKeys(given: unknown): given is readonly Uint8Array[] | undefined {
  return given === undefined || (Array.isArray(given) && given.every((each) => each instanceof Uint8Array));
}

function answerOf(found: InspectionAfterParts): ParseReply<'inspect'> {
  return {
    ...found,
    keys: [...found.keys],
    unopened: [...found.unopened],
    wrapped: found.wrapped && [...found.wrapped],
    unwrappedBy: found.unwrappedBy && [...found.unwrappedBy],
    crls: found.crls.map((crl) => ({ ...crl, revoked: [...crl.revoked] })),
    requests: found.requests.map((each) => ({
      ...each,
      subjectAlternativeNames: [...each.subjectAlternativeNames],
    })),
  };
}

function forget({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}
