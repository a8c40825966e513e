// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Cryptoki, Handle } from '../module/cryptoki.ts';
import { attribute, objectClass } from '../module/numbers.ts';
import type { ObjectReportMessage, Pkcs11Input } from '../pkcs11-protocol.ts';
import { objectsWithId } from './token-objects.ts';

type Certificate = Omit<Pkcs11Input<'createCertificate'>, 'lease'>;

/**
 * CKC_X_509 (PKCS#11 §4.6.3).
 * @throws `verification-failed`; CryptokiError
 */
export function createCertificate(cryptoki: Cryptoki, session: Handle, item: Certificate): ObjectReportMessage {
  cryptoki.create(session, [
    { type: attribute.class, value: objectClass.certificate },
    { type: attribute.certificateType, value: 0 },
    { type: attribute.token, value: true },
    { type: attribute.private, value: false },
    { type: attribute.label, value: Buffer.from(item.label) },
    { type: attribute.id, value: Buffer.from(item.keyId, 'hex') },
    { type: attribute.subject, value: Buffer.from(item.subject) },
    { type: attribute.issuer, value: Buffer.from(item.issuer) },
    { type: attribute.serialNumber, value: Buffer.from(item.serialNumber) },
    { type: attribute.value, value: Buffer.from(item.der) },
  ]);
  const written = equalCertificates(cryptoki, session, item).at(-1);
  if (written === undefined) throw new AppError('verification-failed');
  return written;
}

export function equalCertificates(cryptoki: Cryptoki, session: Handle, item: Certificate): ObjectReportMessage[] {
  return objectsWithId(cryptoki, session, 'certificate', item.keyId)
    .map(({ report }) => report)
    .filter(({ certificate }) => certificate !== null && Buffer.compare(certificate, item.der) === 0);
}
