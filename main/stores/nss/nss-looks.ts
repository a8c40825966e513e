// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import { certificateFile, keyFile } from './child/file-names.ts';
import type { NssLook } from './child/nss-protocol.ts';
import type { NssClient } from './nss-client.ts';

/** Caches public data only. */
export interface NssLooks {
  of(folder: string, signal?: AbortSignal): Promise<NssLook>;
  /** Errors: those of `NssClient.run`, `store-read-only` (not readable). */
  readable(folder: string, signal?: AbortSignal): Promise<NssLook>;
}

const codes: Partial<Record<NssLook['state'], ErrorCode>> = {
  locked: 'store-locked',
  damaged: 'store-damaged',
  unreadable: 'store-read-only',
};

export function createNssLooks(client: NssClient): NssLooks {
  const kept = new Map<string, { readonly signature: string; readonly look: NssLook }>();
  async function of(folder: string, signal?: AbortSignal): Promise<NssLook> {
    const signature = signatureOf(folder);
    const known = kept.get(folder);
    if (known?.signature === signature) return known.look;
    const look = await client.run('look', { folder }, signal);
    // Releasing a lock won't change `signature`, so don't cache locked looks.
    if (look.state === 'locked') kept.delete(folder);
    else kept.set(folder, { signature, look });
    return look;
  }
  return {
    of,
    async readable(folder, signal) {
      const look = await of(folder, signal);
      const code = codes[look.state];
      if (code !== undefined) throw new AppError(code, { reason: look.reason });
      return look;
    },
  };
}

function signatureOf(folder: string): string {
  return ['.', certificateFile, keyFile].map((name) => stampOf(path.join(folder, name), name === '.')).join(' ');
}

function stampOf(file: string, isFolder: boolean): string {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined) return '-';
  return isFolder ? `${stats.mode}` : `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`;
}
