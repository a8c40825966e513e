// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { readCertificateLayout, type CertificateLayout } from '../../../x509/certificate/certificate-layout.ts';
import { encodingOf } from '../../../x509/der/der-reader.ts';
import { toHex } from '../../../x509/der/der-values.ts';
import { attribute, objectClass } from './softokn/attributes.ts';
import { keyIdOf } from './softokn/key-id.ts';
import { checkWritable } from './open-database.ts';
import { findCertificate, fingerprintOf, readCertificates, readKeys, type StoredRow } from './read-objects.ts';
import { refuseReadOnly } from './read-only.ts';
import { openSoftokn, type Place, type Softokn } from './softokn/softokn.ts';
import { destroyObject, findObjects, number, octets, type Attribute } from './softokn/token-objects.ts';

/**
 * Identifies the certificate by DER, not by nickname. Removes the key first (unless shared), so a retry completes an
 * interrupted removal.
 * @throws `not-installed`, those of `openSoftokn`
 */
export function remove(place: Place, sha256: string): { keyRemoved: boolean } {
  const rows = readCertificates(place.folder);
  const row = findCertificate(rows, sha256);
  const keyId = keyIdFor(row);
  const shared =
    rows.some((other) => other !== row && keyIdFor(other) === keyId) ||
    namesAnotherKey(readKeys(place.folder), keyId, spkiOf(row));
  return change(place, (softokn) => {
    const keyRemoved = shared ? 0 : removeKey(softokn, keyId);
    destroyAll(softokn, trustOf(row.der));
    destroyAll(softokn, [number(attribute.class, objectClass.certificate), octets(attribute.value, row.der)]);
    return { keyRemoved: keyRemoved > 0 };
  });
}

const spkiOf = ({ der }: StoredRow): string => fingerprintOf(encodingOf(der, readCertificateLayout(der).spki));

/** `removeKey` removes all keys with an ID. */
function namesAnotherKey(keys: ReturnType<typeof readKeys>, keyId: string, own: string): boolean {
  return keys.some((key) => key.keyId === keyId && key.spkiSha256 !== null && key.spkiSha256 !== own);
}

export function removeOrphanKey(place: Place, spkiSha256: string): { removed: boolean } {
  const used = new Set(readCertificates(place.folder).map(keyIdFor));
  const keys = readKeys(place.folder);
  const orphans = keys.filter(
    ({ keyId, spkiSha256: own }) => own === spkiSha256 && !used.has(keyId) && !namesAnotherKey(keys, keyId, spkiSha256),
  );
  if (orphans.length === 0) return { removed: false };
  return change(place, (softokn) => {
    for (const { keyId } of orphans) removeKey(softokn, keyId);
    return { removed: true };
  });
}

function change<T>(place: Place, work: (softokn: Softokn) => T): T {
  refuseReadOnly(place.folder);
  checkWritable(place.folder);
  const softokn = openSoftokn({ ...place, purpose: 'change' });
  try {
    return work(softokn);
  } finally {
    softokn.close();
  }
}

function removeKey(softokn: Softokn, keyId: string): number {
  const id = octets(attribute.id, Buffer.from(keyId, 'hex'));
  destroyAll(softokn, [number(attribute.class, objectClass.publicKey), id]);
  return destroyAll(softokn, [number(attribute.class, objectClass.privateKey), id]);
}

function destroyAll(softokn: Softokn, attributes: readonly Attribute[]): number {
  const handles = findObjects(softokn, attributes);
  for (const handle of handles) destroyObject(softokn, handle);
  return handles.length;
}

function trustOf(der: Uint8Array): Attribute[] {
  const layout = readCertificateLayout(der);
  return [
    number(attribute.class, objectClass.trust),
    octets(attribute.issuer, encodingOf(der, layout.issuer)),
    octets(attribute.serialNumber, encodingOf(der, layout.serial)),
    octets(attribute.trustSha1, createHash('sha1').update(der).digest()),
  ];
}

/** Lower-case hex. Computes a missing ID like NSS. Empty if the certificate is damaged. */
export function keyIdFor({ keyId, der }: StoredRow): string {
  if (keyId !== '') return keyId;
  try {
    const layout: CertificateLayout = readCertificateLayout(der);
    return toHex(keyIdOf(encodingOf(der, layout.spki)));
  } catch (error) {
    if (error instanceof AppError) return '';
    throw error;
  }
}
