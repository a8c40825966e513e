// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CertificateHolder } from '../certificate/read-holder.ts';
import { tags } from '../der/der-reader.ts';
import { bitString, boolean, element, explicit, integer, octetString, oid, sequence, set } from '../der/der-writer.ts';
import { verifySigned } from '../signatures/verify-signature.ts';
import type { RequestContent } from './write-request.ts';

export interface RequestSignature {
  readonly spki: Uint8Array;
  readonly algorithm: Uint8Array;
  readonly sign: (data: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

/** Same as `writeRequest`, for keys that WebCrypto lacks. */
export async function writeSignedRequest(
  { holder, challengePassword }: RequestContent,
  { spki, algorithm, sign }: RequestSignature,
): Promise<Uint8Array> {
  const attributes = [
    ...(holder.alternativeNames === null ? [] : [extensionRequest(holder.alternativeNames)]),
    ...(challengePassword === null
      ? []
      : [attribute('1.2.840.113549.1.9.7', element(tags.printableString, Buffer.from(challengePassword, 'ascii')))]),
  ];
  const sorted = attributes.toSorted((a, b) => Buffer.compare(a, b));
  const info = sequence(integer(0), holder.subject, spki, explicit(0, ...sorted));
  const request = sequence(info, algorithm, bitString(await sign(info)));
  if ((await verifySigned(request, spki)) !== 'valid') throw new AppError('verification-failed', { what: 'request' });
  return request;
}

function extensionRequest({ critical, value }: NonNullable<CertificateHolder['alternativeNames']>): Uint8Array {
  const names = sequence(oid('2.5.29.17'), ...(critical ? [boolean(true)] : []), octetString(value));
  return attribute('1.2.840.113549.1.9.14', sequence(names));
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), set(value));
}
