// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Cryptoki, Handle, Template } from '../module/cryptoki.ts';
import { attribute, objectClass } from '../module/numbers.ts';
import { classOf, createCounter, readObject, ulong, type ObjectClass } from './object-report.ts';
import type { ObjectReportMessage } from '../pkcs11-protocol.ts';
import { createAttributeReader, type AttributeReader } from './read-attributes.ts';

export interface FoundObject {
  readonly handle: Handle;
  readonly report: ObjectReportMessage;
}

const order: readonly ObjectClass[] = ['private-key', 'public-key', 'data', 'other'];

/** Yields certificates first. */
export function* walkObjects(cryptoki: Cryptoki, session: Handle): Generator<FoundObject> {
  const readers = new Map<ObjectClass, AttributeReader>();
  const count = createCounter();
  const read = (handle: Handle, kind: ObjectClass): FoundObject => {
    const reader = readers.get(kind) ?? createAttributeReader(cryptoki, session);
    readers.set(kind, reader);
    return { handle, report: count(readObject(reader, handle, kind)) };
  };
  const certificates = cryptoki.find(session, ofClass(objectClass.certificate));
  for (const handle of certificates) yield read(handle, 'certificate');
  const seen = new Set(certificates.map((handle) => handle.toString('hex')));
  const rest = cryptoki
    .find(session, [{ type: attribute.token, value: true }])
    .filter((handle) => !seen.has(handle.toString('hex')));
  const classes = createAttributeReader(cryptoki, session);
  const sorted = rest.map(
    (handle) => [handle, classOf(ulong(classes(handle, [attribute.class]).get(attribute.class)))] as const,
  );
  for (const wanted of order) {
    for (const [handle, kind] of sorted) if (kind === wanted) yield read(handle, kind);
  }
}

function ofClass(number: number): Template {
  return [
    { type: attribute.class, value: number },
    { type: attribute.token, value: true },
  ];
}

export function findObject(objects: Iterable<FoundObject>, id: string): FoundObject {
  for (const found of objects) if (found.report.id === id) return found;
  throw new AppError('not-found');
}

export function* walkPrivateKeys(cryptoki: Cryptoki, session: Handle): Generator<FoundObject> {
  const reader = createAttributeReader(cryptoki, session);
  const count = createCounter();
  for (const handle of cryptoki.find(session, ofClass(objectClass.privateKey)))
    yield { handle, report: count(readObject(reader, handle, 'private-key')) };
}

export function objectsWithId(
  cryptoki: Cryptoki,
  session: Handle,
  kind: 'certificate' | 'private-key' | 'public-key',
  keyId: string,
): FoundObject[] {
  const numbers = {
    certificate: objectClass.certificate,
    'private-key': objectClass.privateKey,
    'public-key': objectClass.publicKey,
  };
  const id = { type: attribute.id, value: Buffer.from(keyId, 'hex') };
  const reader = createAttributeReader(cryptoki, session);
  const count = createCounter();
  return cryptoki
    .find(session, [...ofClass(numbers[kind]), id])
    .map((handle) => ({ handle, report: count(readObject(reader, handle, kind)) }));
}
