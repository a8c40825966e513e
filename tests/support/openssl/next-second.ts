// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';

/** Times in certificates and lists are whole seconds: what is made from then on begins later than all before it. */
export async function nextSecond(): Promise<void> {
  // Beyond the tick by which the clock that OpenSSL asks may be behind.
  await setTimeout(1020 - (Date.now() % 1000));
}
