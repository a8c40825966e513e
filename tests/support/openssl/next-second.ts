// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';

/**
 * Certificates and CRLs have times in whole seconds. Anything made after this call starts later than anything made
 * before it.
 */
export async function nextSecond(): Promise<void> {
  // OpenSSL uses time(), which can lag by a clock tick.
  await setTimeout(1020 - (Date.now() % 1000));
}
