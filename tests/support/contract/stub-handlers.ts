// SPDX-License-Identifier: Apache-2.0
import type { Handlers } from '../../../main/ipc/handler-types.ts';
import { callNames, type CallName } from '../../../shared/ipc/contract.ts';

/** Handlers of all calls: those of `given`, by their names on the wire, and `otherwise` for the others. */
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
