// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Inspection } from '../formats/inspect/inspection.ts';
import { checkedOutput } from '../children/define-child.ts';
import { readColumns } from './certificate-columns.ts';
import { collectParts } from './collect-parts.ts';
import { createParseLane, largeBytes, type ParseCall, type ParseLane, sizeOf } from './parse-lane.ts';
import type { ParseInput, ParseOperation, ParseOutput, ParseReply } from './parse-protocol.ts';
import type { StartChild } from '../children/process-port.ts';

export interface ParseClient {
  /**
   * Errors: `cancelled`, `internal`, `limit-exceeded` with `limit` `time` or `memory` (child killed or crashed), the
   * child's AppError.
   */
  run<O extends ParseOperation>(
    operation: O,
    input: ParseInput<O>,
    signal?: AbortSignal,
    onSent?: () => void,
  ): Promise<ParseOutput<O>>;
  readonly restarts: number;
  /** Ends the children once idle, to free memory. Leaves `restarts` unchanged. */
  forget(): void;
  close(): void;
}

/** One child takes expensive and large files. The other gives up on expensive files, so that cheap files don't wait. */
export function createParseClient(startChild: StartChild, options: { timeoutMs?: number } = {}): ParseClient {
  const timeoutMs = options.timeoutMs ?? 60_000;
  const quick = createParseLane(startChild, timeoutMs);
  const slow = createParseLane(startChild, timeoutMs);
  let waiting = 0;

  async function askSlow(call: ParseCall, signal: AbortSignal | undefined): Promise<unknown> {
    waiting += 1;
    return slow.ask(call, signal).finally(() => {
      waiting -= 1;
      if (waiting === 0) slow.forget();
    });
  }

  /** Schemas load while the child works. */
  async function checkedAnswer<O extends ParseOperation>(
    operation: O,
    asked: Promise<unknown>,
  ): Promise<ParseReply<O>> {
    const [{ parseOperations }, answer] = await Promise.all([import('./parse-protocol.ts'), asked]);
    return checkedOutput(parseOperations, operation, answer) as ParseReply<O>;
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

function isTooMuchWork({ diagnosis: { code, limit } }: Inspection): boolean {
  return code === 'limit-exceeded' && limit === 'iterations';
}

/** Exceeded limits give the diagnosis `limit-exceeded`. Errors: `cancelled`, `internal`. */
export async function inspectInChild(
  parse: ParseClient,
  bytes: Uint8Array,
  password: string | null,
  signal?: AbortSignal,
  onSent?: () => void,
): Promise<Inspection> {
  return await inspectWithin(parse, { bytes, password }, signal, onSent);
}

/** Trying this many keys takes about a second. */
export const maxSigningKeys = 500;

/** Tries SM2 keys (PKCS#8, at most `maxSigningKeys`) on encrypted content. Errors: `cancelled`, `internal`. */
export async function unwrapInChild(
  parse: ParseClient,
  bytes: Uint8Array,
  signingKeys: readonly Uint8Array[],
  signal?: AbortSignal,
): Promise<Inspection> {
  return await inspectWithin(parse, { bytes, password: null, signingKeys: [...signingKeys] }, signal);
}

async function inspectWithin(
  parse: ParseClient,
  input: ParseInput<'inspect'>,
  signal?: AbortSignal,
  onSent?: () => void,
): Promise<Inspection> {
  try {
    return await parse.run('inspect', input, signal, onSent);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'limit-exceeded') throw error;
    const limit = typeof error.details['limit'] === 'string' ? error.details['limit'] : 'time';
    const nothing = { certificates: [], keys: [], unopened: [], crls: [], requests: [] };
    return { kind: 'unknown', ...nothing, diagnosis: { code: 'limit-exceeded', limit } };
  }
}
