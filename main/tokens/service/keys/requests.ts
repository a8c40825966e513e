// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '../../../x509/certificate/certificate-library.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { keyUnsupported } from '../../../formats/keys/runtime-key.ts';
import { sm2WithSm3Oid } from '../../../x509/certificate/public-key-algorithm.ts';
import { oid, sequence } from '../../../x509/der/der-writer.ts';
import { writeName } from '../../../x509/names/write-name.ts';
import { writeRequest, type RequestContent } from '../../../x509/requests/write-request.ts';
import { writeSignedRequest } from '../../../x509/requests/write-signed-request.ts';
import { ecdsaSignatureValue } from '../../../x509/signatures/verify-challenge.ts';
import type { TokenSession } from '../../module-port.ts';
import { exactBuffer, signingAlgorithm, tokenCrypto, webCryptoAlgorithm, type WebCryptoKey } from './token-crypto.ts';
import type { TokenKey } from './token-key.ts';

/** PKCS#10 (RFC 2986), DER. Errors: `verification-failed`, `key-unsupported`, those of `sign`. */
export async function makeRequest(session: TokenSession, key: TokenKey, content: RequestContent): Promise<Uint8Array> {
  if (isForWebCrypto(key))
    return await writeRequest(content, { ...(await signer(session, key)), signingAlgorithm: signingAlgorithm(key) });
  const { object, publicKey, scheme } = key;
  return await writeSignedRequest(content, {
    spki: publicKey,
    algorithm: sequence(oid(sm2WithSm3Oid)),
    sign: async (data) => ecdsaSignatureValue(await session.sign(object.id, scheme, data)),
  });
}

function isForWebCrypto(key: TokenKey): key is WebCryptoKey {
  return key.scheme !== 'sm2-sm3';
}

/** Returns DER of a non-CA certificate for signing and login (RFC 5280 §4.2.1.3, §4.2.1.12). */
export async function makeSelfSigned(
  session: TokenSession,
  key: TokenKey,
  { subject, notBefore, days }: { readonly subject: string; readonly notBefore: Date; readonly days: number },
): Promise<Uint8Array> {
  if (!isForWebCrypto(key)) throw keyUnsupported(key.publicKey);
  const name = new Name(exactBuffer(writeName(subject)));
  const { keys, crypto } = await signer(session, key);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name,
      keys,
      signingAlgorithm: signingAlgorithm(key),
      // Positive, 16 octets (RFC 5280 §4.1.2.2).
      serialNumber: `4${randomBytes(16).toString('hex').slice(1)}`,
      notBefore,
      notAfter: new Date(notBefore.getTime() + days * 24 * 60 * 60 * 1000),
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth, ExtendedKeyUsage.emailProtection]),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, globalThis.crypto),
      ],
    },
    crypto,
  );
  if (!(await certificate.verify({ signatureOnly: true }))) {
    throw new AppError('verification-failed', { what: 'certificate' });
  }
  return new Uint8Array(certificate.rawData);
}

async function signer(session: TokenSession, key: WebCryptoKey): Promise<{ keys: CryptoKeyPair; crypto: Crypto }> {
  const publicKey = await publicHalf(key);
  const privateKey: CryptoKey = {
    type: 'private',
    extractable: false,
    algorithm: publicKey.algorithm,
    usages: ['sign'],
  };
  const crypto = tokenCrypto(async (message) => session.sign(key.object.id, key.scheme, message));
  return { keys: { publicKey, privateKey }, crypto };
}

/** Throws `key-unsupported`: Electron's WebCrypto rejects RSA exponents over 33 bits. */
async function publicHalf(key: WebCryptoKey): Promise<CryptoKey> {
  const { subtle } = globalThis.crypto;
  try {
    return await subtle.importKey('spki', exactBuffer(key.publicKey), webCryptoAlgorithm(key), true, ['verify']);
  } catch (error) {
    throw keyUnsupported(key.publicKey, error);
  }
}
