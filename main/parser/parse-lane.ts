// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { pieceBytes } from './incoming-bytes.ts';
import { readReply } from './parse-reply.ts';
import type { ParseOperation } from './parse-protocol.ts';
import type { ChildChannel, StartChild } from '../children/process-port.ts';

export interface ParseCall {
  readonly operation: ParseOperation;
  readonly input: unknown;
  /** Throws for disallowed parts. */
  readonly takePart: (part: unknown) => void;
  /** Input sent completely. */
  readonly onSent: (() => void) | undefined;
}

export interface ParseLane {
  /** Errors: as `ParseClient.run`. Cancelling rejects at once. */
  ask(call: ParseCall, signal: AbortSignal | undefined): Promise<unknown>;
  readonly restarts: number;
  /** When idle. */
  forget(): void;
  close(): void;
}

interface Running {
  readonly id: number;
  readonly takePart: ParseCall['takePart'];
  settle(result: { value: unknown } | { error: AppError }): void;
}

/** The child keeps its memory; a new one takes a tenth of a second. */
export const largeBytes = 2 * 1024 * 1024;

/** Serial: a hang or crash affects one file. */
export function createParseLane(startChild: StartChild, timeoutMs: number): ParseLane {
  let child: ChildChannel | null = null;
  let running: Running | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let nextId = 1;
  let restarts = 0;
  let isClosed = false;

  function onMessage(message: unknown): void {
    const reply = readReply(message);
    if (reply === null || reply.id !== running?.id) return;
    if ('part' in reply) {
      takePart(running, reply.part);
      return;
    }
    running.settle(reply.ok ? { value: reply.value } : { error: new AppError(reply.error.code, reply.error.details) });
  }

  /** The child is compromised. */
  function takePart(receiver: Running, part: unknown): void {
    try {
      receiver.takePart(part);
    } catch (error) {
      dropChild();
      receiver.settle({ error: error instanceof AppError ? error : new AppError('internal', {}, { cause: error }) });
    }
  }

  function ensureChild(): ChildChannel {
    if (child) return child;
    const started = startChild('parse');
    child = started;
    started.onMessage((message) => {
      if (child === started) onMessage(message);
    });
    started.onExit(() => {
      if (child !== started) return;
      child = null;
      restarts += 1;
      // The child is out of memory: it catches all else.
      running?.settle({ error: new AppError('limit-exceeded', { limit: 'memory' }) });
    });
    return started;
  }

  function retireChild(): void {
    const retired = child;
    child = null;
    retired?.kill();
  }

  function dropChild(): void {
    restarts += 1;
    retireChild();
  }

  async function runNow(
    { operation, input, takePart: take, onSent }: ParseCall,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    if (isClosed || signal?.aborted) throw new AppError('cancelled');
    const id = nextId++;
    const port = ensureChild();
    return new Promise((resolve, reject) => {
      const abort = (error: AppError): void => {
        dropChild();
        settle({ error });
      };
      const onAbort = (): void => abort(new AppError('cancelled'));
      const timer = setTimeout(() => abort(new AppError('limit-exceeded', { limit: 'time' })), timeoutMs);
      const settle: Running['settle'] = (result) => {
        if (running?.id !== id) return;
        running = null;
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        if ('error' in result) reject(result.error);
        else resolve(result.value);
      };
      running = { id, takePart: take, settle };
      signal?.addEventListener('abort', onAbort, { once: true });
      void send(port, id, operation, input).then(onSent);
    });
  }

  return {
    async ask(call, signal) {
      const isLarge = sizeOf(call.input) > largeBytes;
      const turn = tail.then(async () => {
        const answer = await runNow(call, signal);
        if (isLarge) retireChild();
        return answer;
      });
      tail = turn.catch(() => undefined);
      return signal === undefined ? turn : orCancelled(turn, signal);
    },
    get restarts() {
      return restarts;
    },
    forget() {
      tail = tail.then(retireChild, retireChild);
    },
    close() {
      isClosed = true;
      retireChild();
      running?.settle({ error: new AppError('cancelled') });
    },
  };
}

/** Octets. */
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

/** Large files go in pieces. Exit reports a lost child. */
async function send(port: ChildChannel, id: number, operation: ParseOperation, input: unknown): Promise<void> {
  const { bytes } = input as { bytes?: Uint8Array };
  if (operation !== 'inspect' || bytes === undefined || bytes.length <= pieceBytes) {
    await port.post({ id, operation, input });
    return;
  }
  for (let at = 0; at < bytes.length; at += pieceBytes)
    await port.post({ id, total: bytes.length, piece: bytes.slice(at, at + pieceBytes) });
  await port.post({ id, operation, input: { ...(input as object), bytes: new Uint8Array(0) } });
}
