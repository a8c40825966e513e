import type { Diagnosis, FileKind } from '../../shared/schemas/inspection.ts';
import { chainOrder } from './chain-order.ts';
import { readDerFile } from './der/read-der-file.ts';
import type { RequestFinding } from './findings.ts';
import { defaultLimits, type FoundRequest, type Inspection, type InspectionLimits } from './inspection.ts';
import { javaKeyStoreKind } from './java/java-key-store.ts';
import { readJavaStore } from './java/read-java-key-store.ts';
import { pairKeys } from './pair-keys.ts';
import { pemKind, readBareBase64, readPem } from './pem/read-pem.ts';
import { latin1Text, textOf } from './pem/text-of.ts';
import { Reading } from './reading.ts';
import { verifySigned } from '../x509/signatures/verify-signature.ts';

export interface InspectionOptions {
  /** Null when none was given; files that open with an empty one open all the same. */
  readonly password: string | null;
  readonly limits?: InspectionLimits;
}

/** Requests of one file whose signature is verified: each takes milliseconds, a hostile file holds thousands. */
const judgedRequests = 100;

/**
 * Finds out what `bytes` are and takes out their certificates and keys. Whatever the bytes, the answer is a
 * diagnosis, never an exception. Key derivations block the thread: call it in a child process with time and memory
 * caps (DESIGN 12). The keys in the answer are unencrypted; the caller zeroes them.
 */
export async function inspectBytes(bytes: Uint8Array, options: InspectionOptions): Promise<Inspection> {
  const limits = options.limits ?? defaultLimits;
  if (bytes.length > limits.maxBytes) return nothing('unknown', { code: 'limit-exceeded', limit: 'size' });

  const reading = new Reading(options.password, limits);
  let kind: FileKind | null = null;
  reading.attempt(0, () => {
    kind = readFile(bytes, reading);
  });
  const diagnosis = reading.diagnosis();
  if (kind === null && diagnosis.code === 'opened') return nothing('unknown', { code: 'not-a-certificate-file' });
  return assemble(kind ?? [...reading.kinds][0] ?? 'unknown', reading, diagnosis);
}

/** The kind of the file, or null when it is nothing of this field. */
function readFile(bytes: Uint8Array, reading: Reading): FileKind | null {
  if (javaKeyStoreKind(bytes) !== null) {
    reading.kinds.add('jks');
    readJavaStore(bytes, reading);
    return 'jks';
  }
  const text = textOf(bytes);
  if (text) {
    return readPem(text, reading) || readBareBase64(text, reading) ? pemKind(reading.kinds) : null;
  }
  if (readDerFile(bytes, reading)) return [...reading.kinds][0] ?? 'unknown';
  // Blocks in the midst of binary octets.
  return readPem(latin1Text(bytes), reading) ? pemKind(reading.kinds) : null;
}

async function assemble(kind: FileKind, { findings }: Reading, diagnosis: Diagnosis): Promise<Inspection> {
  const keys = pairKeys(findings.keys, findings.certificates);
  const withKey = new Set(keys.flatMap(({ matches }) => matches ?? []));
  const certificates = chainOrder(findings.certificates, withKey);
  return {
    kind,
    certificates: certificates.map(({ der, fields, friendlyName }) => ({ der, fields, friendlyName })),
    keys,
    unopened: findings.unopened,
    crls: findings.crls,
    requests: await Promise.all(findings.requests.map(async (each, index) => judged(each, index < judgedRequests))),
    diagnosis,
  };
}

async function judged({ der, summary: { spki, ...shown } }: RequestFinding, verify: boolean): Promise<FoundRequest> {
  return { ...shown, signature: verify ? await verifySigned(der, spki) : 'unknown' };
}

function nothing(kind: FileKind, diagnosis: Diagnosis): Inspection {
  return { kind, certificates: [], keys: [], unopened: [], crls: [], requests: [], diagnosis };
}
