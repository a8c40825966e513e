// SPDX-License-Identifier: Apache-2.0
import type { Pkcs11Operation } from '../child/pkcs11-protocol.ts';

/** In milliseconds. `list` also limits each batch of `objects`. */
export interface Deadlines {
  readonly load: number;
  readonly list: number;
  readonly sign: number;
  readonly login: number;
  readonly pinpad: number;
  readonly generate: number;
  readonly initialise: number;
  readonly close: number;
}

export const defaultDeadlines: Deadlines = {
  load: 15_000,
  list: 5000,
  sign: 15_000,
  login: 10_000,
  pinpad: 120_000,
  generate: 120_000,
  initialise: 15_000,
  close: 2000,
};

const kinds: Readonly<Record<Pkcs11Operation, keyof Deadlines>> = {
  load: 'load',
  slots: 'list',
  changedSlots: 'list',
  open: 'list',
  release: 'list',
  login: 'login',
  keepOpen: 'list',
  logout: 'list',
  objects: 'list',
  sign: 'sign',
  decrypt: 'sign',
  agree: 'sign',
  generate: 'generate',
  createCertificate: 'sign',
  importKey: 'sign',
  importWrapped: 'sign',
  destroy: 'sign',
  listData: 'list',
  writeData: 'generate',
  readData: 'generate',
  renameData: 'generate',
  destroyData: 'generate',
  setPin: 'login',
  initPin: 'login',
  unblock: 'login',
  initialise: 'initialise',
  finalise: 'close',
};

const pins: readonly string[] = ['pin', 'oldPin', 'newPin', 'soPin'];

export function deadlineOf(deadlines: Deadlines, operation: Pkcs11Operation, input: object): number {
  const atReader = Object.entries(input).some(([name, value]) => pins.includes(name) && value === null);
  const own = deadlines[kinds[operation]];
  return atReader ? Math.max(own, deadlines.pinpad) : own;
}
