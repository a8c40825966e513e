// SPDX-License-Identifier: Apache-2.0
/** Secret names, new for each document. */
export interface EventNames {
  readonly toIsolated: string;
  readonly toPage: string;
}

export type ToIsolated = { readonly id: number; readonly message: unknown };
export type ToPage =
  | { readonly id: number; readonly answer: unknown }
  | { readonly event: string; readonly payload: unknown };

export type ToHost =
  | { readonly kind: 'request'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'window-changed' };
