// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { inspectInParts, inspectPemWindows } from '../../formats/inspect/inspect-bytes.ts';
import {
  defaultLimits,
  type FoundCertificate,
  type InspectionAfterParts,
  quickWork,
} from '../../formats/inspect/inspection.ts';
import { pemWindows } from '../../formats/pem/pem-windows.ts';
import { columnsOf } from '../certificate-columns.ts';
import type { ParseReply } from '../parse-protocol.ts';

/** Opening a pipe would block. */
const notWaiting = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** Checked by hand: other schemas load slower than a small file parses. Throws `internal` for invalid input. */
export async function answerInspect(
  input: unknown,
  sendPart: (part: unknown) => Promise<void>,
): Promise<ParseReply<'inspect'>> {
  const { bytes, password, quick } = input as Readonly<Record<'bytes' | 'password' | 'quick', unknown>>;
  if (!(bytes instanceof Uint8Array) || (password !== null && typeof password !== 'string')) {
    throw new AppError('internal');
  }
  const send = sending(sendPart);
  const limits = quick === true ? { ...defaultLimits, maxWork: quickWork } : defaultLimits;
  return answerOf(await inspectInParts(bytes, { password, limits, release: () => forget(bytes) }, send));
}

/**
 * Throws `file-unreadable`, and `cancelled` after a wanted first part. Only pure PEM certificate files count as opened.
 */
export async function answerInspectFile(
  input: unknown,
  sendPart: (part: unknown) => Promise<void>,
): Promise<ParseReply<'inspectFile'>> {
  const { path, upTo } = input as { readonly path: unknown; readonly upTo: unknown };
  if (typeof path !== 'string') throw new AppError('internal');
  const send = upTo === 'first-part' ? ending(sendPart) : sending(sendPart);
  return withRegularFile(path, async (read) =>
    answerOf(await inspectPemWindows(pemWindows(read, defaultLimits.maxBytes), send)),
  );
}

function sending(
  sendPart: (part: unknown) => Promise<void>,
): (certificates: readonly FoundCertificate[]) => Promise<void> {
  return async (part) => sendPart(columnsOf(part));
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

/** A private copy: free it now. */
function forget({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}

/** Fills a buffer, returns octets read. Throws `file-unreadable`. */
async function withRegularFile<T>(path: string, work: (read: (into: Buffer) => number) => Promise<T>): Promise<T> {
  const descriptor = unlessUnreadable(path, () => openSync(path, constants.O_RDONLY | notWaiting));
  try {
    if (!fstatSync(descriptor).isFile()) throw new AppError('file-unreadable', { file: path, cause: 'not-a-file' });
    return await work((into) => unlessUnreadable(path, () => readSync(descriptor, into)));
  } finally {
    closeSync(descriptor);
  }
}

function unlessUnreadable<T>(path: string, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw new AppError('file-unreadable', { file: path, cause: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}
