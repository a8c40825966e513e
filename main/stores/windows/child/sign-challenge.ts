// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { readCertificateFields } from '../../../x509/certificate/read-certificate-fields.ts';
import { withKey, type AcquiredKey } from './acquire-key.ts';
import { derOf, withCertificate, withStore } from './contexts.ts';
import { createHardwareLookup, keyProviderOf, type KeyProvider } from './key-provider.ts';
import type { WindowsStoreInput, WindowsStoreOutput } from './protocol.ts';
import { algorithmSha256, context as contextFlag, keySpec as keySpecs, padPkcs1 } from './win32-constants.ts';
import { win32Error } from './win32-errors.ts';
import type { Handle, Out, Win32 } from './win32.ts';

const maxSignature = 2048;

export function signChallenge(
  api: Win32,
  { sha256, challenge }: WindowsStoreInput<'sign'>,
): WindowsStoreOutput<'sign'> {
  return withStore(api, 'MY', 'read', (my) =>
    withCertificate(api, my, sha256, (context) => {
      const named = keyProviderOf(api, context);
      if (named === null) throw new AppError('key-missing');
      if (createHardwareLookup(api)(named)) throw new AppError('key-elsewhere', { provider: named.provider });
      const { algorithm } = readCertificateFields(derOf(context));
      const isRsa = algorithm.startsWith('rsa-');
      if (!isRsa && !algorithm.startsWith('ec-')) throw new AppError('unsupported-algorithm', { algorithm });
      const signature = withKey(api, context, (key) => sign(api, key, named, challenge, isRsa));
      return { signature, algorithm: isRsa ? 'rsa-pkcs1-sha256' : 'ecdsa-sha256' };
    }),
  );
}

function sign(api: Win32, key: AcquiredKey, named: KeyProvider, challenge: Uint8Array, isRsa: boolean): Uint8Array {
  if (key.isCng) return signByCng(api, key.handle, challenge, isRsa);
  const wider: Out<Handle> = [0];
  const flags = contextFlag.silent | (named.flags & contextFlag.machineKeyset);
  // Older providers lack SHA-256, but `aesProvider` opens their containers.
  if (!api.acquireContext(wider, named.container, aesProvider.name, aesProvider.type, flags))
    return signByCryptoApi(api, key, challenge);
  try {
    return signByCryptoApi(api, { ...key, handle: wider[0] }, challenge);
  } finally {
    api.releaseContext(wider[0], 0);
  }
}

const aesProvider = { name: 'Microsoft Enhanced RSA and AES Cryptographic Provider', type: 24 } as const;

function signByCng(api: Win32, key: Handle, challenge: Uint8Array, isRsa: boolean): Uint8Array {
  const digest = hash('sha256', challenge, 'buffer');
  const signature = new Uint8Array(maxSignature);
  const length: Out<number> = [0];
  const padding = isRsa ? { pszAlgId: 'SHA256' } : null;
  const flags = contextFlag.silent | (isRsa ? padPkcs1 : 0);
  const status = api.cngSign(key, padding, digest, digest.length, signature, signature.length, length, flags);
  if (status !== 0) throw win32Error('NCryptSignHash', status);
  return signature.slice(0, length[0]);
}

/** CAPI lacks ECDSA and returns little-endian signatures. */
function signByCryptoApi(api: Win32, { handle, keySpec }: AcquiredKey, challenge: Uint8Array): Uint8Array {
  const hashed: Out<Handle> = [0];
  if (!api.createHash(handle, algorithmSha256, 0, 0, hashed)) throw win32Error('CryptCreateHash', api.lastError());
  try {
    if (!api.hashData(hashed[0], challenge, challenge.length, 0)) throw win32Error('CryptHashData', api.lastError());
    const signature = new Uint8Array(maxSignature);
    const length: Out<number> = [signature.length];
    const spec = keySpec === keySpecs.signature ? keySpecs.signature : keySpecs.exchange;
    if (!api.signHash(hashed[0], spec, null, 0, signature, length)) throw win32Error('CryptSignHash', api.lastError());
    return signature.slice(0, length[0]).toReversed();
  } finally {
    api.destroyHash(hashed[0]);
  }
}
