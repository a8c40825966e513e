// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';

/** Times in certificates and CRLs are whole seconds: whatever is made after this begins later than what came before. */
export async function nextSecond(): Promise<void> {
  // Allow for the tick by which OpenSSL's clock may lag.
  await setTimeout(1020 - (Date.now() % 1000));
}
