// SPDX-License-Identifier: Apache-2.0
import { askCard } from './ask-card.ts';
import { getPinMetadata } from './piv-tries.ts';
import { selectPiv } from './piv-unblock.ts';

export type PivContent = 'private-key' | 'certificate';

const retired = Array.from({ length: 20 }, (_, at) => at);
/** SP 800-73-4 part 1 table 4b, in libykcs11's order. */
const references = [0x9a, 0x9c, 0x9d, 0x9e, ...retired.map((at) => 0x82 + at)];
/** The last octets of certificate tags 5FC1xx (table 3). */
const tags = [0x05, 0x0a, 0x0b, 0x01, ...retired.map((at) => 0x0d + at)];

/**
 * Uses GET METADATA (see piv-tries.ts) and GET DATA. `place` is libykcs11's CKA_ID, 1 to 24. Returns null if unknown,
 * `held` after `patienceMs`.
 */
export async function pivHolds(
  reader: string,
  { place, contents, patienceMs }: { place: number; contents: readonly PivContent[]; patienceMs: number },
): Promise<boolean | null | 'held'> {
  const [reference, tag] = [references[place - 1], tags[place - 1]];
  if (reference === undefined || tag === undefined) return null;
  const questions: Record<PivContent, Buffer> = {
    'private-key': Buffer.of(0x00, 0xf7, 0x00, reference),
    certificate: Buffer.of(0x00, 0xcb, 0x3f, 0xff, 0x05, 0x5c, 0x03, 0x5f, 0xc1, tag, 0x00),
  };
  return askCard(reader, patienceMs, async (ask) => {
    // Every PIV applet has a PIN, so failure suggests that the applet isn't selected.
    if (statusOf(await ask(getPinMetadata)) !== 0x9000) {
      await ask(selectPiv);
      if (statusOf(await ask(getPinMetadata)) !== 0x9000) return null;
    }
    const answers: (boolean | null)[] = [];
    for (const content of contents) answers.push(isThere(await ask(questions[content])));
    if (answers.includes(true)) return true;
    return answers.includes(null) ? null : false;
  });
}

/** Status 61xx means more data, 6A88 and 6A82 no such key or object. */
function isThere(answer: Buffer): boolean | null {
  const status = statusOf(answer);
  if (status === 0x9000 || status >> 8 === 0x61) return true;
  return status === 0x6a88 || status === 0x6a82 ? false : null;
}

function statusOf(answer: Buffer): number {
  return answer.length < 2 ? 0 : answer.readUInt16BE(answer.length - 2);
}
