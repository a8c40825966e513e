import { randomBytes } from 'node:crypto';
import type { Lease } from './lease.ts';
import type { LoadedModule } from './loaded-module.ts';

/** Where a new key goes: its first CKA_ID, and whether that is a place of the token's and cannot be changed. */
export interface KeyPlace {
  readonly id: Buffer;
  readonly fixed: boolean;
}

export function placeFor(_module: LoadedModule, _lease: Lease): KeyPlace {
  return { id: randomBytes(20), fixed: false };
}
