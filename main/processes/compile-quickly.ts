// SPDX-License-Identifier: Apache-2.0
import { setFlagsFromString } from 'node:v8';

/**
 * From now on V8's last compiler is not used. It works beside the code that it compiles, on the processors that other
 * processes and threads of ours want, and earns that only in loops that compute. Not at the start of a process: once a flag
 * has changed, V8 refuses Node's own compiled code.
 */
export function compileQuickly(): void {
  setFlagsFromString('--no-opt');
}

/** `work` under that rule, which ends with it: what comes after may derive keys. */
export async function compiledQuickly<T>(work: () => Promise<T>): Promise<T> {
  compileQuickly();
  try {
    return await work();
  } finally {
    setFlagsFromString('--opt');
  }
}
