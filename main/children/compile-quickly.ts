// SPDX-License-Identifier: Apache-2.0
import { setFlagsFromString } from 'node:v8';

/**
 * Disables V8's optimising compiler: it competes for processors and only helps computing loops. Not at startup: V8 then
 * rejects Node's compiled code.
 */
export function compileQuickly(): void {
  setFlagsFromString('--no-opt');
}
