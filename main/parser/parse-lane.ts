// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { connect, type Connection } from '../children/connection.ts';
import type { ParseOperation } from './parse-protocol.ts';
import type { StartChild } from '../children/process-port.ts';

export interface ParseCall {
  readonly operation: ParseOperation;
  readonly input: unknown;
  readonly takePart: (part: unknown) => void;
  readonly onSent: (() => void) | undefined;
}

export interface ParseLane {
  /** Errors: those of `ParseClient.run`. Cancelling rejects immediately. */
  ask(call: ParseCall, signal: AbortSignal | undefined): Promise<unknown>;
  readonly restarts: number;
  forget(): void;
  close(): void;
}

/** After a larger input, the child is replaced (0.1 s), because it would keep the memory. */
export const largeBytes = 2 * 1024 * 1024;

/** Runs calls one by one, so that a hang or crash affects only one file. */
export function createParseLane(startChild: StartChild, timeoutMs: number): ParseLane {
  let connection: Connection | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let restarts = 0;
  let isClosed = false;

  function retire(error = new AppError('cancelled')): void {
    const retired = connection;
    connection = null;
    retired?.end(() => error);
  }

  function drop(error: AppError): void {
    restarts += 1;
    retire(error);
  }

  function ensureChild(): Connection {
    // Report an exit as out of memory, because the child catches all other errors.
    connection ??= connect(startChild('parse'), () => drop(new AppError('limit-exceeded', { limit: 'memory' })));
    return connection;
  }

  async function runNow(
    { operation, input, takePart, onSent }: ParseCall,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    if (isClosed || signal?.aborted) throw new AppError('cancelled');
    const cancel = (): void => drop(new AppError('cancelled'));
    const timer = setTimeout(() => drop(new AppError('limit-exceeded', { limit: 'time' })), timeoutMs);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await ensureChild().ask(operation, input, { part: takePart, ...(onSent && { sent: onSent }) });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    }
  }

  return {
    async ask(call, signal) {
      const isLarge = sizeOf(call.input) > largeBytes;
      const turn = tail.then(async () => {
        const answer = await runNow(call, signal);
        if (isLarge) retire();
        return answer;
      });
      tail = turn.catch(() => undefined);
      return signal === undefined ? turn : orCancelled(turn, signal);
    },
    get restarts() {
      return restarts;
    },
    forget() {
      tail = tail.then(() => retire());
    },
    close() {
      isClosed = true;
      retire();
    },
  };
}

export function sizeOf(input: unknown): number {
  return typeof input === 'object' && input !== null && 'bytes' in input ? (input.bytes as Uint8Array).length : 0;
}

async function orCancelled(turn: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(new AppError('cancelled'));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([turn, promise]).finally(() => signal.removeEventListener('abort', onAbort));
}
