import { certificatesOf, derOf } from './contexts.ts';
import { keyProviderOf, type KeyProvider } from './key-provider.ts';
import { context as contextFlag } from './win32-constants.ts';
import { win32Error } from './win32-errors.ts';
import type { Handle, Out, Pointer, Win32 } from './win32.ts';

/**
 * Deletes the key container that a certificate names, unless another certificate of the store names it too. Answers
 * whether it is gone.
 */
export function deleteKey(api: Win32, store: Pointer, certificate: Pointer): boolean {
  const named = keyProviderOf(api, certificate);
  if (named === null || isShared(api, store, named, derOf(certificate))) return false;
  deleteContainer(api, named);
  return true;
}

function isShared(api: Win32, store: Pointer, named: KeyProvider, own: Uint8Array): boolean {
  for (const context of certificatesOf(api, store)) {
    if (Buffer.compare(derOf(context), own) === 0) continue;
    const other = keyProviderOf(api, context);
    if (other !== null && other.container === named.container && (other.type === 0) === (named.type === 0)) return true;
  }
  return false;
}

/** Throws what Windows says. */
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

/** `work` answers `freed` when the handle went with what it did. */
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
