// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ChildChannel } from '../../children/process-port.ts';
import {
  pkcs11Operations,
  pkcs11ReplySchema,
  type Pkcs11Input,
  type Pkcs11Operation,
  type Pkcs11Output,
} from '../child/pkcs11-protocol.ts';
import type { ModuleFault } from '../module-port.ts';
import { deadlineOf, type Deadlines } from './deadlines.ts';

export interface ModuleChild {
  /** Errors: the child's AppError; `module-stopped`. */
  run<O extends Pkcs11Operation>(
    operation: O,
    input: Pkcs11Input<O>,
    onPart?: (part: unknown) => void,
  ): Promise<Pkcs11Output<O>>;
  /** No fault: pending calls get `module-stopped`. */
  end(): void;
}

interface Pending {
  readonly operation: Pkcs11Operation;
  readonly deadlineMs: number;
  readonly onPart: ((part: unknown) => void) | undefined;
  timer: NodeJS.Timeout | undefined;
  /** performance.now(); infinite until the call begins. */
  expiresAt: number;
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

/** @param onGone called once; null: ended on purpose */
export function createModuleChild(
  channel: ChildChannel,
  deadlines: Deadlines,
  onGone: (fault: ModuleFault | null) => void,
): ModuleChild {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let gone = false;

  function begunOnes(): Pending[] {
    return [...pending.values()].filter(({ expiresAt }) => Number.isFinite(expiresAt));
  }

  function leave(fault: ModuleFault | null): void {
    if (gone) return;
    gone = true;
    const left = [...pending.values()];
    pending.clear();
    channel.kill();
    onGone(fault);
    for (const { timer, operation, reject } of left) {
      clearTimeout(timer);
      reject(new AppError('module-stopped', { during: operation }));
    }
  }

  /** A serial module queues calls behind the longest one. */
  function onTimeout(late: Pending): void {
    const longest = Math.max(...begunOnes().map(({ expiresAt }) => expiresAt));
    if (longest > performance.now()) arm(late, longest - performance.now() + late.deadlineMs, late.expiresAt);
    else leave({ kind: 'silent', during: late.operation });
  }

  function arm(request: Pending, ms: number, expiresAt = performance.now() + ms): void {
    clearTimeout(request.timer);
    request.expiresAt = expiresAt;
    request.timer = setTimeout(() => onTimeout(request), Math.ceil(ms));
  }

  channel.onMessage((message) => {
    const parsed = pkcs11ReplySchema.safeParse(message);
    if (gone || !parsed.success) return;
    const reply = parsed.data;
    const request = pending.get(reply.id);
    if (request === undefined) return;
    if ('begun' in reply) {
      arm(request, request.deadlineMs);
      return;
    }
    if ('part' in reply) {
      arm(request, request.deadlineMs);
      request.onPart?.(reply.part);
      return;
    }
    pending.delete(reply.id);
    clearTimeout(request.timer);
    // Held up by this call.
    for (const other of begunOnes()) arm(other, other.deadlineMs);
    if (reply.ok) request.resolve(reply.value);
    else request.reject(new AppError(reply.error.code, reply.error.details));
  });
  channel.onExit(() => {
    const [first] = [...begunOnes(), ...pending.values()];
    leave({ kind: 'crashed', during: first?.operation ?? 'idle' });
  });

  async function ask(operation: Pkcs11Operation, input: object, onPart: Pending['onPart']): Promise<unknown> {
    if (gone) throw new AppError('module-stopped', { during: operation });
    const id = nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const deadlineMs = deadlineOf(deadlines, operation, input);
    const request: Pending = { operation, deadlineMs, onPart, timer: undefined, expiresAt: Infinity, resolve, reject };
    pending.set(id, request);
    // Detects a process that never starts.
    if (operation === 'load') arm(request, deadlineMs);
    void channel.post({ id, operation, input });
    return promise;
  }

  return {
    async run<O extends Pkcs11Operation>(operation: O, input: Pkcs11Input<O>, onPart?: (part: unknown) => void) {
      const checked = pkcs11Operations[operation].output.safeParse(await ask(operation, input, onPart));
      if (checked.success) return checked.data as Pkcs11Output<O>;
      // The loaded code may control the child.
      leave({ kind: 'crashed', during: operation });
      throw new AppError('module-stopped', { during: operation }, { cause: checked.error });
    },
    end: () => leave(null),
  };
}
