import { AppError } from '../../../shared/domain/app-error.ts';
import type { FileKind } from '../../../shared/schemas/inspection.ts';
import { listChildren, readWhole, tags } from '../../x509/der-reader.ts';
import { readBerHeader } from '../der/ber-header.ts';
import { derKind, kindOfObject } from '../der/der-kind.ts';
import { fileKindOf, readDerObject } from '../der/read-der-object.ts';
import { isWellFormed } from '../der/well-formed.ts';
import type { ObjectLabels } from '../findings.ts';
import { schemeOrName } from '../keys/encrypted-key.ts';
import { openKey, toPkcs8 } from '../keys/read-key.ts';
import { fitsBlocks } from '../pbe/open-encrypted.ts';
import type { Reading } from '../reading.ts';
import { decodeBase64 } from './base64.ts';
import { type PemBlock, pemBlocks } from './pem-blocks.ts';
import type { FileText } from './text-of.ts';
import { type PemHeaders, splitHeaders, traditionalScheme } from './traditional-encryption.ts';

/** Labels of objects of the field (RFC 7468 §4, OpenSSL's older names); what they hold decides by itself. */
const readable =
  /^(?:(?:X509 |TRUSTED )?CERTIFICATE|CERTIFICATE CHAIN|PKCS ?#?7(?: SIGNED DATA)?|CMS|PKCS ?#?12|PFX|(?:NEW )?CERTIFICATE REQUEST|X509 CRL|(?:(?:RSA|EC|DSA|ENCRYPTED|ANY|SM2) )?PRIVATE KEY)$/;

/** Kinds that name a whole PEM file when it holds nothing else. */
const namingKinds: ReadonlySet<FileKind> = new Set(['pkcs12', 'pkcs7', 'csr', 'crl']);

/**
 * Reads every block of a PEM text, in whatever form it got here, into `reading`; one bad block does not hide the others.
 * Yields after each block, so that what was found can go on before everything is read.
 * @returns false when no block is of this field
 * @throws AppError `limit-exceeded`
 */
export function* readPem(file: FileText, reading: Reading): Generator<void, boolean> {
  let found = false;
  let junkAt: number | null = null;
  for (const block of pemBlocks(file.text, reading.limits.maxObjects)) {
    if (!readable.test(block.label)) continue;
    found = true;
    // Offsets within the block's own octets mean nothing to a reader of the text: the block is named instead.
    const offset = file.offsetOf(block.start);
    reading.attempt(0, () => {
      try {
        if (!readBlock(block, reading)) junkAt ??= offset;
      } catch (error) {
        if (error instanceof AppError && error.code !== 'damaged') throw error;
        throw new AppError('damaged', { offset }, { cause: error });
      }
    });
    yield;
  }
  // Beside real objects a block of something else altogether is junk; alone it is what the person asked about.
  if (junkAt !== null && reading.kinds.size === 0) reading.problem({ code: 'damaged', offset: junkAt });
  return found;
}

/** Base64 without any boundary line, as mail gateways and portals hand it out. @returns false when it is none */
export function readBareBase64({ text }: FileText, reading: Reading): boolean {
  const octets = decodeBase64(text);
  if (octets?.[0] !== tags.sequence) return false;
  let known = false;
  reading.attempt(null, () => {
    known = readOctets(octets, reading);
  });
  return known || reading.diagnosis().code !== 'opened';
}

/** The kind of a text file: that of its objects when they are all requests, CRLs or one container, else `pem`. */
export function pemKind(kinds: ReadonlySet<FileKind>): FileKind {
  const [only] = kinds;
  return kinds.size === 1 && only && namingKinds.has(only) ? only : 'pem';
}

/** @returns false when the block's octets are no ASN.1 at all, such as a line of text in base64 */
function readBlock(block: PemBlock, reading: Reading): boolean {
  const headers = splitHeaders(block.body);
  const octets = decodeBase64(headers.base64);
  if (!octets || !block.complete) throw new AppError('damaged');
  const labels: ObjectLabels = { friendlyName: friendlyNameBefore(block.before), localKeyId: null };
  if (headers.encrypted) readTraditionalEncrypted(octets, headers, reading, labels);
  else if (octets[0] !== tags.sequence && !isWellFormed(octets)) return false;
  else if (!readOctets(octets, reading, labels)) throw new AppError('damaged');
  return true;
}

function readOctets(octets: Uint8Array, reading: Reading, labels?: ObjectLabels): boolean {
  const header = readBerHeader(octets, 0, octets.length);
  // A TRUSTED CERTIFICATE goes on with OpenSSL's trust settings; an indefinite element fills what there is.
  const element = octets.subarray(0, header.end ?? octets.length);
  const kind = kindOfObject(element, header);
  if (kind === 'unknown') return false;
  reading.kinds.add(fileKindOf[kind]);
  return readDerObject(element, kind, reading, labels);
}

function readTraditionalEncrypted(
  ciphertext: Uint8Array,
  headers: PemHeaders,
  reading: Reading,
  labels: ObjectLabels,
): void {
  reading.kinds.add('pem');
  const scheme = schemeOrName(() => traditionalScheme(headers));
  if (!('unsupported' in scheme) && !fitsBlocks(scheme, ciphertext)) throw new AppError('damaged');
  openKey({ scheme, ciphertext }, isTraditionalKey, { reading, labels }, (plain) => {
    const kind = derKind(plain, { ...readWhole(plain, tags.sequence) });
    if (kind !== 'rsa-key' && kind !== 'ec-key' && kind !== 'dsa-key' && kind !== 'pkcs8')
      throw new AppError('damaged');
    reading.findings.addKey(toPkcs8(plain, kind), labels);
  });
}

function isTraditionalKey(plain: Uint8Array): boolean {
  try {
    const [version, second] = listChildren(plain, readWhole(plain, tags.sequence));
    return version?.tag === tags.integer && second !== undefined;
  } catch {
    return false;
  }
}

/** `friendlyName:` of the `Bag Attributes` that `openssl pkcs12` prints before each block. */
function friendlyNameBefore(text: string): string | null {
  const line = /^[ \t]*friendlyName:[ \t]*(\S[^\r\n]{0,255})$/m.exec(text.slice(-4096));
  return line
    ? Buffer.from(line[1] as string, 'latin1')
        .toString('utf8')
        .trim()
    : null;
}
