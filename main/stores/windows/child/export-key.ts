// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { StoreReason } from '../../../../shared/domain/errors/error-reasons.ts';
import { inspectBytes } from '../../../formats/inspect/inspect-bytes.ts';
import { addContext, withCertificate, withStore } from './contexts.ts';
import { createHardwareLookup, keyProviderOf } from './key-provider.ts';
import { code, pfxExportKeys, storeProvider } from './win32-constants.ts';
import { win32Error } from './win32-errors.ts';
import { octetsAt, withMemory, type Pointer, type Win32 } from './win32.ts';

/** Returns unencrypted PKCS#8, via an in-memory PKCS#12. The caller zeroes it. */
export async function exportKey(api: Win32, sha256: string): Promise<Uint8Array> {
  const password = randomBytes(24).toString('hex');
  const pfx = withStore(api, 'MY', 'read', (my) =>
    withCertificate(api, my, sha256, (context) => {
      const named = keyProviderOf(api, context);
      if (named === null) throw new AppError('key-missing');
      if (createHardwareLookup(api)(named)) throw new AppError('key-elsewhere', { provider: named.provider });
      return exportPfx(api, context, password);
    }),
  );
  try {
    const { keys } = await inspectBytes(pfx, { password });
    const wanted = keys.find((key) => key.matches === sha256);
    for (const key of keys) if (key !== wanted) key.pkcs8.fill(0);
    if (!wanted) throw new AppError('store-refused', { reason: 'no-key-exported' satisfies StoreReason });
    return wanted.pkcs8;
  } finally {
    pfx.fill(0);
  }
}

function exportPfx(api: Win32, context: Pointer, password: string): Uint8Array {
  const memory = api.certOpenStore(storeProvider.memory, 0, 0, 0, null);
  if (memory === null) throw win32Error('CertOpenStore', api.lastError());
  try {
    addContext(api, memory, context, 'always');
    const size = { cbData: 0, pbData: null };
    if (!api.pfxExport(memory, size, password, null, pfxExportKeys)) throw exportError(api.lastError());
    return withMemory(size.cbData, (pbData) => {
      const blob = { cbData: size.cbData, pbData };
      if (!api.pfxExport(memory, blob, password, null, pfxExportKeys)) throw exportError(api.lastError());
      return octetsAt(pbData, blob.cbData);
    });
  } finally {
    api.certCloseStore(memory, 0);
  }
}

function exportError(number: number): AppError {
  const refused: readonly number[] = [code.badKeyState, code.permission, code.notSupported];
  if (refused.includes(number)) return new AppError('not-exportable');
  return win32Error('PFXExportCertStoreEx', number);
}
