// SPDX-License-Identifier: Apache-2.0
import { bitString, nullValue, oid, sequence, unsignedInteger } from '../../../x509/der/der-writer.ts';
import { sm2CurveOid } from '../../../x509/certificate/public-key-algorithm.ts';
import { skfText } from './cells.ts';

export const deviceInfoOctets = 512;
/** Fill value that shows where DEVINFO ends: no library ends its last field (Reserved) with this value. */
export const untouched = 0xee;

export interface DeviceInfo {
  readonly maker: string;
  readonly label: string;
  readonly serial: string;
  readonly totalBytes: number | null;
  readonly freeBytes: number | null;
}

/** Offset of the first ULONG in DEVINFO, by its size: packed or not, ULONG of 4 or 8 octets. */
const tails: Readonly<Record<number, { readonly at: number; readonly octets: 4 | 8 }>> = {
  294: { at: 198, octets: 4 },
  296: { at: 200, octets: 4 },
  326: { at: 198, octets: 8 },
  328: { at: 200, octets: 8 },
};

/** Callers fill `info` with `untouched` before SKF_GetDevInfo. */
export function readDeviceInfo(info: Buffer): DeviceInfo {
  const size = info.findLastIndex((octet) => octet !== untouched) + 1;
  const tail = tails[size];
  const space = (place: number): number | null => {
    if (tail === undefined) return null;
    const value = info.readUIntLE(tail.at + place * tail.octets, 4);
    return value === 0 || value === 0xffff_ffff ? null : value;
  };
  return {
    maker: skfText(info.subarray(2, 66)),
    label: skfText(info.subarray(130, 162)),
    serial: skfText(info.subarray(162, 194)),
    totalBytes: space(4),
    freeBytes: space(5),
  };
}

const coordinate = 64;
const field = 32;

/** Converts an ECCPUBLICKEYBLOB to a SubjectPublicKeyInfo (GM/T 0009) in DER. Returns null for a wrong size. */
export function sm2PublicKeyInfo(blob: Buffer): Uint8Array | null {
  const head = blob.length - 2 * coordinate;
  if ((head !== 4 && head !== 8) || blob.readUInt32LE() !== field * 8) return null;
  const [x, y] = [blob.subarray(head, head + coordinate), blob.subarray(head + coordinate)];
  const point = Buffer.concat([Buffer.of(4), x.subarray(coordinate - field), y.subarray(coordinate - field)]);
  return sequence(sequence(oid('1.2.840.10045.2.1'), oid(sm2CurveOid)), bitString(point));
}

export const sm2PublicKeyRoom = 8 + 2 * coordinate;

/** `blob` is an ECCPUBLICKEYBLOB with a ULONG of unknown size. `spki` is that of an SM2 key. */
export function holdsSm2Key(blob: Buffer, spki: Uint8Array | null): boolean {
  if (spki === null) return false;
  const point = Buffer.from(spki.subarray(-2 * field));
  return blob.includes(point.subarray(0, field)) && blob.includes(point.subarray(field));
}

const rsaModulus = 256;
const rsaExponent = 4;

/**
 * Converts an RSAPUBLICKEYBLOB to a SubjectPublicKeyInfo (RFC 3279 §2.3.1) in DER. Returns null for a wrong size. The
 * standard doesn't say how to align a shorter modulus.
 */
export function rsaPublicKeyInfo(blob: Buffer): Uint8Array | null {
  // ULONG AlgID, ULONG BitLen
  const head = blob.length < 2 * 8 + rsaModulus + rsaExponent ? 8 : 16;
  if (blob.length < head + rsaModulus + rsaExponent) return null;
  const octets = blob.readUInt32LE(head / 2) / 8;
  if (!Number.isInteger(octets) || octets === 0 || octets > rsaModulus) return null;
  const room = blob.subarray(head, head + rsaModulus);
  const atEnd = room.subarray(0, rsaModulus - octets).every((octet) => octet === 0);
  const modulus = atEnd ? room.subarray(rsaModulus - octets) : room.subarray(0, octets);
  const exponent = blob.subarray(head + rsaModulus, head + rsaModulus + rsaExponent);
  const key = sequence(unsignedInteger(modulus), unsignedInteger(exponent));
  return sequence(sequence(oid('1.2.840.113549.1.1.1'), nullValue()), bitString(key));
}

export const signatureOctets = 2 * coordinate;

/** Converts an ECCSIGNATUREBLOB to r||s (IEEE P1363). */
export function sm2Signature(blob: Buffer): Uint8Array {
  return Buffer.concat([
    blob.subarray(coordinate - field, coordinate),
    blob.subarray(2 * coordinate - field, 2 * coordinate),
  ]);
}
