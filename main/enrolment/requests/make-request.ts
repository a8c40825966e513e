import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { TokenAlgorithm } from '../../../shared/schemas/token.ts';
import { publicKeyHashOf } from '../../formats/public-key-hash.ts';
import type { IncomingKey } from '../../vault/key-envelopes.ts';
import { Extension, Name, Pkcs10CertificateRequestGenerator } from '../../x509/certificate-library.ts';
import { writeName } from '../../x509/write-name.ts';

export interface MadeRequest {
  /** PKCS#10 (RFC 2986), DER, signed by the key and checked. */
  readonly csr: Uint8Array;
  /** Whoever gets it zeroes its `pkcs8`. */
  readonly key: IncomingKey;
}

const rsa = (modulusLength: number): RsaHashedKeyGenParams => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
});
const elliptic = (namedCurve: string, hash: string) => ({ name: 'ECDSA', namedCurve, hash });

/** The hash of an elliptic signature goes with its curve (RFC 5480 §4). */
const algorithms: Readonly<Record<TokenAlgorithm, Algorithm>> = {
  'rsa-2048': rsa(2048),
  'rsa-3072': rsa(3072),
  'rsa-4096': rsa(4096),
  'ec-p256': elliptic('P-256', 'SHA-256'),
  'ec-p384': elliptic('P-384', 'SHA-384'),
  ed25519: { name: 'Ed25519' },
};

/** Whom a certificate is for, as another one says it: a renewal asks for the same octets (RFC 7030 §4.2.2). DER. */
export interface Holder {
  readonly subject: Uint8Array;
  readonly alternativeNames: { readonly critical: boolean; readonly value: Uint8Array } | null;
}

const subjectAltName = '2.5.29.17';

/**
 * Makes a key and a request for it. `holder`: RFC 4514, or the names of another certificate. Errors: `invalid-input` (the subject), `verification-failed`
 * (the key or the request is not what it should be: nothing of it may be kept).
 */
export async function makeRequest(algorithm: TokenAlgorithm, holder: string | Holder): Promise<MadeRequest> {
  const { subject, alternativeNames } =
    typeof holder === 'string' ? { subject: writeName(holder), alternativeNames: null } : holder;
  const name = new Name(Uint8Array.from(subject).buffer);
  const extensions =
    alternativeNames === null
      ? []
      : [new Extension(subjectAltName, alternativeNames.critical, Uint8Array.from(alternativeNames.value).buffer)];
  const signingAlgorithm = algorithms[algorithm];
  const { subtle } = globalThis.crypto;
  const keys = (await subtle.generateKey(signingAlgorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const request = await Pkcs10CertificateRequestGenerator.create(
    { name, keys, signingAlgorithm, extensions },
    globalThis.crypto,
  );
  const pkcs8 = new Uint8Array(await subtle.exportKey('pkcs8', keys.privateKey));
  const spki = new Uint8Array(await subtle.exportKey('spki', keys.publicKey));
  const spkiSha256 = createHash('sha256').update(spki).digest('hex');
  if (!(await request.verify()) || (await publicKeyHashOf(pkcs8)) !== spkiSha256) {
    pkcs8.fill(0);
    throw new AppError('verification-failed', { what: 'request' });
  }
  return { csr: new Uint8Array(request.rawData), key: { pkcs8, spkiSha256, algorithm } };
}
