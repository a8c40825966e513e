// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { TokenObject } from '../../../../shared/schemas/token.ts';
import type { CertificateFields } from '../../../x509/certificate/certificate-fields.ts';
import { maskIdentityNumbers } from '../../../../shared/domain/certificates/identity-numbers.ts';
import type { ObjectReport } from '../../module-port.ts';

/** Objects with the same public key get the same number. If the key is hidden, CKA_ID decides. */
export interface Pairs {
  of(object: ObjectReport, fields: CertificateFields | null): number | null;
}

export function createPairs(): Pairs {
  const bySpki = new Map<string, number>();
  const byKeyId = new Map<string, number>();
  const nameless = new Set<number>();
  let next = 1;
  const awaited = (keyId: string): number | undefined => {
    const number = byKeyId.get(keyId);
    return number !== undefined && nameless.has(number) ? number : undefined;
  };
  return {
    of(object, fields) {
      if (object.class === 'data' || object.class === 'other') return null;
      const spki = fields?.spkiSha256 ?? spkiSha256Of(object);
      const known = spki === null ? byKeyId.get(object.keyId) : (bySpki.get(spki) ?? awaited(object.keyId));
      const number = known ?? next;
      if (known === undefined) next += 1;
      if (spki === null) {
        if (known === undefined) nameless.add(number);
      } else {
        bySpki.set(spki, number);
        nameless.delete(number);
      }
      // Keep the first, because a renewed certificate may reuse the old one's CKA_ID.
      if (object.keyId !== '' && !byKeyId.has(object.keyId)) byKeyId.set(object.keyId, number);
      return number;
    },
  };
}

export function spkiSha256Of({ publicKey }: ObjectReport): string | null {
  return publicKey === null ? null : createHash('sha256').update(publicKey).digest('hex');
}

export function objectView(
  object: ObjectReport,
  fields: CertificateFields | null,
  pair: number | null,
  inVault: boolean,
): TokenObject {
  return {
    id: object.id,
    class: object.class,
    label: object.label,
    keyId: object.keyId,
    algorithm: fields?.algorithm ?? object.algorithm,
    pair,
    certificate: fields && {
      sha256: fields.sha256,
      subject: fields.maskedSubject,
      issuer: maskIdentityNumbers(fields.issuer),
      displayName: fields.displayName,
      issuerName: fields.issuerName,
      serial: fields.serial,
      notBefore: fields.notBefore,
      notAfter: fields.notAfter,
      isCa: fields.isCa,
      inVault,
    },
    key:
      object.class === 'private-key'
        ? {
            madeHere: object.madeHere,
            exportable: object.exportable,
            pinEachTime: object.pinEachTime,
            canSign: object.canSign,
            // SoftHSM sets CKA_DECRYPT on every key.
            canDecrypt: object.canDecrypt && object.algorithm?.startsWith('rsa-') === true,
          }
        : null,
    sizeBytes: object.sizeBytes,
  };
}
