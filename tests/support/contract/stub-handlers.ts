// SPDX-License-Identifier: Apache-2.0
import type { Handlers } from '../../../main/ipc/handler-types.ts';
import { callNames, type CallName } from '../../../shared/ipc/contract.ts';

/** Handlers for all calls: those in `given` by wire name, and `otherwise` for the rest. */
export function stubHandlers(
  given: Partial<Record<CallName, unknown>>,
  otherwise: (name: CallName) => unknown = () => async () => ({}),
): Handlers {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const call of callNames) {
    const [group = '', name = ''] = call.split('.');
    (groups[group] ??= {})[name] = given[call] ?? otherwise(call);
  }
  return groups as unknown as Handlers;
}
