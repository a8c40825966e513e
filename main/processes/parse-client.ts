import { AppError } from '../../shared/domain/app-error.ts';
import { parseOperations, parseReplySchema } from './parse-protocol.ts';
import type { ParseInput, ParseOperation, ParseOutput } from './parse-protocol.ts';
import type { ChildChannel, StartChild } from './process-port.ts';

export interface ParseClient {
  /**
   * Runs one operation in the child. Errors: `cancelled` (signal), `limit-exceeded` with `limit` `time` or `memory`
   * (the child was killed or died), or the child's own AppError.
   */
  run<O extends ParseOperation>(operation: O, input: ParseInput<O>, signal?: AbortSignal): Promise<ParseOutput<O>>;
  /** Children that were lost and replaced since the start. */
  readonly restarts: number;
  /**
   * Ends the child after the work under way: what it read goes with its memory. The next call starts another, and this
   * is no restart: nothing was lost.
   */
  forget(): void;
  close(): void;
}

interface Running {
  readonly id: number;
  settle(result: { value: unknown } | { error: AppError }): void;
}

/** One request at a time: a child that hangs or dies then concerns exactly one file. */
export function createParseClient(startChild: StartChild, options: { timeoutMs?: number } = {}): ParseClient {
  const timeoutMs = options.timeoutMs ?? 60_000;
  let child: ChildChannel | null = null;
  let running: Running | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let nextId = 1;
  let restarts = 0;

  function onMessage(message: unknown): void {
    const reply = parseReplySchema.safeParse(message);
    if (!reply.success || reply.data.id !== running?.id) return;
    const data = reply.data;
    running.settle(data.ok ? { value: data.value } : { error: new AppError(data.error.code, data.error.details) });
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
      // A child that dies by itself ran out of its memory cap: everything else is caught inside it.
      running?.settle({ error: new AppError('limit-exceeded', { limit: 'memory' }) });
    });
    return started;
  }

  function dropChild(): void {
    const dropped = child;
    child = null;
    restarts += 1;
    dropped?.kill();
  }

  async function runNow(operation: ParseOperation, input: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (signal?.aborted) throw new AppError('cancelled');
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
      running = { id, settle };
      signal?.addEventListener('abort', onAbort, { once: true });
      port.post({ id, operation, input });
    });
  }

  return {
    async run<O extends ParseOperation>(operation: O, input: ParseInput<O>, signal?: AbortSignal) {
      const turn = tail.then(async () => runNow(operation, input, signal));
      tail = turn.catch(() => undefined);
      const checked = parseOperations[operation].output.safeParse(await turn);
      if (!checked.success) throw new AppError('internal', {}, { cause: checked.error });
      return checked.data as ParseOutput<O>;
    },
    get restarts() {
      return restarts;
    },
    forget() {
      const end = () => {
        const dropped = child;
        child = null;
        dropped?.kill();
      };
      tail = tail.then(end, end);
    },
    close() {
      const dropped = child;
      child = null;
      dropped?.kill();
    },
  };
}
