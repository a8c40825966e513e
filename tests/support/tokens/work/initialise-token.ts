// SPDX-License-Identifier: Apache-2.0
import { pkcs11Tool } from './pkcs11-tool.ts';
import type { TokenTarget } from '../modules/token-target.ts';

/** Runs pkcs11-tool once per argument list. Throws its output on failure. */
export function toolSteps(target: TokenTarget, steps: readonly (readonly string[])[]): void {
  for (const words of steps) {
    const { status, text } = pkcs11Tool(target, ...words);
    if (status !== 0) throw new Error(`${target.name}: pkcs11-tool ${words[0]}: ${text}`);
  }
}

/** Arguments that initialise the token in the first slot. `soPin` is the PIN or `env:NAME`. */
export function initialiseFirst(target: TokenTarget, soPin = 'env:SO_PIN'): readonly string[] {
  return ['--init-token', '--slot-index', '0', '--label', target.label, '--so-pin', soPin];
}

export const setUserPin = [
  '--init-pin',
  '--login',
  '--login-type',
  'so',
  '--so-pin',
  'env:SO_PIN',
  '--new-pin',
  'env:PIN',
];
