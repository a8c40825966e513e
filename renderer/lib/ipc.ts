// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { errorCodes } from '../../shared/domain/errors/error-codes.ts';
import type { CallInput, CallName, CallOutput, EventName, EventPayload } from '../../shared/ipc/contract.ts';
import type { ErrorBody, Request } from '../../shared/ipc/envelope.ts';

declare global {
  interface Window {
    readonly certsteward?: Bridge;
  }
}

export interface Progress {
  /** From 0 to 1, or null if the total is unknown. */
  readonly fraction: number | null;
  /** Shown as `progress.step.<step>`. */
  readonly step: string;
}

export interface CallOptions {
  /** Aborting cancels the call in main, and the promise rejects with `cancelled`. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

function bridge(): Bridge {
  const found = window.certsteward;
  if (found === undefined) throw new AppError('not-available', { reason: 'no bridge' });
  return found;
}

export function onEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return bridge().on(name, (payload) => listener(payload as EventPayload<N>));
}

/**
 * Main validates inputs and outputs. Errors: main's code, `cancelled` after an abort, `internal` for a failed
 * transfer or an invalid envelope, `not-available` without the bridge.
 */
export async function ipc<N extends CallName>(
  call: N,
  input: CallInput<N>,
  options: CallOptions = {},
): Promise<CallOutput<N>> {
  const { signal, onProgress } = options;
  if (signal === undefined && onProgress === undefined) return readAnswer<N>(await send({ call, input }));

  if (signal?.aborted) throw new AppError('cancelled');
  const operationId = crypto.randomUUID();
  const stopProgress = onEvent('operation.progress', (progress) => {
    if (progress.operationId === operationId) onProgress?.(progress);
  });
  const cancel = () => void send({ call: 'operations.cancel', input: { operationId } }).catch(() => undefined);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return readAnswer<N>(await send({ call, input, operationId }));
  } finally {
    stopProgress();
    signal?.removeEventListener('abort', cancel);
  }
}

async function send(request: Request): Promise<unknown> {
  try {
    return await bridge().invoke(request);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('internal', {}, { cause: error });
  }
}

function readAnswer<N extends CallName>(envelope: unknown): CallOutput<N> {
  const { ok, value, error } = (envelope ?? {}) as { ok?: unknown; value?: unknown; error?: Partial<ErrorBody> };
  if (ok === true) return value as CallOutput<N>;
  const code = errorCodes.find((each) => each === error?.code);
  if (code === undefined) throw new AppError('internal', { reason: 'answer is not an envelope' });
  throw new AppError(code, error?.details);
}

export function toAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('internal', {}, { cause: thrown });
}
