// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { EventName, EventPayload } from '../../shared/ipc/contract.ts';
import type { CallContext } from './handler-types.ts';

export interface RunningOperation extends CallContext {
  end(): void;
}

export interface Operations {
  /**
   * Without an id, the operation reports no progress, and only `cancelAll` cancels it. `isBusy` ignores it and those
   * that wait for the user, which must not keep the vault open.
   */
  start(operationId: string | undefined, waitsForUser?: boolean): RunningOperation;
  cancel(operationId: string): boolean;
  cancelAll(): void;
  isBusy(): boolean;
}

export function createOperations(emit: <N extends EventName>(event: N, payload: EventPayload<N>) => void): Operations {
  const running = new Map<string, AbortController>();
  const all = new Set<AbortController>();
  const busy = new Set<AbortController>();
  return {
    start(operationId, waitsForUser = false) {
      const controller = new AbortController();
      if (operationId !== undefined) {
        // `cancel` needs unique ids.
        if (running.has(operationId)) throw new AppError('invalid-input', { fields: ['operationId'] });
        running.set(operationId, controller);
        if (!waitsForUser) busy.add(controller);
      }
      all.add(controller);
      return {
        signal: controller.signal,
        progress(fraction, step) {
          if (operationId !== undefined) emit('operation.progress', { operationId, fraction, step });
        },
        end() {
          all.delete(controller);
          busy.delete(controller);
          if (operationId !== undefined) running.delete(operationId);
        },
      };
    },
    cancel(operationId) {
      const controller = running.get(operationId);
      controller?.abort();
      return controller !== undefined;
    },
    cancelAll() {
      for (const controller of all) controller.abort();
    },
    isBusy: () => busy.size > 0,
  };
}
