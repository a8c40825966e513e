// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { FileKind } from '../../../shared/schemas/certificates/inspection.ts';
import { tags } from '../../x509/der/der-reader.ts';
import { readBerHeader } from '../der/ber-header.ts';
import { fileKindOf, kindOfObject } from '../der/der-kind.ts';
import { isPublicKind, readPublicObject } from '../der/read-public-object.ts';
import { isWellFormed } from '../der/well-formed.ts';
import type { ObjectLabels } from '../inspect/findings.ts';
import type { Reading } from '../inspect/reading.ts';
import { everyReader, type ReadingStep } from '../inspect/reading-steps.ts';
import { decodeBase64, withoutReplyHead } from './base64.ts';
import { type PemBlock, pemBlocks } from './pem-blocks.ts';
import { splitHeaders } from './pem-headers.ts';
import type { FileText } from './text-of.ts';

const readable =
  /^(?:(?:X509 |TRUSTED )?CERTIFICATE|CERTIFICATE CHAIN|PKCS ?#?7(?: SIGNED DATA)?|CMS|PKCS ?#?12|PFX|(?:NEW )?CERTIFICATE REQUEST|X509 CRL|(?:(?:RSA|EC|DSA|ENCRYPTED|ANY|SM2) )?PRIVATE KEY)$/;

type BlockOutcome = 'read' | 'junk' | 'needs-every-reader';

const namingKinds: ReadonlySet<FileKind> = new Set([
  'pkcs12',
  'pkcs7',
  'csr',
  'crl',
  'cfca-sm2',
  'enveloped-key',
  'enveloped-data',
]);

/**
 * Continues after bad blocks.
 * @returns false if there is no relevant block
 * @throws `limit-exceeded`
 */
export function* readPem(file: FileText, reading: Reading): Generator<ReadingStep, boolean> {
  let found = false;
  let junkAt: number | null = null;
  for (const block of pemBlocks(file.text, reading.limits.maxObjects)) {
    if (!readable.test(block.label)) continue;
    found = true;
    // Offsets in the decoded bytes mean nothing in the text, so report the block's.
    const offset = file.offsetOf(block.start);
    let outcome = attemptBlock(block, offset, reading);
    if (outcome === 'needs-every-reader') {
      yield* everyReader(reading);
      outcome = attemptBlock(block, offset, reading);
    }
    if (outcome === 'junk') junkAt ??= offset;
    yield 'go-on';
  }
  if (junkAt !== null && reading.kinds.size === 0) reading.problem({ code: 'damaged', offset: junkAt });
  return found;
}

export function* readBareBase64({ text }: FileText, reading: Reading): Generator<ReadingStep, boolean> {
  const octets = decodeBase64(withoutReplyHead(text));
  if (octets?.[0] !== tags.sequence) return false;
  yield* everyReader(reading);
  let known = false;
  reading.attempt(null, () => {
    known = readOctets(octets, reading) === 'read';
  });
  return known || reading.diagnosis().code !== 'opened';
}

export function pemKind(kinds: ReadonlySet<FileKind>): FileKind {
  const [only] = kinds;
  return kinds.size === 1 && only && namingKinds.has(only) ? only : 'pem';
}

function attemptBlock(block: PemBlock, offset: number, reading: Reading): BlockOutcome {
  let outcome: BlockOutcome = 'read';
  reading.attempt(0, () => {
    try {
      outcome = readBlock(block, reading);
    } catch (error) {
      if (error instanceof AppError && error.code !== 'damaged') throw error;
      throw new AppError('damaged', { offset }, { cause: error });
    }
  });
  return outcome;
}

function readBlock(block: PemBlock, reading: Reading): BlockOutcome {
  const headers = splitHeaders(block.body);
  const octets = decodeBase64(headers.base64);
  if (!octets || !block.complete) throw new AppError('damaged');
  const labels: ObjectLabels = { friendlyName: friendlyNameBefore(block.before), localKeyId: null };
  if (headers.encrypted) {
    if (reading.every === null) return 'needs-every-reader';
    reading.every.readTraditionalEncrypted(octets, headers, reading, labels);
    return 'read';
  }
  if (octets[0] !== tags.sequence && !isWellFormed(octets)) return 'junk';
  const outcome = readOctets(octets, reading, labels);
  if (outcome === 'unknown') throw new AppError('damaged');
  return outcome;
}

function readOctets(
  octets: Uint8Array,
  reading: Reading,
  labels?: ObjectLabels,
): 'read' | 'unknown' | 'needs-every-reader' {
  const header = readBerHeader(octets, 0, octets.length);
  // In a TRUSTED CERTIFICATE, OpenSSL's trust settings follow the certificate.
  const element = octets.subarray(0, header.end ?? octets.length);
  const kind = kindOfObject(element, header);
  if (kind === 'unknown') return 'unknown';
  if (!isPublicKind(kind) && reading.every === null) return 'needs-every-reader';
  reading.kinds.add(fileKindOf[kind]);
  if (isPublicKind(kind)) readPublicObject(element, kind, reading, labels);
  else reading.every?.readDerObject(element, kind, reading, labels);
  return 'read';
}

function friendlyNameBefore(text: string): string | null {
  const line = /^[ \t]*friendlyName:[ \t]*(\S[^\r\n]{0,255})$/m.exec(text.slice(-4096));
  return line
    ? Buffer.from(line[1] as string, 'latin1')
        .toString('utf8')
        .trim()
    : null;
}
