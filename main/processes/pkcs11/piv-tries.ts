// SPDX-License-Identifier: Apache-2.0
import { askCard } from './ask-card.ts';
import { selectPiv } from './piv-unblock.ts';

/** Yubico's GET METADATA of the PIN, 0x80: firmware 5.3 and later. It changes nothing, and needs no login. */
export const getPinMetadata = Buffer.from('00f70080', 'hex');
/** Two octets: how many tries there are, and how many are left. */
const retriesTag = 0x06;

/**
 * How many tries the PIN of the YubiKey in this reader has left, by the card itself. Null: it does not tell; `held`: a
 * program has had it to itself for all of `patienceMs`. Errors as of `askCard`.
 */
export async function pivTriesLeft(reader: string, patienceMs: number): Promise<number | null | 'held'> {
  return askCard(reader, patienceMs, async (ask) => {
    const told = triesIn(await ask(getPinMetadata));
    if (told !== null) return told;
    // After a reset no application is selected.
    await ask(selectPiv);
    return triesIn(await ask(getPinMetadata));
  });
}

/** Of elements with a tag and a length of one octet each, before the status word. */
function triesIn(answer: Buffer): number | null {
  const end = answer.length - 2;
  if (end < 0 || answer.readUInt16BE(end) !== 0x9000) return null;
  for (let at = 0; at + 2 <= end; at += 2 + (answer[at + 1] ?? 0))
    if (answer[at] === retriesTag && answer[at + 1] === 2 && at + 4 <= end) return answer[at + 3] ?? null;
  return null;
}
