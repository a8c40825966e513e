// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CertificateHolder } from '../certificate/read-holder.ts';
import { tags } from '../der/der-reader.ts';
import { bitString, boolean, element, explicit, integer, octetString, oid, sequence, set } from '../der/der-writer.ts';
import { verifySigned } from '../signatures/verify-signature.ts';
import { challengePasswordOid, temporaryKeyAttributes } from './temporary-key.ts';
import type { RequestContent } from './write-request.ts';

export interface RequestSignature {
  readonly spki: Uint8Array;
  readonly algorithm: Uint8Array;
  readonly sign: (data: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

/** Like `writeRequest`, for keys outside WebCrypto. */
export async function writeSignedRequest(
  { holder, challengePassword, temporaryKey = null }: RequestContent,
  { spki, algorithm, sign }: RequestSignature,
): Promise<Uint8Array> {
  const extensions = holder.alternativeNames === null ? [] : [extensionRequest(holder.alternativeNames)];
  const challenge = challengePassword === null ? [] : [challengeAttribute(challengePassword)];
  const attributes =
    temporaryKey === null
      ? [...extensions, ...challenge].toSorted((a, b) => Buffer.compare(a, b))
      : [...temporaryKeyAttributes(temporaryKey), ...extensions];
  const info = sequence(integer(0), holder.subject, spki, explicit(0, ...attributes));
  const request = sequence(info, algorithm, bitString(await sign(info)));
  if ((await verifySigned(request, spki)) !== 'valid') throw new AppError('verification-failed', { what: 'request' });
  return request;
}

function extensionRequest({ critical, value }: NonNullable<CertificateHolder['alternativeNames']>): Uint8Array {
  const names = sequence(oid('2.5.29.17'), ...(critical ? [boolean(true)] : []), octetString(value));
  return attribute('1.2.840.113549.1.9.14', sequence(names));
}

function challengeAttribute(password: string): Uint8Array {
  return attribute(challengePasswordOid, element(tags.printableString, Buffer.from(password, 'ascii')));
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), set(value));
}
