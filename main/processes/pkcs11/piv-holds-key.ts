import { askCard } from './ask-card.ts';
import { selectPiv } from './piv-unblock.ts';
import { getPinMetadata } from './piv-tries.ts';

/** Key references (SP 800-73-4 part 1 table 4b) of what libykcs11 numbers from 1. */
const references = [0x9a, 0x9c, 0x9d, 0x9e, ...Array.from({ length: 20 }, (_, at) => 0x82 + at)];

/**
 * Whether the YubiKey in this reader has a key in the place that libykcs11 gives this number, 1 to 24, by the card itself
 * (Yubico's GET METADATA, firmware 5.3 and later; it needs no login, and changes nothing but that the PIV application is
 * selected afterwards). Null: it does not tell; `held`: a
 * program has had it to itself for all of `patienceMs`. Errors as of `askCard`.
 */
export async function pivHoldsKey(reader: string, place: number, patienceMs: number): Promise<boolean | null | 'held'> {
  const reference = references[place - 1];
  if (reference === undefined) return null;
  const getKeyMetadata = Buffer.of(0x00, 0xf7, 0x00, reference);
  return askCard(reader, patienceMs, async (ask) => {
    // Another application may say of its own keys that there is none: every PIV application tells of its PIN.
    if (statusOf(await ask(getPinMetadata)) !== 0x9000) {
      await ask(selectPiv);
      if (statusOf(await ask(getPinMetadata)) !== 0x9000) return null;
    }
    const status = statusOf(await ask(getKeyMetadata));
    // 61xx: more to tell, as of RSA keys; 6A88: reference data not found.
    if (status === 0x9000 || status >> 8 === 0x61) return true;
    return status === 0x6a88 ? false : null;
  });
}

function statusOf(answer: Buffer): number {
  return answer.length < 2 ? 0 : answer.readUInt16BE(answer.length - 2);
}
