// SPDX-License-Identifier: Apache-2.0
import type { CallInput, CallName, CallOutput } from '../../shared/ipc/contract.ts';

export interface CallContext {
  /** Aborts when the person cancels or the window closes. */
  readonly signal: AbortSignal;
  /** `fraction` 0..1 or null when unknown; `step` is a catalogue key. */
  progress(fraction: number | null, step: string): void;
}

export type Handler<N extends CallName> = (input: CallInput<N>, context: CallContext) => Promise<CallOutput<N>>;

/** One handler for a call of the contract, no more and no fewer: the compiler sees to it, the router checks again. */
export type AllHandlers = { readonly [N in CallName]: Handler<N> };

/** `operations.cancel` is the router's own: only it knows what runs. */
export type Handlers = Omit<AllHandlers, 'operations.cancel'>;
