// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import {
  ChallengePasswordAttribute,
  Extension,
  Name,
  Pkcs10CertificateRequestGenerator,
} from './certificate-library.ts';
import type { CertificateHolder } from './read-holder.ts';

/** What a request says beside its key. */
export interface RequestContent {
  readonly holder: CertificateHolder;
  /** PKCS#9 challengePassword (RFC 2985 §5.4.1), of a request that is sent and not kept; null: none. */
  readonly challengePassword: string | null;
}

/** Whose request it is, and what signs it: WebCrypto's own, or one whose signatures come from a token. */
export interface RequestKey {
  readonly keys: CryptoKeyPair;
  readonly signingAlgorithm: Algorithm | { readonly name: string; readonly hash?: string };
  readonly crypto: Crypto;
}

const subjectAltName = '2.5.29.17';

/** PKCS#10 (RFC 2986), DER, checked before it is given. Errors: `verification-failed`, those of the signature. */
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
