// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { isSameFile } from './download.ts';
import { withRetry, type RetryRule } from './retry.ts';
import { statusOf, type RemoteFile, type WebdavServer } from './webdav-server.ts';

interface Naming {
  readonly retry: RetryRule;
  readonly signal: AbortSignal | undefined;
  readonly from: string;
  readonly to: string;
  readonly seen: RemoteFile;
  /** Called when the server has confirmed the move, so the file with this name is ours. */
  onNamed(): void;
  isOurs(): Promise<boolean>;
}

/**
 * Uses MOVE with Overwrite: F, then checks the result, because the move may succeed without a response. Errors:
 * `server-conflict`, `verification-failed`, those of `withRetry`.
 */
export async function giveName(server: WebdavServer, naming: Naming): Promise<void> {
  const { retry, signal, from, to, seen } = naming;
  let isConfirmed = false;
  await withRetry(retry, signal, async ({ failedBefore }) => {
    try {
      await server.move(from, to, signal);
      isConfirmed = true;
      naming.onNamed();
    } catch (error) {
      const status = statusOf(error);
      const mayBeDone = failedBefore > 0 && (status === 404 || status === 409 || status === 412);
      if (!mayBeDone || (await server.head(from, signal)) !== null) throw error;
    }
  });
  const found = await withRetry(retry, signal, async () => await server.head(to, signal));
  if (isSameFile(seen, found) || (found !== null && (await naming.isOurs()))) return;
  throw isConfirmed ? new AppError('verification-failed', { what: 'backup' }) : new AppError('server-conflict');
}
