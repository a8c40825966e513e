// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { SlotReport, TokenName } from '../module-port.ts';

/** Makers fill an unused serial with blanks or noughts. */
const saysNothing = /^[0\s]*$/;

/**
 * Identity of a token across slots, modules and restarts: its serial with maker and model (PKCS#11 §3.2 leaves serials
 * unique to a maker at best). Where the serial tells nothing the label and the reader stand in for it.
 */
export function tokenIdOf(token: TokenName, slot: Pick<SlotReport, 'description'>): string {
  const own = saysNothing.test(token.serial) ? ['', token.label, slot.description] : [token.serial];
  return createHash('sha256')
    .update([token.maker, token.model, ...own].join('\0'))
    .digest('hex');
}
