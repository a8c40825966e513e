// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { readCertificateFields } from '../../../x509/certificate/read-certificate-fields.ts';
import { attribute, objectClass } from './softokn/attributes.ts';
import { findCertificate, readCertificates, readKeys } from './read-objects.ts';
import { keyIdFor } from './remove.ts';
import { openSoftokn, type Place, type Softokn } from './softokn/softokn.ts';
import { exportPrivateKey, findObjects, number, octets } from './softokn/token-objects.ts';

const rsaPkcs1Sha256 = 0x40;
const ecdsa = 0x1041;
const maxSignatureBytes = 2048;

export type SignatureAlgorithm = 'rsa-pkcs1-sha256' | 'ecdsa-sha256';

/** @throws `not-installed`, `key-missing`, `unsupported-algorithm`, those of `openSoftokn` */
export function sign(place: Place, sha256: string, challenge: Uint8Array): SignResult {
  return withKey(place, sha256, (softokn, key, algorithm) => {
    const isRsa = algorithm.startsWith('rsa-');
    if (!isRsa && !algorithm.startsWith('ec-')) throw new AppError('unsupported-algorithm', { algorithm });
    const data = isRsa ? challenge : createHash('sha256').update(challenge).digest();
    const mechanism = { mechanism: isRsa ? rsaPkcs1Sha256 : ecdsa, pParameter: null, ulParameterLen: 0 };
    const signature = Buffer.alloc(maxSignatureBytes);
    const length = [signature.length];
    softokn.call('C_SignInit', mechanism, key);
    softokn.call('C_Sign', data, data.length, signature, length);
    return {
      signature: Uint8Array.from(signature.subarray(0, Number(length[0]))),
      algorithm: isRsa ? 'rsa-pkcs1-sha256' : 'ecdsa-sha256',
    };
  });
}

interface SignResult {
  readonly signature: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
}

/** Returns unencrypted PKCS#8. @throws `not-installed`, `key-missing`, `not-exportable`, those of `openSoftokn` */
export function exportKey(place: Place, sha256: string): Uint8Array {
  return withKey(place, sha256, exportPrivateKey);
}

function withKey<T>(place: Place, sha256: string, work: (softokn: Softokn, key: number, algorithm: string) => T): T {
  const row = findCertificate(readCertificates(place.folder), sha256);
  const keyId = keyIdFor(row);
  if (!readKeys(place.folder).some((key) => key.keyId === keyId)) throw new AppError('key-missing');
  const { algorithm } = readCertificateFields(row.der);
  const softokn = openSoftokn({ ...place, purpose: 'read' });
  try {
    const id = octets(attribute.id, Buffer.from(keyId, 'hex'));
    const [key] = findObjects(softokn, [number(attribute.class, objectClass.privateKey), id]);
    if (key === undefined) throw new AppError('key-missing');
    return work(softokn, key, algorithm);
  } finally {
    softokn.close();
  }
}
