// SPDX-License-Identifier: Apache-2.0
import koffi from 'koffi';
import { handleNumber, type FunctionTable } from '../module/function-table.ts';

/** Undefined values are missing or sensitive. Null means pkcs11js must read the object. */
export type ReadAtOnce = (session: Buffer, object: Buffer, types: readonly number[]) => (Buffer | undefined)[] | null;

const getAttributeValue = 24;
const room = 16 * 1024;
const maxTypes = 16;

const ulongBytes = koffi.sizeof('ulong');
const pointerBytes = koffi.sizeof('void *');
/** CK_ATTRIBUTE: type, pointer, length. Packed on Windows. */
const packed = process.platform === 'win32';
const pointerAt = packed ? ulongBytes : pointerBytes;
const lengthAt = pointerAt + pointerBytes;
const attributeBytes = packed ? lengthAt + ulongBytes : 3 * pointerBytes;

const ok = 0;

/** One call per object is twice as fast as pkcs11js. */
export function bindReadAtOnce(table: FunctionTable): ReadAtOnce {
  const type = koffi.proto('ulong C_GetAttributeValue(ulong session, ulong object, void *template, ulong count)');
  const values = Buffer.alloc(room * maxTypes);
  const template = Buffer.alloc(attributeBytes * maxTypes);
  const base = koffi.address(values);
  const unavailable = ulongBytes === 8 ? 0xffff_ffff_ffff_ffffn : 0xffff_ffffn;
  const writeUlong = (value: number, at: number): void => {
    if (ulongBytes === 8) template.writeBigUInt64LE(BigInt(value), at);
    else template.writeUInt32LE(value, at);
  };
  const lengthOf = (at: number): bigint =>
    ulongBytes === 8 ? template.readBigUInt64LE(at) : BigInt(template.readUInt32LE(at));

  return (session, object, types) => {
    if (types.length > maxTypes) return null;
    for (const [index, wanted] of types.entries()) {
      const at = index * attributeBytes;
      writeUlong(wanted, at);
      template.writeBigUInt64LE(base + BigInt(index * room), at + pointerAt);
      writeUlong(room, at + lengthAt);
    }
    const pointer = table[getAttributeValue];
    const rv = Number(koffi.call(pointer, type, handleNumber(session), handleNumber(object), template, types.length));
    if (rv !== ok) return null;
    const lengths = types.map((_, index) => lengthOf(index * attributeBytes + lengthAt));
    // softokn may stop early (measured). The remaining lengths then still equal `room`.
    if (lengths.some((length) => length !== unavailable && length >= room)) return null;
    return lengths.map((length, index) => {
      if (length === unavailable) return undefined;
      // Copy, because all calls share the buffer.
      const value = Buffer.alloc(Number(length));
      values.copy(value, 0, index * room, index * room + value.length);
      return value;
    });
  };
}
