// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { writePkcs12 } from '../../../formats/writers/write-pkcs12.ts';
import { keyIsThere } from './acquire-key.ts';
import {
  addContext,
  findCertificate,
  setFriendlyName,
  withBlob,
  withCertificate,
  withNewContext,
  withStore,
} from './contexts.ts';
import { deleteUnusedKey, isSameContainer } from './delete-key.ts';
import { createHardwareLookup, keyProviderOf, type KeyProvider } from './key-provider.ts';
import type { WindowsStoreInput } from './protocol.ts';
import { pfxImport } from './win32-constants.ts';
import { win32Error } from './win32-errors.ts';
import type { Pointer, Win32 } from './win32.ts';

/**
 * Uses PKCS#12 import, because only that sets provider, key usage and access rights. Errors before any write:
 * `already-installed`, `key-elsewhere`.
 */
export async function installCertificate(api: Win32, item: WindowsStoreInput<'install'>): Promise<void> {
  const keyless = withStore(api, 'MY', 'read', (my) => keylessOf(api, my, item.sha256));
  const password = randomBytes(24).toString('hex');
  const pfx = await writePkcs12({
    certificates: [item.certificate],
    key: item.pkcs8,
    // May become the container's name, so it must be unique.
    friendlyName: `CertSteward ${item.sha256.slice(0, 32)}`,
    password,
    // Windows before 10 version 1709 supports nothing else.
    profile: 'compatible',
  });
  try {
    withStore(api, 'MY', 'write', (my) => {
      if (my !== null) addIdentity(api, my, { ...item, pfx, password, keyless });
    });
  } finally {
    pfx.fill(0);
  }
}

interface Keyless {
  readonly named: KeyProvider | null;
}

function keylessOf(api: Win32, my: Pointer | null, sha256: string): Keyless | null {
  const found = findCertificate(api, my, sha256);
  if (found === null) return null;
  try {
    const named = keyProviderOf(api, found);
    if (named === null) return { named };
    if (createHardwareLookup(api)(named)) throw new AppError('key-elsewhere', { provider: named.provider });
    if (keyIsThere(api, found)) throw new AppError('already-installed');
    return { named };
  } finally {
    api.certFree(found);
  }
}

interface Addition extends WindowsStoreInput<'install'> {
  readonly pfx: Uint8Array;
  readonly password: string;
  readonly keyless: Keyless | null;
}

function addIdentity(api: Win32, my: Pointer, item: Addition): void {
  const imported = importPfx(api, item.pfx, item.password);
  try {
    withCertificate(api, imported, item.sha256, (context) => {
      // Wine silently drops EC keys.
      const named = keyProviderOf(api, context);
      if (named === null) throw new AppError('unsupported-algorithm', { reason: 'PFXImportCertStore' });
      try {
        setFriendlyName(api, context, item.nickname);
        addIssuers(api, item.issuers);
        addContext(api, my, context, item.keyless ? 'replace' : 'fresh');
      } catch (error) {
        takeBackKey(api, named, item);
        throw error;
      }
    });
  } finally {
    api.certCloseStore(imported, 0);
  }
}

/** Deletes the key after a failure, unless another program has since added a certificate for it. */
function takeBackKey(api: Win32, named: KeyProvider, { certificate, keyless }: Addition): void {
  const before = keyless?.named ?? null;
  const wasNamed = before !== null && isSameContainer(before, named);
  deleteUnusedKey(api, named, wasNamed ? certificate : null);
}

function importPfx(api: Win32, pfx: Uint8Array, password: string): Pointer {
  return withBlob(pfx, (blob) => {
    const flags = pfxImport.exportable | pfxImport.userKeyset;
    // Wine's PFXImportCertStore doesn't support CNG.
    const store = api.pfxImport(blob, password, flags | pfxImport.preferCng) ?? api.pfxImport(blob, password, flags);
    if (store === null) throw win32Error('PFXImportCertStore', api.lastError());
    return store;
  });
}

function addIssuers(api: Win32, issuers: readonly Uint8Array[]): void {
  if (issuers.length === 0) return;
  withStore(api, 'CA', 'write', (store) => {
    if (store === null) return;
    for (const der of issuers) withNewContext(api, der, (context) => addContext(api, store, context, 'useExisting'));
  });
}
