// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { JsonWebKey } from 'node:crypto';

/** PIN policies of Yubico's PIV extensions. */
export const pinPolicy = { never: 1, once: 2, always: 3 } as const;

export interface StoredKey {
  /** An identifier from `rsaBits` or `curves`. */
  readonly algorithm: number;
  readonly origin: 'generated' | 'imported';
  readonly pinPolicy: number;
  readonly jwk: JsonWebKey;
}

/** A PIN or PUK: up to 8 characters of one octet each. */
export interface Reference {
  value: string;
  triesLeft: number;
  tries: number;
}

export interface CardState {
  serial: number;
  pin: Reference;
  puk: Reference;
  managementKey: string;
  /** Contents in hexadecimal, keyed by object tag in hexadecimal. */
  objects: Record<string, string>;
  /** Keyed by key reference in hexadecimal: `9a`, `9c`, … */
  keys: Record<string, StoredKey>;
}

/** Yubico's factory values (yubico-piv-tool(1)). */
export const factory = {
  pin: '123456',
  puk: '12345678',
  managementKey: '010203040506070801020304050607080102030405060708',
} as const;

export function factoryReference(which: 'pin' | 'puk', tries = 3): Reference {
  return { value: factory[which], triesLeft: tries, tries };
}

export function factoryState(serial: number): CardState {
  return {
    serial,
    pin: factoryReference('pin'),
    puk: factoryReference('puk'),
    managementKey: factory.managementKey,
    objects: {},
    keys: {},
  };
}

export function loadState(file: string, serial: number): CardState {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CardState) : factoryState(serial);
}

/** Replaces the file atomically, so that the counters survive a kill of the process. */
export function saveState(file: string, state: CardState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
