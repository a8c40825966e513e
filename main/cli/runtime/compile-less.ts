// SPDX-License-Identifier: Apache-2.0
import { setFlagsFromString } from 'node:v8';

/**
 * No optimised code until `compileAgain`: writing a large import waits for SQLite and ends before optimising pays off.
 * Saves 11 MiB.
 */
export function compileLess(): void {
  setFlagsFromString('--no-opt');
  setFlagsFromString('--no-maglev');
}

/** Call before computing: keys are encrypted in JavaScript. */
export function compileAgain(): void {
  setFlagsFromString('--opt');
  setFlagsFromString('--maglev');
}
