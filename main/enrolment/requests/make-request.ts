// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { KeyAlgorithm, Sm2UserId } from '../../../shared/schemas/enrolment/key-algorithm.ts';
import { generateSm2Key } from '../../formats/keys/sm2-private-key.ts';
import { publicKeyHashOf } from '../../formats/public-key-hash.ts';
import type { IncomingKey } from '../../vault/records/key-envelopes.ts';
import type { CertificateHolder } from '../../x509/certificate/read-holder.ts';
import { writeName } from '../../x509/names/write-name.ts';
import { type RequestContent, writeRequest } from '../../x509/requests/write-request.ts';
import { requestAlgorithms, type WebCryptoAlgorithm } from './request-keys.ts';
import { signSm2Request } from './sm2-requests.ts';

export interface MadeRequest {
  readonly csr: Uint8Array;
  /** The caller must zero its `pkcs8`. */
  readonly key: IncomingKey;
}

export interface RequestOptions extends Partial<Pick<RequestContent, 'challengePassword' | 'temporaryKey'>> {
  readonly userId?: Sm2UserId | undefined;
}

/** A `holder` string is an RFC 4514 name. Errors: `invalid-input`, `verification-failed`. */
export async function makeRequest(
  algorithm: KeyAlgorithm,
  holder: string | CertificateHolder,
  { userId, challengePassword = null, temporaryKey = null }: RequestOptions = {},
): Promise<MadeRequest> {
  const asked = typeof holder === 'string' ? { subject: writeName(holder), alternativeNames: null } : holder;
  const content = { holder: asked, challengePassword, temporaryKey };
  const { csr, pkcs8, spki } =
    algorithm === 'sm2' ? await withSm2Key(content, userId) : await withWebCryptoKey(content, algorithm);
  const spkiSha256 = createHash('sha256').update(spki).digest('hex');
  if ((await publicKeyHashOf(pkcs8)) !== spkiSha256) {
    pkcs8.fill(0);
    throw new AppError('verification-failed', { what: 'request' });
  }
  return { csr, key: { pkcs8, spkiSha256, algorithm } };
}

interface Signed {
  readonly csr: Uint8Array;
  readonly pkcs8: Uint8Array;
  readonly spki: Uint8Array;
}

async function withSm2Key(content: RequestContent, userId: Sm2UserId | undefined): Promise<Signed> {
  const keys = generateSm2Key();
  return { ...keys, csr: await signSm2Request(keys.pkcs8, content, userId) };
}

async function withWebCryptoKey(content: RequestContent, algorithm: WebCryptoAlgorithm): Promise<Signed> {
  const signingAlgorithm = requestAlgorithms[algorithm];
  const { subtle } = globalThis.crypto;
  const keys = (await subtle.generateKey(signingAlgorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const csr = await writeRequest(content, { keys, signingAlgorithm, crypto: globalThis.crypto });
  const pkcs8 = new Uint8Array(await subtle.exportKey('pkcs8', keys.privateKey));
  return { csr, pkcs8, spki: new Uint8Array(await subtle.exportKey('spki', keys.publicKey)) };
}

/** For CA-made keys. PKCS#10 needs a key and signature, but the server ignores both (RFC 7030 §4.4.1). */
export async function makeKeylessRequest(...asked: Parameters<typeof makeRequest>): Promise<Uint8Array> {
  const { csr, key } = await makeRequest(...asked);
  key.pkcs8.fill(0);
  return csr;
}
