// SPDX-License-Identifier: Apache-2.0
import { parseCommand, status, type Command, type Reply } from './apdu.ts';
import { generalAuthenticate } from './authenticate.ts';
import type { Card, Handler } from './card.ts';
import { generate, importKey, metadata } from './keys.ts';
import { setManagementKey } from './management-key.ts';
import { getData, putData, select, serial, version } from './objects.ts';
import { changeReference, reset, setRetries, unblock, verify } from './pins.ts';

const getResponse = 0xc0;

const handlers: Readonly<Record<number, Handler>> = {
  0x20: verify,
  0x24: changeReference,
  0x2c: unblock,
  0x47: generate,
  0x87: generalAuthenticate,
  0xa4: select,
  0xcb: getData,
  0xdb: putData,
  0xf7: metadata,
  0xf8: serial,
  0xfa: setRetries,
  0xfb: reset,
  0xfd: version,
  0xfe: importKey,
  0xff: setManagementKey,
};

function carryOut(card: Card, command: Command): Reply {
  try {
    return handlers[command.instruction]?.(card, command) ?? { status: status.unknownInstruction };
  } catch (error) {
    // For example, a truncated data object or a scalar out of range.
    console.error(error);
    return { status: status.wrongData };
  }
}

export interface Transmission {
  /** The complete command. Null for GET RESPONSE and all but the last part of a chain. */
  readonly command: Command | null;
  answer(): Buffer;
}

/** Assembles command chains and splits long replies (ISO 7816-4:2013, 5.3.3 and 5.3.4). */
export function createTransmitter(card: Card): (octets: Buffer) => Transmission {
  let chain = Buffer.alloc(0);
  let rest = Buffer.alloc(0);

  const piece = (whole: Buffer, most: number, last: number): Buffer => {
    rest = Buffer.from(whole.subarray(most));
    const words = rest.length > 0 ? 0x6100 + (rest.length > 0xff ? 0 : rest.length) : last;
    return Buffer.concat([whole.subarray(0, most), Buffer.of(words >> 8, words & 0xff)]);
  };

  return (octets) => {
    const part = parseCommand(octets);
    if (part.instruction === getResponse) return { command: null, answer: () => piece(rest, part.expected, status.ok) };
    chain = Buffer.concat([chain, part.data]);
    if (part.chained) return { command: null, answer: () => piece(Buffer.alloc(0), 0, status.ok) };
    const command = { ...part, data: chain };
    chain = Buffer.alloc(0);
    const answer = (): Buffer => {
      const reply = carryOut(card, command);
      return piece(reply.data ?? Buffer.alloc(0), part.expected, reply.status);
    };
    return { command, answer };
  };
}
