// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../shared/domain/errors/error-codes.ts';
import { callNames, definitionOf, isCallName } from '../../shared/ipc/contract.ts';
import type { CallName, EventName, EventPayload } from '../../shared/ipc/contract.ts';
import { routerErrors, type CallDefinition } from '../../shared/ipc/define.ts';
import { requestSchema } from '../../shared/ipc/envelope.ts';
import type { Envelope, Request } from '../../shared/ipc/envelope.ts';
import type { Grants } from '../grants/grants.ts';
import type { MessageHandler, Sender } from '../hosts/host.ts';
import type { AllHandlers, CallContext, Handlers } from './handler-types.ts';
import { createOperations } from './operations.ts';
import type { Operations } from './operations.ts';

export interface RouterOptions {
  readonly handlers: Handlers;
  /** Other origins get `untrusted-sender`. */
  readonly origin: string;
  emit<N extends EventName>(event: N, payload: EventPayload<N>): void;
  readonly grants: Grants;
  readonly operations?: Operations;
  /** Receives errors that the renderer sees only as `internal`. */
  logUnexpected(call: string, error: unknown): void;
}

/** Checks sender, size, schema and grant, runs the handler, then checks the output. */
export function createRouter(options: RouterOptions): MessageHandler {
  const operations = options.operations ?? createOperations(options.emit);
  const serve = serveContract({
    ...options.handlers,
    operations: { cancel: ({ operationId }) => ({ cancelled: operations.cancel(operationId) }) },
  });
  let commands: Promise<unknown> = Promise.resolve();

  async function inOrder(definition: CallDefinition, work: () => Promise<unknown>): Promise<unknown> {
    if (definition.kind === 'query' || definition.interactive || definition.atOnce) return work();
    const turn = commands.then(work);
    commands = turn.catch(() => undefined);
    return turn;
  }

  async function answer(request: Request, sizeOfInput: number): Promise<Envelope> {
    const name = request.call;
    if (!isCallName(name)) throw new AppError('unknown-call');
    const definition = definitionOf(name);
    if (sizeOfInput > definition.maxBytes) throw new AppError('message-too-large', { limit: definition.maxBytes });
    const input = definition.input.safeParse(request.input);
    if (!input.success) throw new AppError('invalid-input', { fields: fieldsOf(input.error) });
    const operation = operations.start(definition.long ? request.operationId : undefined, definition.interactive);
    try {
      // Ask the user before queueing, so that other calls proceed. `use` rechecks the target.
      await options.grants.ask(name, input.data);
      const value = await inOrder(definition, async () => {
        const used = await options.grants.use(name, input.data);
        try {
          return await serve(name, input.data, operation);
        } catch (error) {
          used.failed();
          throw error;
        }
      });
      return { ok: true, value: definition.output.parse(value === undefined ? {} : value) };
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

/** In JSON bytes. */
function sizeOf(input: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(input ?? null) ?? '');
  } catch {
    throw new AppError('invalid-input', { fields: ['input'] });
  }
}

/** Never includes values, which may be secrets. */
function fieldsOf(error: { issues: readonly { path: readonly PropertyKey[] }[] }): string[] {
  return error.issues.map((issue) => issue.path.map(String).join('.')).slice(0, 20);
}

type Serve = (name: CallName, input: unknown, context: CallContext) => unknown;

/** Serves only contract names, because a service may have other members. */
function serveContract(handlers: AllHandlers): Serve {
  const groups = handlers as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const served = new Map<CallName, (input: unknown, context: CallContext) => unknown>();
  for (const call of callNames) {
    const [group = '', name = ''] = call.split('.');
    const owner = groups[group];
    const member = owner?.[name];
    if (typeof member !== 'function') throw new Error(`no handler: ${call}`);
    served.set(call, member.bind(owner) as (input: unknown, context: CallContext) => unknown);
  }
  return (name, input, context) => served.get(name)?.(input, context);
}

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
