// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { FoundCertificate, Inspection, InspectionAfterParts } from '../formats/inspection.ts';
import { readColumns } from './certificate-columns.ts';
import { checkOrder, collectParts, countParts } from './collect-parts.ts';
import { createParseLane, largeBytes, type ParseCall, type ParseLane, sizeOf } from './parse-lane.ts';
import type { ParseInput, ParseOperation, ParseOutput, ParseReply } from './parse-protocol.ts';
import type { StartChild } from './process-port.ts';

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

/**
 * Two children at most. Files whose keys take long to derive wait for one of their own, and so do large ones: the other
 * gives up on a file as soon as it turns out expensive, so that a queue of such files holds up nothing else.
 */
export function createParseClient(startChild: StartChild, options: { timeoutMs?: number } = {}): ParseClient {
  const timeoutMs = options.timeoutMs ?? 60_000;
  const quick = createParseLane(startChild, timeoutMs);
  const slow = createParseLane(startChild, timeoutMs);
  let waiting = 0;

  async function askSlow(call: ParseCall, signal: AbortSignal | undefined): Promise<unknown> {
    waiting += 1;
    return slow.ask(call, signal).finally(() => {
      waiting -= 1;
      // Seldom needed: its memory goes back.
      if (waiting === 0) slow.forget();
    });
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

  async function inspect(
    input: ParseInput<'inspect'>,
    ask: ParseLane['ask'],
    signal?: AbortSignal,
    onSent?: () => void,
  ): Promise<Inspection> {
    const parts = collectParts();
    const shared = new Map<string, string>();
    const takePart = (part: unknown): void => parts.add(readColumns(part, shared));
    const call: ParseCall = { operation: 'inspect', input, takePart, onSent };
    const { order, ...rest } = await checkedAnswer('inspect', ask(call, signal));
    return { ...rest, certificates: parts.inOrder(order) };
  }

  return {
    async run<O extends ParseOperation>(operation: O, input: ParseInput<O>, signal?: AbortSignal, onSent?: () => void) {
      if (operation === 'inspect') {
        const file = input as ParseInput<'inspect'>;
        const found = sizeOf(file) > largeBytes ? null : await inspect({ ...file, quick: true }, quick.ask, signal);
        if (found !== null && !isTooMuchWork(found)) {
          onSent?.();
          return found as ParseOutput<O>;
        }
        for (const { pkcs8 } of found?.keys ?? []) pkcs8.fill(0);
        return (await inspect({ ...file, quick: false }, askSlow, signal, onSent)) as ParseOutput<O>;
      }
      const takePart = (): never => {
        throw new AppError('internal');
      };
      return (await checkedAnswer(
        operation,
        quick.ask({ operation, input, takePart, onSent }, signal),
      )) as ParseOutput<O>;
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
      const answer = await checkedAnswer('inspectFile', quick.ask(call, signal));
      checkOrder(answer.order, counted.count);
      return answer;
    },
    async beginsWithCertificates(path) {
      let begun = false;
      const takePart = (part: unknown): void => {
        begun = readColumns(part, new Map()).length > 0;
      };
      const input = { path, upTo: 'first-part' };
      await quick
        .ask({ operation: 'inspectFile', input, takePart, onSent: undefined }, undefined)
        .catch(() => undefined);
      return begun;
    },
    get restarts() {
      return quick.restarts + slow.restarts;
    },
    forget() {
      quick.forget();
      slow.forget();
    },
    close() {
      quick.close();
      slow.close();
    },
  };
}

/** The budget of the quick child was not enough. */
function isTooMuchWork({ diagnosis: { code, limit } }: Inspection): boolean {
  return code === 'limit-exceeded' && limit === 'iterations';
}
