// SPDX-License-Identifier: Apache-2.0
import { askCard } from './ask-card.ts';
import { selectPiv } from './piv-unblock.ts';

/** GET METADATA of the PIN (0x80), in YubiKey firmware 5.3 and later. Needs no login. */
export const getPinMetadata = Buffer.from('00f70080', 'hex');
const retriesTag = 0x06;

/** Null, `held` and errors as in `pivHolds`. */
export async function pivTriesLeft(reader: string, patienceMs: number): Promise<number | null | 'held'> {
  return askCard(reader, patienceMs, async (ask) => {
    const tries = triesIn(await ask(getPinMetadata));
    if (tries !== null) return tries;
    // A reset deselects the applet.
    await ask(selectPiv);
    return triesIn(await ask(getPinMetadata));
  });
}

function triesIn(answer: Buffer): number | null {
  const end = answer.length - 2;
  if (end < 0 || answer.readUInt16BE(end) !== 0x9000) return null;
  for (let at = 0; at + 2 <= end; at += 2 + (answer[at + 1] ?? 0))
    if (answer[at] === retriesTag && answer[at + 1] === 2 && at + 4 <= end) return answer[at + 3] ?? null;
  return null;
}
