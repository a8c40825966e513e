// SPDX-License-Identifier: Apache-2.0
import type { SealCheck } from './check-seal.ts';

/** What was found to be so, for one opened identity and one state of the file. */
export interface SealBase extends SealCheck {
  /** That belongs to the identity; another one means re-keying. */
  readonly recipient: string;
  /** Moves when another connection writes. */
  readonly dataVersion: number;
}

/** A vault identity that may be asked for something that waits for nothing. */
export interface Holder {
  readonly recipient: string;
  use<T>(work: (identity: Uint8Array) => T): T;
}
