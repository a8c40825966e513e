// SPDX-License-Identifier: Apache-2.0
import type { SealCheck } from './check-seal.ts';

export interface SealBase extends SealCheck {
  readonly recipient: string;
  /** Changes when another connection writes. */
  readonly dataVersion: number;
}

export interface Holder {
  readonly recipient: string;
  use<T>(work: (identity: Uint8Array) => T): T;
}
