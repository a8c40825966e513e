// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { FoundCertificate, FoundKey } from '../../../formats/inspect/inspection.ts';
import { inspectInChild, type ParseClient } from '../../../parser/parse-client.ts';
import type { IncomingKey } from '../../../vault/records/key-envelopes.ts';
import { proveKey } from '../../requests/prove-key.ts';
import { readBase64Body } from '../server/base64-body.ts';
import { bodyParts, type BodyPart } from './body-parts.ts';

export interface KeyAnswer {
  /** The caller must zero its `pkcs8`. */
  readonly key: IncomingKey;
  readonly pkcs7: Uint8Array;
}

/** Several times the size of an RSA 4096 key with ten certificates. */
const maxBytes = 128 * 1024;

/**
 * Accepts the parts in either order. Parses the key in a child process. The caller must zero `body`. Errors:
 * `authority-key-unusable` (`reason`: `size`, `multipart`, `parts`, `base64`, `key`, `certificates`),
 * `authority-key-encrypted`, `authority-key-weak`, `authority-key-mismatch`, `key-unsupported`.
 */
export async function readKeyAnswer(
  parse: ParseClient,
  contentType: string | undefined,
  body: Uint8Array,
): Promise<KeyAnswer> {
  if (body.length > maxBytes) throw unusable('size');
  const { keyPart, certificatePart } = twoParts(bodyParts(contentType, body));
  const pkcs7 = decoded(certificatePart);
  const der = decoded(keyPart);
  try {
    const certificates = await certificatesOf(parse, pkcs7);
    const key = await keyOf(parse, der);
    try {
      await proveOwn(parse, key, certificates);
      return { key, pkcs7 };
    } catch (error) {
      key.pkcs8.fill(0);
      throw error;
    }
  } finally {
    der.fill(0);
  }
}

function unusable(reason: string): AppError {
  return new AppError('authority-key-unusable', { reason });
}

const keyType = 'application/pkcs8';
const cmsType = 'application/pkcs7-mime';

/** Refuses two CMS parts: they contain an encrypted key, which wasn't requested. */
function twoParts(parts: readonly BodyPart[]): { readonly keyPart: BodyPart; readonly certificatePart: BodyPart } {
  const keys = parts.filter(({ type }) => type === keyType);
  const cms = parts.filter(({ type }) => type === cmsType);
  if (parts.length === 2 && cms.length === 2) throw new AppError('authority-key-encrypted');
  const [keyPart] = keys;
  const [certificatePart] = cms;
  if (parts.length !== 2 || !keyPart || !certificatePart) throw unusable('parts');
  return { keyPart, certificatePart };
}

function decoded({ body }: BodyPart): Uint8Array {
  try {
    const der = readBase64Body(body);
    // Return a copy, because the caller zeroes `body`.
    return der === body ? Uint8Array.from(body) : der;
  } catch (error) {
    throw error instanceof AppError ? unusable('base64') : error;
  }
}

async function certificatesOf(parse: ParseClient, pkcs7: Uint8Array): Promise<readonly FoundCertificate[]> {
  const { kind, certificates, keys } = await inspectInChild(parse, pkcs7, null);
  forget(keys);
  if (kind !== 'pkcs7' || certificates.length === 0) throw unusable('certificates');
  return certificates;
}

async function keyOf(parse: ParseClient, der: Uint8Array): Promise<IncomingKey> {
  const { kind, keys, certificates, unopened, diagnosis } = await inspectInChild(parse, der, null);
  const [found] = keys;
  try {
    if (unopened.length > 0 || diagnosis.code === 'needs-password' || kind === 'pkcs7') {
      throw new AppError('authority-key-encrypted');
    }
    // Cisco's server sends PKCS#1 under the PKCS#8 media type.
    if ((kind !== 'pkcs8' && kind !== 'der') || keys.length !== 1 || certificates.length > 0 || !found) {
      throw unusable('key');
    }
    const { pkcs8, algorithm, spkiSha256 } = found;
    if (!isStrong(algorithm)) throw new AppError('authority-key-weak', { algorithm });
    if (spkiSha256 === null) throw unusable('key');
    return { pkcs8, algorithm, spkiSha256, madeBy: 'authority' };
  } catch (error) {
    forget(keys);
    throw error;
  }
}

function forget(keys: readonly FoundKey[]): void {
  for (const { pkcs8 } of keys) pkcs8.fill(0);
}

const curves: ReadonlySet<string> = new Set(['ec-p256', 'ec-p384', 'ec-p521', 'ed25519', 'sm2']);

/** The upper RSA limit bounds computing time. */
function isStrong(algorithm: string): boolean {
  const bits = Number(/^rsa-(\d+)$/.exec(algorithm)?.[1] ?? 0);
  return curves.has(algorithm) || (bits >= 2048 && bits <= 8192);
}

async function proveOwn(
  parse: ParseClient,
  { pkcs8, spkiSha256 }: IncomingKey,
  certificates: readonly FoundCertificate[],
): Promise<void> {
  const own = certificates.find(({ fields }) => fields.spkiSha256 === spkiSha256);
  if (!own) throw new AppError('authority-key-mismatch');
  const { spki } = await parse.run('spkiOf', { der: own.der });
  try {
    await proveKey(pkcs8, spki);
  } catch (error) {
    if (error instanceof AppError && error.code === 'key-unsupported') throw error;
    throw new AppError('authority-key-mismatch', {}, { cause: error });
  }
}
