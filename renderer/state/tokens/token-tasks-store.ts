// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { Token, TokenObject } from '../../../shared/schemas/token.ts';

export type TokenTask =
  | { readonly kind: 'modules' }
  /** A token that isn't detected. */
  | { readonly kind: 'missing' }
  | { readonly kind: TokenTaskKind; readonly token: Token }
  | { readonly kind: ObjectTaskKind; readonly token: Token; readonly object: TokenObject };

export type TokenTaskKind =
  | 'unlock'
  | 'change-pin'
  | 'change-so-pin'
  | 'unblock'
  | 'manage'
  | 'initialise'
  | 'generate'
  | 'write-certificate'
  | 'import-identity'
  | 'take-in';

export type ObjectTaskKind = 'csr' | 'self-sign' | 'test-key' | 'delete';

interface TokenTasksState {
  readonly task: TokenTask | null;
  /** Task counter, resets the fields. */
  readonly number: number;
}

export const useTokenTasks = create<TokenTasksState>()(() => ({ task: null, number: 0 }));

export function startTokenTask(task: TokenTask): void {
  useTokenTasks.setState(({ number }) => ({ task, number: number + 1 }));
}

export function endTokenTask(): void {
  useTokenTasks.setState({ task: null });
}
