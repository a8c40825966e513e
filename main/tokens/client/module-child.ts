// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { connect } from '../../children/connection.ts';
import { checkedOutput } from '../../children/define-child.ts';
import type { ChildChannel } from '../../children/process-port.ts';
import {
  pkcs11Operations,
  type Pkcs11Input,
  type Pkcs11Operation,
  type Pkcs11Output,
} from '../child/pkcs11-protocol.ts';
import type { ModuleFault } from '../module-port.ts';
import { deadlineOf, type Deadlines } from './deadlines.ts';

export interface ModuleChild {
  /** Throws the child's AppError, or `module-stopped`. */
  run<O extends Pkcs11Operation>(
    operation: O,
    input: Pkcs11Input<O>,
    onPart?: (part: unknown) => void,
  ): Promise<Pkcs11Output<O>>;
  /** Ends the child without reporting a fault. Pending calls get `module-stopped`. */
  end(): void;
}

interface Clock {
  readonly operation: Pkcs11Operation;
  readonly deadlineMs: number;
  timer: NodeJS.Timeout | undefined;
  expiresAt: number;
}

/** @param onGone called once, with null if ended on purpose */
export function createModuleChild(
  channel: ChildChannel,
  deadlines: Deadlines,
  onGone: (fault: ModuleFault | null) => void,
): ModuleChild {
  const clocks = new Set<Clock>();
  let gone = false;
  const connection = connect(channel, () => {
    const [first] = [...running(), ...clocks];
    leave({ kind: 'crashed', during: first?.operation ?? 'idle' });
  });

  function running(): Clock[] {
    return [...clocks].filter(({ expiresAt }) => Number.isFinite(expiresAt));
  }

  function leave(fault: ModuleFault | null): void {
    if (gone) return;
    gone = true;
    for (const { timer } of clocks) clearTimeout(timer);
    connection.end((operation) => new AppError('module-stopped', { during: operation }));
    onGone(fault);
  }

  function onTimeout(late: Clock): void {
    const longest = Math.max(...running().map(({ expiresAt }) => expiresAt));
    if (longest > performance.now()) arm(late, longest - performance.now() + late.deadlineMs, late.expiresAt);
    else leave({ kind: 'silent', during: late.operation });
  }

  function arm(clock: Clock, ms: number, expiresAt = performance.now() + ms): void {
    clearTimeout(clock.timer);
    clock.expiresAt = expiresAt;
    clock.timer = setTimeout(() => onTimeout(clock), Math.ceil(ms));
  }

  async function ask(
    operation: Pkcs11Operation,
    input: object,
    onPart: ((part: unknown) => void) | undefined,
  ): Promise<unknown> {
    if (gone) throw new AppError('module-stopped', { during: operation });
    const deadlineMs = deadlineOf(deadlines, operation, input);
    const clock: Clock = { operation, deadlineMs, timer: undefined, expiresAt: Infinity };
    clocks.add(clock);
    // Detects a process that never starts.
    if (operation === 'load') arm(clock, deadlineMs);
    try {
      return await connection.ask(operation, input, {
        begun: () => arm(clock, deadlineMs),
        part: (part) => {
          arm(clock, deadlineMs);
          onPart?.(part);
        },
      });
    } finally {
      clocks.delete(clock);
      clearTimeout(clock.timer);
      if (!gone) for (const other of running()) arm(other, other.deadlineMs);
    }
  }

  return {
    async run<O extends Pkcs11Operation>(operation: O, input: Pkcs11Input<O>, onPart?: (part: unknown) => void) {
      const value = await ask(operation, input, onPart);
      try {
        return checkedOutput(pkcs11Operations, operation, value) as Pkcs11Output<O>;
      } catch (cause) {
        // The loaded code may control the child, so its output isn't trusted.
        leave({ kind: 'crashed', during: operation });
        throw new AppError('module-stopped', { during: operation }, { cause });
      }
    },
    end: () => leave(null),
  };
}
