import { AppError } from '../../shared/domain/app-error.ts';
import type { FoundCertificate, Inspection, InspectionAfterParts } from '../formats/inspection.ts';
import { readColumns } from './certificate-columns.ts';
import { checkOrder, collectParts, countParts } from './collect-parts.ts';
import { pieceBytes } from './incoming-bytes.ts';
import { readReply } from './parse-reply.ts';
import type { ParseInput, ParseOperation, ParseOutput, ParseReply } from './parse-protocol.ts';
import type { ChildChannel, StartChild } from './process-port.ts';

export interface ParseClient {
  /**
   * Runs one operation in the child. Errors: `cancelled` (signal), `limit-exceeded` with `limit` `time` or `memory`
   * (the child was killed or died), or the child's own AppError.
   */
  run<O extends ParseOperation>(
    operation: O,
    input: ParseInput<O>,
    signal?: AbortSignal,
    /** Called when the child has the whole input: a large file may be let go of here. */
    onSent?: () => void,
  ): Promise<ParseOutput<O>>;
  /**
   * The certificates of a PEM file that holds nothing else, which the child opens itself: `take` gets them while it
   * reads on, and the answer tells their order. Errors: as `run`, and `not-a-certificate-file` for every other file.
   */
  readCertificates(
    path: string,
    take: (part: readonly FoundCertificate[]) => void,
    signal?: AbortSignal,
  ): Promise<InspectionAfterParts>;
  /** Whether `readCertificates` would get any. The child reads so far and no further, and stays. */
  beginsWithCertificates(path: string): Promise<boolean>;
  /** Children that were lost and replaced since the start. */
  readonly restarts: number;
  /**
   * Ends the child after the work under way: what it read goes with its memory. The next call starts another, and this
   * is no restart: nothing was lost.
   */
  forget(): void;
  /** For good: what is under way, or asked for afterwards, ends with `cancelled`. */
  close(): void;
}

interface Running {
  readonly id: number;
  /** Takes what comes ahead of the answer. Throws when it is not what the operation may send. */
  takePart(part: unknown): void;
  settle(result: { value: unknown } | { error: AppError }): void;
}

interface Call {
  readonly operation: ParseOperation;
  readonly input: unknown;
  readonly takePart: Running['takePart'];
  readonly onSent: (() => void) | undefined;
}

/** A child that has read a file of this size keeps its memory; a fresh one takes a tenth of a second. */
const retireAboveBytes = 2 * 1024 * 1024;

/** One request at a time: a child that hangs or dies then concerns exactly one file. */
export function createParseClient(startChild: StartChild, options: { timeoutMs?: number } = {}): ParseClient {
  const timeoutMs = options.timeoutMs ?? 60_000;
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

  /** A child that sends what it may not has been taken over. */
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
      // A child that dies by itself ran out of its memory cap: everything else is caught inside it.
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
    const dropped = child;
    child = null;
    restarts += 1;
    dropped?.kill();
  }

  async function runNow(
    { operation, input, takePart, onSent }: Call,
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
      running = { id, takePart, settle };
      signal?.addEventListener('abort', onAbort, { once: true });
      void send(port, id, operation, input).then(onSent);
    });
  }

  async function ask(call: Call, signal: AbortSignal | undefined): Promise<unknown> {
    const { input } = call;
    const size =
      typeof input === 'object' && input !== null && 'bytes' in input ? (input.bytes as Uint8Array).length : 0;
    const turn = tail.then(async () => {
      const answer = await runNow(call, signal);
      if (size > retireAboveBytes) retireChild();
      return answer;
    });
    tail = turn.catch(() => undefined);
    return turn;
  }

  /** The answer, checked. Its schemas load while the child works: most calls of the command line need none of them. */
  async function checkedAnswer<O extends ParseOperation>(
    operation: O,
    asked: Promise<unknown>,
  ): Promise<ParseReply<O>> {
    const [{ parseOperations }, answer] = await Promise.all([import('./parse-protocol.ts'), asked]);
    const checked = parseOperations[operation].output.safeParse(answer);
    if (!checked.success) throw new AppError('internal', {}, { cause: checked.error });
    return checked.data as ParseReply<O>;
  }

  return {
    async run<O extends ParseOperation>(operation: O, input: ParseInput<O>, signal?: AbortSignal, onSent?: () => void) {
      const parts = collectParts();
      const shared = new Map<string, string>();
      const takePart = (part: unknown): void => {
        if (operation !== 'inspect') throw new AppError('internal');
        parts.add(readColumns(part, shared));
      };
      const answer = await checkedAnswer(operation, ask({ operation, input, takePart, onSent }, signal));
      if (operation !== 'inspect') return answer as ParseOutput<O>;
      const { order, ...rest } = answer as ParseReply<'inspect'>;
      return { ...rest, certificates: parts.inOrder(order) } as Inspection as ParseOutput<O>;
    },
    async readCertificates(path, take, signal) {
      const shared = new Map<string, string>();
      const counted = countParts();
      const takePart = (part: unknown): void => {
        const certificates = readColumns(part, shared);
        counted.add(certificates.length);
        take(certificates);
      };
      const call = { operation: 'inspectFile', input: { path, upTo: 'end' }, takePart, onSent: undefined } as const;
      const answer = await checkedAnswer('inspectFile', ask(call, signal));
      checkOrder(answer.order, counted.count);
      return answer;
    },
    async beginsWithCertificates(path) {
      let begun = false;
      const takePart = (part: unknown): void => {
        begun = readColumns(part, new Map()).length > 0;
      };
      const input = { path, upTo: 'first-part' };
      await ask({ operation: 'inspectFile', input, takePart, onSent: undefined }, undefined).catch(() => undefined);
      return begun;
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

/** A large file goes ahead in pieces. A child that is gone meanwhile is reported by its exit. */
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
