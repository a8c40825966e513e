// SPDX-License-Identifier: Apache-2.0
/** See D-Bus Specification 0.43, "Message Protocol" and "Marshaling". */
export const methodCall = 1;
export const methodReturn = 2;
export const errorReply = 3;
export const signal = 4;

const fixedBytes = 16;
export const maxMessageBytes = 256 * 1024;

const fieldCodes = {
  path: 1,
  interface: 2,
  member: 3,
  replySerial: 5,
  destination: 6,
  sender: 7,
  signature: 8,
} as const;

export interface BusMessage {
  readonly type: number;
  readonly replySerial: number | null;
  readonly interface: string | null;
  readonly member: string | null;
  /** The bus sets the sender, so it can't be forged. */
  readonly sender: string | null;
  readonly body: BusReader;
}

export class BusWriter {
  readonly #bytes: number[] = [];

  get length(): number {
    return this.#bytes.length;
  }

  align(to: number): this {
    while (this.#bytes.length % to !== 0) this.#bytes.push(0);
    return this;
  }

  byte(value: number): this {
    this.#bytes.push(value);
    return this;
  }

  /** Also writes INT32. */
  uint32(value: number): this {
    this.align(4);
    for (const shift of [0, 8, 16, 24]) this.#bytes.push((value >> shift) & 0xff);
    return this;
  }

  /** Writes STRING or OBJECT_PATH. Drops NUL, on which the bus disconnects. */
  string(value: string): this {
    const bytes = new TextEncoder().encode(value.replaceAll('\0', ''));
    this.uint32(bytes.length);
    for (const byte of bytes) this.#bytes.push(byte);
    return this.byte(0);
  }

  signature(value: string): this {
    this.byte(value.length);
    for (const character of value) this.byte(character.charCodeAt(0));
    return this.byte(0);
  }

  strings(values: readonly string[]): this {
    const content = new BusWriter();
    for (const value of values) content.string(value);
    this.uint32(content.length);
    for (const byte of content.#bytes) this.#bytes.push(byte);
    return this;
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

export class BusReader {
  readonly #view: DataView;
  readonly #little: boolean;
  #offset: number;

  constructor(bytes: Uint8Array, little: boolean, offset = 0) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#little = little;
    this.#offset = offset;
  }

  get offset(): number {
    return this.#offset;
  }

  align(to: number): void {
    this.#offset = Math.ceil(this.#offset / to) * to;
  }

  byte(): number {
    return this.#view.getUint8(this.#offset++);
  }

  uint32(): number {
    this.align(4);
    const value = this.#view.getUint32(this.#offset, this.#little);
    this.#offset += 4;
    return value;
  }

  string(): string {
    return this.#text(this.uint32());
  }

  signature(): string {
    return this.#text(this.byte());
  }

  strings(): string[] {
    const end = this.uint32() + this.#offset;
    const values: string[] = [];
    while (this.#offset < end) values.push(this.string());
    return values;
  }

  #text(length: number): string {
    if (this.#offset + length + 1 > this.#view.byteLength) throw new RangeError('D-Bus string too long');
    const bytes = new Uint8Array(this.#view.buffer, this.#view.byteOffset + this.#offset, length);
    this.#offset += length + 1;
    return new TextDecoder().decode(bytes);
  }
}

export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature: string;
  readonly body: Uint8Array;
}

export function encodeCall(call: MethodCall, serial: number): Uint8Array {
  const fields = new BusWriter();
  const field = (code: number, type: 'o' | 's', value: string): void =>
    void fields.align(8).byte(code).signature(type).string(value);
  field(fieldCodes.path, 'o', call.path);
  field(fieldCodes.destination, 's', call.destination);
  field(fieldCodes.interface, 's', call.interface);
  field(fieldCodes.member, 's', call.member);
  if (call.signature !== '') fields.align(8).byte(fieldCodes.signature).signature('g').signature(call.signature);
  const head = new BusWriter();
  for (const byte of [0x6c, methodCall, 0, 1]) head.byte(byte);
  head.uint32(call.body.length).uint32(serial).uint32(fields.length);
  const padding = new Uint8Array((8 - (fields.length % 8)) % 8);
  return Buffer.concat([head.bytes(), fields.bytes(), padding, call.body]);
}

/** In bytes, or null while the header is incomplete. Throws RangeError if too long. */
export function messageLength(bytes: Uint8Array): number | null {
  if (bytes.length < fixedBytes) return null;
  const reader = new BusReader(bytes, bytes[0] === 0x6c, 4);
  const body = reader.uint32();
  reader.uint32();
  const length = fixedBytes + Math.ceil(reader.uint32() / 8) * 8 + body;
  if (length > maxMessageBytes) throw new RangeError('D-Bus message too long');
  return length;
}

/** Throws RangeError for inconsistent lengths. */
export function decodeMessage(bytes: Uint8Array): BusMessage {
  const little = bytes[0] === 0x6c;
  const reader = new BusReader(bytes, little, 12);
  const end = fixedBytes + reader.uint32();
  const fields = new Map<number, string | number>();
  while (reader.offset < end) {
    reader.align(8);
    const code = reader.byte();
    const type = reader.signature();
    fields.set(code, type === 'u' ? reader.uint32() : type === 'g' ? reader.signature() : reader.string());
  }
  const text = (code: number): string | null => {
    const value = fields.get(code);
    return typeof value === 'string' ? value : null;
  };
  const replySerial = fields.get(fieldCodes.replySerial);
  return {
    type: bytes[1] ?? 0,
    replySerial: typeof replySerial === 'number' ? replySerial : null,
    interface: text(fieldCodes.interface),
    member: text(fieldCodes.member),
    sender: text(fieldCodes.sender),
    body: new BusReader(bytes.subarray(Math.ceil(end / 8) * 8), little),
  };
}
