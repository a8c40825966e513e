// SPDX-License-Identifier: Apache-2.0
import { open, stat } from 'node:fs/promises';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { WebdavAddress } from '../../../../shared/domain/backup/webdav-address.ts';
import type { BackupDestination, StoreWork } from '../destination.ts';
import { digestOf, download, head } from './download.ts';
import { giveName } from './give-name.ts';
import { isLeftover, uploadName } from './remote-names.ts';
import { withRetry, type RetryRule } from './retry.ts';
import { localFault } from './server-errors.ts';
import { withTemporaryFiles } from './temporary-files.ts';
import { statusOf, webdavServer, type Patience, type WebdavServer } from './webdav-server.ts';

export interface WebdavOptions {
  readonly address: WebdavAddress;
  readonly password: string | null;
  /** An absolute local folder for encrypted data. Created if missing. */
  readonly temporaryFolder: string;
  readonly retry?: RetryRule;
  readonly patience?: Patience;
}

const usualRetry: RetryRule = { attempts: 5, firstDelayMs: 500 };
const usualPatience: Patience = { connectMs: 15_000, idleMs: 60_000 };
const clearUpMs = 10_000;

/** Errors: those of `giveName`, `limit-exceeded`, `disk-full` and `destination-unwritable` (local). */
export function webdavDestination(options: WebdavOptions): BackupDestination {
  const { address, temporaryFolder, retry = usualRetry } = options;
  const server = webdavServer(address, options.password, options.patience ?? usualPatience);
  let failure: { readonly error: unknown } | null = null;
  return {
    kind: 'webdav',
    place: address.place,
    volume: null,
    async names(signal) {
      try {
        return await withRetry(retry, signal, async () => await server.list(signal));
      } catch (error) {
        // `store` throws this without another request: a second failed login could lock the account.
        failure = { error };
        return new Set();
      } finally {
        server.hangUp();
      }
    },
    async store(work) {
      if (failure) throw failure.error;
      return await withLocalFiles(
        async (newFile) => await store(server, retry, work, { local: await newFile(), back: await newFile() }),
      );
    },
    async withFile(name, work, signal) {
      return await withLocalFiles(async (newFile) => {
        const path = await newFile();
        await download(server, name, path, { retry, signal }).catch((error: unknown) => {
          throw statusOf(error) === 404 ? new AppError('backup-gone', { place: address.place }) : error;
        });
        return await work(path);
      });
    },
    async peek(name, bytes) {
      try {
        return await head(server, name, bytes, AbortSignal.timeout(clearUpMs));
      } catch {
        return null;
      } finally {
        server.hangUp();
      }
    },
    async remove(name) {
      try {
        await withRetry(retry, undefined, async () => await server.remove(name));
        return true;
      } catch (error) {
        return statusOf(error) === 404;
      } finally {
        server.hangUp();
      }
    },
  };

  async function withLocalFiles<T>(work: (newFile: () => Promise<string>) => Promise<T>): Promise<T> {
    try {
      return await withTemporaryFiles(temporaryFolder, work);
    } catch (error) {
      throw localFault(error);
    } finally {
      server.hangUp();
    }
  }
}

async function store<T>(
  server: WebdavServer,
  retry: RetryRule,
  { name, write, rehearse, signal }: StoreWork<T>,
  { local, back }: { readonly local: string; readonly back: string },
): Promise<T> {
  const handle = await open(local, 'r+');
  let written: T;
  try {
    written = await write(handle);
  } finally {
    await handle.close();
  }
  const digest = await digestOf(local);
  const temporary = uploadName(Date.now());
  let named = false;
  try {
    await upload(server, retry, temporary, local, signal);
    const seen = await download(server, temporary, back, { retry, signal });
    if ((await digestOf(back)) !== digest) throw new AppError('verification-failed', { what: 'backup' });
    await rehearse(back, written);
    await giveName(server, {
      retry,
      signal,
      from: temporary,
      to: name,
      seen,
      onNamed: () => {
        named = true;
      },
      // Moving a file may change its ETag, so compare the content.
      isOurs: async () => {
        await download(server, name, back, { retry, signal });
        return (await digestOf(back)) === digest;
      },
    });
    return written;
  } catch (error) {
    await clearUp(server, temporary);
    if (named) await clearUp(server, name);
    throw error;
  }
}

/** Lists the folder first, because a PUT rejected midway cannot report the reason. */
async function upload(
  server: WebdavServer,
  retry: RetryRule,
  temporary: string,
  local: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { size } = await stat(local);
  await withRetry(retry, signal, async ({ failedBefore }) => {
    const names = await server.list(signal);
    if (failedBefore === 0) {
      const now = Date.now();
      for (const leftover of names) if (isLeftover(leftover, now)) await clearUp(server, leftover);
    }
    await server.put(temporary, local, size, signal);
  });
}

async function clearUp(server: WebdavServer, name: string): Promise<void> {
  await server.remove(name, AbortSignal.timeout(clearUpMs)).catch(() => undefined);
}
