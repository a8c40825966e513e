// SPDX-License-Identifier: Apache-2.0
import type { CallInput, CallName, CallOutput } from '../../shared/ipc/contract.ts';

export interface CallContext {
  /** On cancel or window close. */
  readonly signal: AbortSignal;
  /** `fraction` 0..1 or null; `step` is a catalogue key. */
  progress(fraction: number | null, step: string): void;
}

export type Handler<N extends CallName> = (input: CallInput<N>, context: CallContext) => Promise<CallOutput<N>>;

export type AllHandlers = { readonly [N in CallName]: Handler<N> };

/** In the router, which knows what runs. */
export type Handlers = Omit<AllHandlers, 'operations.cancel'>;
