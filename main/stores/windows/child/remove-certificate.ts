// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { StoreReason } from '../../../../shared/domain/errors/error-reasons.ts';
import { addContext, findCertificate, withCertificate, withStore } from './contexts.ts';
import { deleteUnusedKey } from './delete-key.ts';
import { createHardwareLookup, keyProviderOf, type KeyProvider } from './key-provider.ts';
import { storeProvider } from './win32-constants.ts';
import { win32Error } from './win32-errors.ts';
import type { Pointer, Win32 } from './win32.ts';

/**
 * Deletes the key last, so `removeOrphanKey` can complete an interrupted removal. Restores the certificate if the
 * key cannot be deleted.
 */
export function removeCertificate(api: Win32, sha256: string): { keyRemoved: boolean } {
  return withStore(api, 'MY', 'read', (read) =>
    withCertificate(api, read, sha256, (context) => {
      const named = keyProviderOf(api, context);
      if (named !== null && createHardwareLookup(api)(named))
        throw new AppError('key-elsewhere', { provider: named.provider });
      return withCopy(api, context, (copy) => {
        deleteContext(api, sha256);
        return { keyRemoved: named !== null && deleteKeyOrPutBack(api, named, copy) };
      });
    }),
  );
}

/** Wine loses some deletions, so check each. */
function deleteContext(api: Win32, sha256: string): void {
  for (const provider of ['system', 'registry'] as const) {
    withStore(api, 'MY', 'write', (store) => deleteFrom(api, store, sha256), provider);
    if (!withStore(api, 'MY', 'read', (store) => isIn(api, store, sha256))) return;
  }
  throw new AppError('store-refused', { reason: 'not-removed' satisfies StoreReason });
}

function deleteFrom(api: Win32, store: Pointer | null, sha256: string): void {
  const found = findCertificate(api, store, sha256);
  if (found !== null && !api.certDelete(found)) throw win32Error('CertDeleteCertificateFromStore', api.lastError());
}

function isIn(api: Win32, store: Pointer | null, sha256: string): boolean {
  const found = findCertificate(api, store, sha256);
  if (found !== null) api.certFree(found);
  return found !== null;
}

function deleteKeyOrPutBack(api: Win32, named: KeyProvider, copy: Pointer): boolean {
  try {
    return deleteUnusedKey(api, named, null);
  } catch (error) {
    if (error instanceof AppError && error.code === 'key-missing') return false;
    withStore(api, 'MY', 'write', (my) => {
      if (my !== null) addContext(api, my, copy, 'always');
    });
    throw error;
  }
}

function withCopy<T>(api: Win32, context: Pointer, work: (copy: Pointer) => T): T {
  const memory = api.certOpenStore(storeProvider.memory, 0, 0, 0, null);
  if (memory === null) throw win32Error('CertOpenStore', api.lastError());
  try {
    addContext(api, memory, context, 'always');
    const copy = api.certEnum(memory, null);
    if (copy === null) throw new AppError('store-refused', { reason: 'CertEnumCertificatesInStore' });
    try {
      return work(copy);
    } finally {
      api.certFree(copy);
    }
  } finally {
    api.certCloseStore(memory, 0);
  }
}
