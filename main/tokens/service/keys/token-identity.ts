// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { SlotReport, TokenName } from '../../module-port.ts';

const saysNothing = /^[0\s]*$/;

/**
 * Stable across slots and restarts if there is a serial number, which is at best unique per manufacturer (PKCS#11
 * §3.2).
 */
export function tokenIdOf(token: TokenName, slot: Pick<SlotReport, 'description'>): string {
  const own = saysNothing.test(token.serial) ? ['', token.label, slot.description] : [token.serial];
  return createHash('sha256')
    .update([token.maker, token.model, ...own].join('\0'))
    .digest('hex');
}
