// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { connect, type Connection } from './connection.ts';
import { checkedOutput, type ChildOperations, type InputOf, type OperationOf, type OutputOf } from './define-child.ts';
import type { ChildChannel, ProcessEntry, StartChild } from './process-port.ts';

export interface OneShotPolicy {
  readonly deadlineMs: number;
  readonly ended: (reason: string) => AppError;
  readonly late: (reason: string) => AppError;
}

/** Errors: the child's AppError, `cancelled`, those of `OneShotPolicy`, `internal` for a malformed answer. */
export type AskOnce<T extends ChildOperations> = <O extends OperationOf<T>>(
  operation: O,
  input: InputOf<T, O>,
  signal?: AbortSignal,
) => Promise<OutputOf<T, O>>;

/** Uses one process per request, because third-party code may crash or block. */
export function createOneShot<T extends ChildOperations>(
  startChild: StartChild,
  entry: ProcessEntry,
  operations: T,
  { deadlineMs, ended, late }: OneShotPolicy,
): AskOnce<T> {
  return async (operation, input, signal) => {
    if (signal?.aborted) throw new AppError('cancelled');
    const connection = start(startChild, entry, ended);
    const cancel = (): void => connection.end(() => new AppError('cancelled'));
    const timer = setTimeout(() => connection.end(() => late(`no answer within ${deadlineMs} ms`)), deadlineMs);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return checkedOutput(operations, operation, await connection.ask(operation, input));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      connection.end(() => new AppError('cancelled'));
    }
  };
}

function start(startChild: StartChild, entry: ProcessEntry, ended: OneShotPolicy['ended']): Connection {
  const channel = startOr(() => startChild(entry), ended);
  const connection: Connection = connect(channel, (code) =>
    connection.end(() => ended(`the helper process ended (${code ?? 'killed'})`)),
  );
  return connection;
}

function startOr(startChannel: () => ChildChannel, ended: OneShotPolicy['ended']): ChildChannel {
  try {
    return startChannel();
  } catch {
    throw ended('the helper process did not start');
  }
}
