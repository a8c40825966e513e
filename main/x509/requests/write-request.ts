// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import {
  ChallengePasswordAttribute,
  Extension,
  Name,
  Pkcs10CertificateRequestGenerator,
} from '../certificate/certificate-library.ts';
import type { CertificateHolder } from '../certificate/read-holder.ts';

export interface RequestContent {
  readonly holder: CertificateHolder;
  /** RFC 2985 §5.4.1. Requests with a password are not stored. */
  readonly challengePassword: string | null;
  /** SubjectPublicKeyInfo of a second SM2 key, for SM2 requests only. If set, `challengePassword` is ignored. */
  readonly temporaryKey?: Uint8Array | null;
}

export interface RequestKey {
  readonly keys: CryptoKeyPair;
  readonly signingAlgorithm: Algorithm | { readonly name: string; readonly hash?: string };
  readonly crypto: Crypto;
}

const subjectAltName = '2.5.29.17';

/** Returns verified DER (RFC 2986). Errors: `verification-failed`, signing errors. */
export async function writeRequest(
  { holder: { subject, alternativeNames }, challengePassword }: RequestContent,
  { keys, signingAlgorithm, crypto }: RequestKey,
): Promise<Uint8Array> {
  const extensions =
    alternativeNames === null
      ? []
      : [new Extension(subjectAltName, alternativeNames.critical, Uint8Array.from(alternativeNames.value).buffer)];
  const request = await Pkcs10CertificateRequestGenerator.create(
    {
      name: new Name(Uint8Array.from(subject).buffer),
      keys,
      signingAlgorithm,
      extensions,
      attributes: challengePassword === null ? [] : [new ChallengePasswordAttribute(challengePassword)],
    },
    crypto,
  );
  if (!(await request.verify())) throw new AppError('verification-failed', { what: 'request' });
  return new Uint8Array(request.rawData);
}
