// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ChildChannel, StartChild } from '../../children/process-port.ts';
import {
  nssOperations,
  nssReplySchema,
  type NssInput,
  type NssOperation,
  type NssOutput,
} from './child/nss-protocol.ts';

/** Above SQLite's and softokn's lock timeouts. */
const deadlineMs = 60_000;

export interface NssClient {
  /** One child per operation. Errors: the child's; `cancelled`; `store-damaged` (crash); `store-locked` (timeout). */
  run<O extends NssOperation>(operation: O, input: NssInput<O>, signal?: AbortSignal): Promise<NssOutput<O>>;
}

export function createNssClient(startChild: StartChild): NssClient {
  return {
    async run<O extends NssOperation>(operation: O, input: NssInput<O>, signal?: AbortSignal) {
      if (signal?.aborted) throw new AppError('cancelled');
      const reply = nssReplySchema.safeParse(
        await askChild(startChild('nss'), { operation, input, asker: process.pid }, signal),
      );
      if (!reply.success) throw new AppError('internal', {}, { cause: reply.error });
      if (!reply.data.ok) throw new AppError(reply.data.error.code, reply.data.error.details);
      const checked = nssOperations[operation].output.safeParse(reply.data.value);
      if (!checked.success) throw new AppError('internal', {}, { cause: checked.error });
      return checked.data as NssOutput<O>;
    },
  };
}

async function askChild(child: ChildChannel, request: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const onAbort = (): void => reject(new AppError('cancelled'));
  const timer = setTimeout(() => reject(new AppError('store-locked', { reason: 'no answer' })), deadlineMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  child.onMessage(resolve);
  child.onExit((code) => reject(new AppError('store-damaged', { reason: `process ended: ${code ?? 'killed'}` })));
  void child.post(request);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    child.kill();
  }
}
