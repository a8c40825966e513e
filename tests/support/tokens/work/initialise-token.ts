// SPDX-License-Identifier: Apache-2.0
import { pkcs11Tool } from './pkcs11-tool.ts';
import type { TokenTarget } from '../modules/token-target.ts';

/** Runs pkcs11-tool once for each list of words; throws what it says when it fails. */
export function toolSteps(target: TokenTarget, steps: readonly (readonly string[])[]): void {
  for (const words of steps) {
    const { status, text } = pkcs11Tool(target, ...words);
    if (status !== 0) throw new Error(`${target.name}: pkcs11-tool ${words[0]}: ${text}`);
  }
}

/** The words that initialise the token in the first slot; `soPin` as the tool takes it. */
export function initialiseFirst(target: TokenTarget, soPin = 'env:SO_PIN'): readonly string[] {
  return ['--init-token', '--slot-index', '0', '--label', target.label, '--so-pin', soPin];
}

/** The words by which the officer sets the user's PIN. */
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
