// SPDX-License-Identifier: Apache-2.0
import { damagedAt } from '../../x509/der/der-reader.ts';
import { decodeModifiedUtf8 } from './modified-utf8.ts';

export class OctetReader {
  readonly bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.#at = at;
  }

  get offset(): number {
    return this.#at;
  }

  get remaining(): number {
    return this.bytes.length - this.#at;
  }

  uint8(): number {
    return this.take(1)[0] as number;
  }

  uint16(): number {
    const [high = 0, low = 0] = this.take(2);
    return (high << 8) | low;
  }

  uint32(): number {
    return this.uint16() * 0x10000 + this.uint16();
  }

  take(length: number): Uint8Array {
    if (length > this.remaining) throw damagedAt(this.bytes.length);
    const from = this.#at;
    this.#at += length;
    return this.bytes.subarray(from, this.#at);
  }

  block(): Uint8Array {
    return this.take(this.uint32());
  }

  text(): string {
    const from = this.#at;
    const text = decodeModifiedUtf8(this.take(this.uint16()));
    if (text === null) throw damagedAt(from);
    return text;
  }
}
