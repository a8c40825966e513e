// SPDX-License-Identifier: Apache-2.0
import { acquire, cngKeySpec, code } from './win32-constants.ts';
import { win32Error } from './win32-errors.ts';
import type { Handle, Out, Pointer, Win32 } from './win32.ts';

export interface AcquiredKey {
  readonly handle: Handle;
  readonly isCng: boolean;
  readonly keySpec: number;
}

/** Never prompts. Checks that the key matches. */
export function withKey<T>(api: Win32, certificate: Pointer, work: (key: AcquiredKey) => T): T {
  const opened = open(api, certificate);
  if (typeof opened === 'number') throw win32Error('CryptAcquireCertificatePrivateKey', opened);
  try {
    return work(opened);
  } finally {
    opened.release();
  }
}

/** A key that prompts cannot be opened silently, but exists. */
export function keyIsThere(api: Win32, certificate: Pointer): boolean {
  const opened = open(api, certificate);
  if (typeof opened === 'number') return opened === code.silentContext;
  opened.release();
  return true;
}

function open(api: Win32, certificate: Pointer): (AcquiredKey & { release(): void }) | number {
  const handle: Out<Handle> = [0];
  const keySpec: Out<number> = [0];
  const callerFrees: Out<number> = [0];
  const flags = acquire.silent | acquire.compareKey | acquire.preferCng;
  if (!api.acquireKey(certificate, flags, null, handle, keySpec, callerFrees)) return api.lastError();
  const isCng = keySpec[0] >>> 0 === cngKeySpec;
  return {
    handle: handle[0],
    isCng,
    keySpec: keySpec[0],
    release() {
      if (callerFrees[0] === 0) return;
      if (isCng) api.freeObject(handle[0]);
      else api.releaseContext(handle[0], 0);
    },
  };
}
