// SPDX-License-Identifier: Apache-2.0
import type { SignatureScheme } from '../../module-port.ts';
import type { TokenKey } from './token-key.ts';

/** WebCrypto doesn't support SM2. */
export type WebCryptoKey = TokenKey & { readonly scheme: Exclude<SignatureScheme, 'sm2-sm3'> };

export function webCryptoAlgorithm({
  scheme,
  object,
}: WebCryptoKey): RsaHashedImportParams | EcKeyImportParams | Algorithm {
  switch (scheme) {
    case 'rsa-pkcs1-sha256':
      return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return { name: 'ECDSA', namedCurve: object.algorithm === 'ec-p384' ? 'P-384' : 'P-256' };
  }
}

export function signingAlgorithm({ scheme }: WebCryptoKey): { name: string; hash?: string } {
  switch (scheme) {
    case 'rsa-pkcs1-sha256':
      return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    case 'ecdsa-sha256':
      return { name: 'ECDSA', hash: 'SHA-256' };
    case 'ecdsa-sha384':
      return { name: 'ECDSA', hash: 'SHA-384' };
    case 'ed25519':
      return { name: 'Ed25519' };
  }
}

/** For @peculiar/x509. */
export function tokenCrypto(sign: (message: Uint8Array) => Promise<Uint8Array>): Crypto {
  const { subtle } = globalThis.crypto;
  const signing = new Proxy(subtle, {
    get(_target, name) {
      if (name !== 'sign') return bound(subtle, name);
      return async (_algorithm: unknown, _key: unknown, message: BufferSource): Promise<ArrayBuffer> =>
        exactBuffer(await sign(octetsOf(message)));
    },
  });
  return new Proxy(globalThis.crypto, {
    get: (target, name) => (name === 'subtle' ? signing : bound(target, name)),
  });
}

/** Native methods reject a proxy as `this`. */
function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name, target);
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}

function octetsOf(source: BufferSource): Uint8Array {
  return source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}

export function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
