// SPDX-License-Identifier: Apache-2.0
import { setFlagsFromString } from 'node:v8';

/**
 * V8 compiles no optimised code until `compileAgain`: the process that writes the certificates of a large file waits for
 * SQLite, is done before such code would earn what it costs, and stays 11 MiB smaller.
 */
export function compileLess(): void {
  setFlagsFromString('--no-opt');
  setFlagsFromString('--no-maglev');
}

/** Before work that computes: keys are encrypted in JavaScript. */
export function compileAgain(): void {
  setFlagsFromString('--opt');
  setFlagsFromString('--maglev');
}
