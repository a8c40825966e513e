// SPDX-License-Identifier: Apache-2.0
/** Types of the events that carry messages between the page's world and the isolated world; new for each document. */
export interface EventNames {
  readonly toIsolated: string;
  readonly toPage: string;
}

/** What they carry. */
export type ToIsolated = { readonly id: number; readonly message: unknown };
export type ToPage =
  | { readonly id: number; readonly answer: unknown }
  | { readonly event: string; readonly payload: unknown };

/** What the isolated world sends to the Node process through its CDP binding, as JSON. */
export type ToHost =
  | { readonly kind: 'request'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'window-changed' };
