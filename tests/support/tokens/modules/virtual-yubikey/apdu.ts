// SPDX-License-Identifier: Apache-2.0
/** Commands and replies of ISO 7816-4:2013 (5.2) with short and extended lengths. */

export interface Command {
  /** Bit 0x10 of CLA: the chain continues. */
  readonly chained: boolean;
  readonly instruction: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Buffer;
  /** Ne, the maximum length of the reply's data: 256 or 65,536 if the command doesn't state it. */
  readonly expected: number;
}

export interface Reply {
  readonly data?: Buffer;
  /** SW1 and SW2. */
  readonly status: number;
}

/** Status words (ISO 7816-4:2013, 5.6; SP 800-73-4 part 2). */
export const status = {
  ok: 0x9000,
  securityNotSatisfied: 0x6982,
  blocked: 0x6983,
  conditionsNotSatisfied: 0x6985,
  wrongData: 0x6a80,
  notFound: 0x6a82,
  notEnoughMemory: 0x6a84,
  referenceNotFound: 0x6a88,
  unknownInstruction: 0x6d00,
  internal: 0x6f00,
} as const;

export const done: Reply = { status: status.ok };

/** Returns `63Cx` with the tries left, or `blocked` for none. */
export function wrongPin(triesLeft: number): Reply {
  return { status: triesLeft > 0 ? 0x63c0 + triesLeft : status.blocked };
}

/** Throws a RangeError for a truncated command. */
export function parseCommand(octets: Buffer): Command {
  const head = {
    chained: (octets.readUInt8(0) & 0x10) !== 0,
    instruction: octets.readUInt8(1),
    p1: octets.readUInt8(2),
    p2: octets.readUInt8(3),
  };
  if (octets.length === 4) return { ...head, data: Buffer.alloc(0), expected: 256 };
  const extended = octets[4] === 0 && octets.length > 5;
  const [start, whole] = extended ? [7, 65_536] : [5, 256];
  const length = extended ? octets.readUInt16BE(5) : octets.readUInt8(4);
  if (octets.length === start) return { ...head, data: Buffer.alloc(0), expected: length || whole };
  const data = octets.subarray(start, start + length);
  if (data.length < length) throw new RangeError('the command is cut off');
  const rest = octets.subarray(start + length);
  const expected = rest.length === 0 ? 0 : rest.readUIntBE(0, Math.min(rest.length, 2));
  return { ...head, data, expected: expected || whole };
}
