// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { readReply } from './messages.ts';
import { pieceBytes } from './pieces.ts';
import type { ChildChannel } from './process-port.ts';

export interface AskHooks {
  begun?(): void;
  /** `part` is unchecked. Throwing ends the connection, because the child may be compromised. */
  part?(part: unknown): void;
  /** Called when the input may be released. */
  sent?(): void;
}

export interface Connection {
  /** The value is unchecked. Errors: the child's, `end`'s, `internal` (not cloneable). */
  ask(operation: string, input: unknown, hooks?: AskHooks): Promise<unknown>;
  /** Kills the child. Pending and later requests get this error. */
  end(errorFor: (operation: string) => AppError): void;
}

interface Pending {
  readonly operation: string;
  readonly hooks: AskHooks;
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

/** @param onExit called when the child exited or sent invalid data; must call `end` with the corresponding error */
export function connect(channel: ChildChannel, onExit: (code: number | null) => void): Connection {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let ended: ((operation: string) => AppError) | null = null;

  function end(errorFor: (operation: string) => AppError): void {
    if (ended !== null) return;
    ended = errorFor;
    channel.kill();
    const left = [...pending.values()];
    pending.clear();
    for (const { operation, reject } of left) reject(errorFor(operation));
  }

  function gone(code: number | null): void {
    if (ended === null) onExit(code);
  }

  function takePart({ hooks }: Pending, part: unknown): void {
    try {
      hooks.part?.(part);
    } catch (error) {
      end(() => (error instanceof AppError ? error : new AppError('internal', {}, { cause: error })));
      onExit(null);
    }
  }

  channel.onMessage((message) => {
    const reply = readReply(message);
    if (reply === null) return gone(null);
    const request = pending.get(reply.id);
    if (request === undefined) return;
    if ('begun' in reply) request.hooks.begun?.();
    else if ('part' in reply) takePart(request, reply.part);
    else {
      pending.delete(reply.id);
      if (reply.ok) request.resolve(reply.value);
      else request.reject(new AppError(reply.error.code, reply.error.details));
    }
  });
  channel.onExit(gone);

  return {
    async ask(operation, input, hooks = {}) {
      if (ended !== null) throw ended(operation);
      const id = nextId++;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      pending.set(id, { operation, hooks, resolve, reject });
      void send(channel, id, operation, input).then(
        () => hooks.sent?.(),
        (cause: unknown) => {
          pending.delete(id);
          reject(new AppError('internal', {}, { cause }));
        },
      );
      return promise;
    },
    end,
  };
}

/** Sends large `bytes` in pieces, because one message would copy them twice. */
async function send(channel: ChildChannel, id: number, operation: string, input: unknown): Promise<void> {
  const asker = process.pid;
  const { bytes } = (input ?? {}) as { readonly bytes?: unknown };
  if (!(bytes instanceof Uint8Array) || bytes.length <= pieceBytes)
    return channel.post({ id, asker, operation, input });
  for (let at = 0; at < bytes.length; at += pieceBytes)
    await channel.post({ id, total: bytes.length, piece: bytes.slice(at, at + pieceBytes) });
  return channel.post({ id, asker, operation, input: { ...(input as object), bytes: new Uint8Array(0) } });
}
