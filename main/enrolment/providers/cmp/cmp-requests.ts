// SPDX-License-Identifier: Apache-2.0
import type { Sm2UserId } from '../../../../shared/schemas/enrolment/key-algorithm.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { RequestRow } from '../../../vault/store/rows/request-rows.ts';
import { readCertificateLayout } from '../../../x509/certificate/certificate-layout.ts';
import { encodingOf } from '../../../x509/der/der-reader.ts';
import { readRequest, readRequestHolder } from '../../../x509/requests/read-request.ts';
import type { BodyKind } from '../../../formats/cmp/cmp-oids.ts';
import { certReqMessages, certRequest } from '../../../formats/cmp/write-cmp.ts';
import { boolean, octetString, oid, sequence } from '../../../x509/der/der-writer.ts';
import type { CertificateHolder } from '../../../x509/certificate/read-holder.ts';
import { signWith } from './sign-with.ts';

export type AskingKind = Extract<BodyKind, 'ir' | 'cr' | 'p10cr' | 'kur'>;

export interface Asking {
  readonly kind: AskingKind;
  /** The certificate to update with `kur`, DER. */
  readonly replaces: Uint8Array | null;
  readonly userId: Sm2UserId | undefined;
}

/** Errors (never for `p10cr`): those of `withKeyOf`, `key-unsupported`. */
export async function askingContent(
  open: Vault,
  row: RequestRow,
  { kind, replaces, userId }: Asking,
): Promise<Uint8Array> {
  if (kind === 'p10cr') return row.csr;
  const { subject, alternativeNames } = readRequestHolder(row.csr);
  const extensions = alternativeNames && sequence(namesExtension(alternativeNames));
  const template = { subject, publicKey: readRequest(row.csr).spki, ...(extensions && { extensions }) };
  const request = certRequest(template, replaces === null ? null : issuerAndSerial(replaces));
  return await open.enrolment.withKeyOf(row.id, async (pkcs8) =>
    certReqMessages(request, await signWith({ pkcs8, userId }, request)),
  );
}

function namesExtension({ critical, value }: NonNullable<CertificateHolder['alternativeNames']>): Uint8Array {
  return sequence(oid('2.5.29.17'), ...(critical ? [boolean(true)] : []), octetString(value));
}

export function issuerAndSerial(der: Uint8Array): { readonly issuer: Uint8Array; readonly serialNumber: Uint8Array } {
  const { issuer, serial } = readCertificateLayout(der);
  return { issuer: encodingOf(der, issuer), serialNumber: encodingOf(der, serial) };
}
