// SPDX-License-Identifier: Apache-2.0
import { certificatesOf, derOf, withStore } from './contexts.ts';
import { keyProviderOf, type KeyProvider } from './key-provider.ts';
import { context as contextFlag } from './win32-constants.ts';
import { win32Error } from './win32-errors.ts';
import type { Handle, Out, Win32 } from './win32.ts';

/** Keeps the container if a certificate in MY other than `unless` names it. Returns true if the container is gone. */
export function deleteUnusedKey(api: Win32, named: KeyProvider, unless: Uint8Array | null): boolean {
  const others = withStore(api, 'MY', 'read', (my) => {
    const found: KeyProvider[] = [];
    for (const context of certificatesOf(api, my)) {
      if (unless !== null && Buffer.compare(derOf(context), unless) === 0) continue;
      const other = keyProviderOf(api, context);
      if (other !== null) found.push(other);
    }
    return found;
  });
  if (others.some((other) => isSameContainer(other, named))) return false;
  deleteContainer(api, named);
  return true;
}

/** CNG and CAPI have separate namespaces. */
export function isSameContainer(one: KeyProvider, other: KeyProvider): boolean {
  return one.container === other.container && (one.type === 0) === (other.type === 0);
}

export function deleteContainer(api: Win32, { type, provider, container, flags, keySpec }: KeyProvider): void {
  const machine = flags & contextFlag.machineKeyset;
  if (type !== 0) {
    const deleting = contextFlag.deleteKeyset | contextFlag.silent | machine;
    if (!api.acquireContext([0], container, provider, type, deleting))
      throw win32Error('CryptAcquireContext', api.lastError());
    return;
  }
  withCngKey(api, { provider, container, keySpec, flags: machine }, (key) => {
    const status = api.deleteKey(key, contextFlag.silent);
    if (status !== 0) throw win32Error('NCryptDeleteKey', status);
    return 'freed';
  });
}

export function withCngKey(
  api: Win32,
  of: { provider: string; container: string; keySpec: number; flags: number },
  work: (key: Handle) => 'freed' | 'open',
): void {
  const provider: Out<Handle> = [0];
  const opened = api.openProvider(provider, of.provider, 0);
  if (opened !== 0) throw win32Error('NCryptOpenStorageProvider', opened);
  try {
    const key: Out<Handle> = [0];
    const status = api.openKey(provider[0], key, of.container, of.keySpec, of.flags | contextFlag.silent);
    if (status !== 0) throw win32Error('NCryptOpenKey', status);
    let state: 'freed' | 'open' = 'open';
    try {
      state = work(key[0]);
    } finally {
      if (state === 'open') api.freeObject(key[0]);
    }
  } finally {
    api.freeObject(provider[0]);
  }
}
