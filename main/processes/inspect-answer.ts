// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import { inspectInParts, inspectPemWindows } from '../formats/inspect-bytes.ts';
import { defaultLimits, type FoundCertificate, type InspectionAfterParts, quickWork } from '../formats/inspection.ts';
import { pemWindows } from '../formats/pem/pem-windows.ts';
import { columnsOf } from './certificate-columns.ts';
import type { ParseReply } from './parse-protocol.ts';
import { withRegularFile } from './with-regular-file.ts';

/**
 * What thousands of certificates leave behind is collected so often. Left to itself V8 lets a third of the process
 * pile up; told by its flags to save memory it takes a third longer for everything.
 */
const partsPerCollection = 34;

/**
 * Answers `inspect` in the child. `sendPart` sends what comes ahead of the answer. Its input is checked by hand: the
 * schemas of all other operations take longer to load than a small file to read. Throws `internal` for another input.
 */
export async function answerInspect(
  input: unknown,
  sendPart: (part: unknown) => Promise<void>,
): Promise<ParseReply<'inspect'>> {
  const { bytes, password, quick } = input as Readonly<Record<'bytes' | 'password' | 'quick', unknown>>;
  if (!(bytes instanceof Uint8Array) || (password !== null && typeof password !== 'string')) {
    throw new AppError('internal');
  }
  const send = collecting(sendPart);
  const limits = quick === true ? { ...defaultLimits, maxWork: quickWork } : defaultLimits;
  return answerOf(await inspectInParts(bytes, { password, limits, release: () => forget(bytes) }, send));
}

/**
 * Answers `inspectFile`. Its limits are those of `inspect`. Throws `file-unreadable`, and `cancelled` where the first part
 * was all that was wanted; a file that holds anything else than certificates in PEM does not count as opened, whatever
 * else is said of it.
 */
export async function answerInspectFile(
  input: unknown,
  sendPart: (part: unknown) => Promise<void>,
): Promise<ParseReply<'inspectFile'>> {
  const { path, upTo } = input as { readonly path: unknown; readonly upTo: unknown };
  if (typeof path !== 'string') throw new AppError('internal');
  const send = upTo === 'first-part' ? ending(sendPart) : collecting(sendPart);
  return withRegularFile(path, async (read) =>
    answerOf(await inspectPemWindows(pemWindows(read, defaultLimits.maxBytes), send)),
  );
}

function collecting(
  sendPart: (part: unknown) => Promise<void>,
): (certificates: readonly FoundCertificate[]) => Promise<void> {
  let parts = 0;
  return async (part) => {
    await sendPart(columnsOf(part));
    if (++parts % partsPerCollection === 0) globalThis.gc?.();
  };
}

function ending(
  sendPart: (part: unknown) => Promise<void>,
): (certificates: readonly FoundCertificate[]) => Promise<void> {
  return async (part) => {
    await sendPart(columnsOf(part));
    throw new AppError('cancelled');
  };
}

function answerOf(found: InspectionAfterParts): ParseReply<'inspect'> {
  return {
    ...found,
    keys: [...found.keys],
    unopened: [...found.unopened],
    crls: found.crls.map((crl) => ({ ...crl, revoked: [...crl.revoked] })),
    requests: found.requests.map((each) => ({
      ...each,
      subjectAlternativeNames: [...each.subjectAlternativeNames],
    })),
  };
}

/** The message is this process's own copy: its memory goes back at once. */
function forget({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}
