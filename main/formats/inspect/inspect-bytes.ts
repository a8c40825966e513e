// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis, FileKind } from '../../../shared/schemas/certificates/inspection.ts';
import { chainOrder } from '../chain-order.ts';
import type { RequestFinding } from './findings.ts';
import {
  defaultLimits,
  type FoundCertificate,
  type FoundRequest,
  type Inspection,
  type InspectionAfterParts,
  type InspectionLimits,
} from './inspection.ts';
import { javaKeyStoreKind } from '../java/java-key-store.ts';
import { pairKeys } from '../pair-keys.ts';
import { pemKind, readBareBase64, readPem } from '../pem/read-pem.ts';
import { latin1Text, textOf } from '../pem/text-of.ts';
import { Reading } from './reading.ts';
import { everyReader, type ReadingStep } from './reading-steps.ts';

export interface InspectionOptions {
  readonly password: string | null;
  readonly signingKeys?: readonly Uint8Array[] | null;
  readonly limits?: InspectionLimits;
  readonly release?: () => void;
}

const judgedRequests = 100;

/** Never rejects. Blocks, so call it in a child process with limits. The caller zeroes the keys. */
export async function inspectBytes(bytes: Uint8Array, options: InspectionOptions): Promise<Inspection> {
  const certificates: FoundCertificate[] = [];
  const { order, ...rest } = await inspectInParts(bytes, options, (part) => void certificates.push(...part));
  const names = new Map(order.lateNames);
  const inOrder = order.indices.map((index) => {
    const found = certificates[index] as FoundCertificate;
    return { ...found, friendlyName: names.get(index) ?? found.friendlyName };
  });
  return { ...rest, certificates: inOrder };
}

const perPart = 100;

export async function inspectInParts(
  bytes: Uint8Array,
  options: InspectionOptions,
  handOver: (certificates: FoundCertificate[]) => Promise<void> | void,
): Promise<InspectionAfterParts> {
  const limits = options.limits ?? defaultLimits;
  if (bytes.length > limits.maxBytes) return nothing('unknown', { code: 'limit-exceeded', limit: 'size' });
  const reading = new Reading(options.password, limits, options.signingKeys ?? null);
  return readInParts(reading, readFile(bytes, reading, options.release), handOver);
}

async function readInParts(
  reading: Reading,
  steps: Generator<ReadingStep, FileKind | null>,
  handOver: (certificates: FoundCertificate[]) => Promise<void> | void,
): Promise<InspectionAfterParts> {
  let kind: FileKind | null = null;
  for (let next: ReadingStep | null = 'go-on'; next !== null;) {
    next = null;
    reading.attempt(0, () => {
      const step = steps.next();
      if (step.done === true) kind = step.value;
      else next = step.value;
    });
    if (next === 'load-every-reader') reading.every = await import('./every-reader.ts');
    if (reading.findings.waiting >= perPart) await handOver(part(reading));
  }
  const diagnosis = reading.diagnosis();
  if (kind === null && diagnosis.code === 'opened') return nothing('unknown', { code: 'not-a-certificate-file' });
  while (reading.findings.waiting > 0) await handOver(part(reading));
  return assemble(kind ?? [...reading.kinds][0] ?? 'unknown', reading, diagnosis);
}

function part({ findings }: Reading): FoundCertificate[] {
  return findings.handOver(perPart).map(({ der, fields, friendlyName }) => ({ der, fields, friendlyName }));
}

function* readFile(
  bytes: Uint8Array,
  reading: Reading,
  release: (() => void) | undefined,
): Generator<ReadingStep, FileKind | null> {
  if (javaKeyStoreKind(bytes) !== null) {
    const { readJavaStore } = yield* everyReader(reading);
    reading.kinds.add('jks');
    readJavaStore(bytes, reading);
    return 'jks';
  }
  const text = textOf(bytes);
  if (text) {
    release?.();
    return (yield* readPem(text, reading)) || (yield* readBareBase64(text, reading)) ? pemKind(reading.kinds) : null;
  }
  const { readDerFile } = yield* everyReader(reading);
  if (readDerFile(bytes, reading)) return [...reading.kinds][0] ?? 'unknown';
  return (yield* readPem(latin1Text(bytes), reading)) ? pemKind(reading.kinds) : null;
}

async function assemble(kind: FileKind, { findings }: Reading, diagnosis: Diagnosis): Promise<InspectionAfterParts> {
  const certificates = findings.handedOver;
  const keys = pairKeys(findings.keys, certificates);
  const withKey = new Set(keys.flatMap(({ matches }) => matches ?? []));
  const lateNames = certificates.flatMap(({ index, friendlyName, nameThen }): [number, string][] =>
    friendlyName !== null && nameThen === null ? [[index, friendlyName]] : [],
  );
  const indices = chainOrder(certificates, withKey).map(({ index }) => index);
  return {
    kind,
    order: { indices, lateNames },
    keys,
    unopened: findings.unopened,
    crls: findings.crls,
    requests: await Promise.all(findings.requests.map(async (each, index) => judged(each, index < judgedRequests))),
    diagnosis,
    ...(findings.wrapped.length > 0 && { wrapped: findings.wrapped }),
    ...(findings.unwrappedBy.length > 0 && { unwrappedBy: findings.unwrappedBy }),
  };
}

async function judged({ der, summary: { spki, ...shown } }: RequestFinding, verify: boolean): Promise<FoundRequest> {
  if (!verify) return { ...shown, signature: 'unknown' };
  const { verifySigned } = await import('../../x509/signatures/verify-signature.ts');
  return { ...shown, signature: await verifySigned(der, spki) };
}

function nothing(kind: FileKind, diagnosis: Diagnosis): InspectionAfterParts {
  return { kind, order: { indices: [], lateNames: [] }, keys: [], unopened: [], crls: [], requests: [], diagnosis };
}
