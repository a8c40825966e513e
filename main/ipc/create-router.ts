// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../shared/domain/errors/error-codes.ts';
import { contract, definitionOf } from '../../shared/ipc/contract.ts';
import type { CallName, EventName, EventPayload } from '../../shared/ipc/contract.ts';
import { routerErrors, type CallDefinition } from '../../shared/ipc/define.ts';
import { requestSchema } from '../../shared/ipc/envelope.ts';
import type { Envelope, Request } from '../../shared/ipc/envelope.ts';
import type { Grants } from '../grants/grants.ts';
import type { MessageHandler, Sender } from '../hosts/host.ts';
import type { AllHandlers, Handlers } from './handler-types.ts';
import { createOperations } from './operations.ts';
import type { Operations } from './operations.ts';

export interface RouterOptions {
  readonly handlers: Handlers;
  /** Only this origin is answered. */
  readonly origin: string;
  emit<N extends EventName>(event: N, payload: EventPayload<N>): void;
  /** X11. */
  readonly grants: Grants;
  readonly operations?: Operations;
  /** Gets `internal` errors; no stack reaches the renderer. */
  logUnexpected(call: string, error: unknown): void;
}

/** Sender, size, schema, grant, handler, schema, envelope (STYLE 2). */
export function createRouter(options: RouterOptions): MessageHandler {
  const operations = options.operations ?? createOperations(options.emit);
  const handlers: AllHandlers = {
    ...options.handlers,
    'operations.cancel': async ({ operationId }) => ({ cancelled: operations.cancel(operationId) }),
  };
  refuseIncomplete(handlers);
  const byName: Readonly<Record<CallName, unknown>> = handlers;
  let commands: Promise<unknown> = Promise.resolve();

  /** Commands are serialized; queries, dialogs and locks are not. */
  async function inOrder(definition: CallDefinition, work: () => Promise<unknown>): Promise<unknown> {
    if (definition.kind === 'query' || definition.interactive || definition.atOnce) return work();
    const turn = commands.then(work);
    commands = turn.catch(() => undefined);
    return turn;
  }

  async function answer(request: Request, sizeOfInput: number): Promise<Envelope> {
    const name = request.call as CallName;
    if (!Object.hasOwn(contract, name)) throw new AppError('unknown-call');
    const definition = definitionOf(name);
    if (sizeOfInput > definition.maxBytes) throw new AppError('message-too-large', { limit: definition.maxBytes });
    const input = definition.input.safeParse(request.input);
    if (!input.success) throw new AppError('invalid-input', { fields: fieldsOf(input.error) });
    const operation = operations.start(definition.long ? request.operationId : undefined);
    try {
      const handler = byName[name] as (input: unknown, context: typeof operation) => Promise<unknown>;
      // Asked before its turn, so others proceed; the target is rechecked in turn.
      await options.grants.ask(name, input.data);
      const value = await inOrder(definition, async () => {
        const used = await options.grants.use(name, input.data);
        try {
          return await handler(input.data, operation);
        } catch (error) {
          used.failed();
          throw error;
        }
      });
      return { ok: true, value: definition.output.parse(value) };
    } catch (error) {
      return failure(error, definition.errors, (unexpected) => options.logUnexpected(name, unexpected));
    } finally {
      operation.end();
    }
  }

  return async (message: unknown, sender: Sender): Promise<Envelope> => {
    try {
      if (!sender.knownWindow || !sender.topFrame || sender.origin !== options.origin) {
        throw new AppError('untrusted-sender');
      }
      const request = requestSchema.safeParse(message);
      if (!request.success) throw new AppError('invalid-input', { fields: fieldsOf(request.error) });
      return await answer(request.data, sizeOf(request.data.input));
    } catch (error) {
      return failure(error, [], (unexpected) => options.logUnexpected('router', unexpected));
    }
  };
}

/** JSON bytes. Errors: `invalid-input` (cycles, bigint). */
function sizeOf(input: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(input ?? null) ?? '');
  } catch {
    throw new AppError('invalid-input', { fields: ['input'] });
  }
}

/** Never values: they may be secrets. */
function fieldsOf(error: { issues: readonly { path: readonly PropertyKey[] }[] }): string[] {
  return error.issues.map((issue) => issue.path.map(String).join('.')).slice(0, 20);
}

function refuseIncomplete(handlers: AllHandlers): void {
  const wanted = Object.keys(contract).toSorted().join();
  const present = Object.keys(handlers).toSorted().join();
  if (wanted !== present) throw new Error(`handlers and contract differ: ${present} / ${wanted}`);
}

/** Undeclared codes and other errors become `internal`, logged by `logUnexpected`. */
function failure(
  error: unknown,
  declared: readonly ErrorCode[],
  logUnexpected: (error: unknown) => void,
): Envelope<never> {
  const allowed: readonly ErrorCode[] = [...routerErrors, ...declared];
  if (error instanceof AppError && error.code !== 'internal' && allowed.includes(error.code)) {
    return { ok: false, error: { code: error.code, details: { ...error.details } } };
  }
  logUnexpected(error);
  return { ok: false, error: { code: 'internal', details: {} } };
}
