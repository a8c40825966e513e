// SPDX-License-Identifier: Apache-2.0
import { damagedAt, tags, type DerElement } from './der-reader.ts';

// BER allows omitting the seconds, and fractions occur despite RFC 5280.
const utcTime = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/;
const generalizedTime = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(Z|[+-]\d{4})?$/;

/**
 * Returns RFC 5280 §4.1.2.5 times as `YYYY-MM-DDTHH:MM:SSZ`.
 * @throws `damaged` for other types and invalid dates
 */
export function readTime(bytes: Uint8Array, element: DerElement): string {
  const { content, end } = element;
  const length = end - content;
  if (length < 11 || length > 40) throw damagedAt(content);
  if (element.tag === tags.utcTime && length === usualLength) {
    const usual = readUsual(bytes, content);
    if (usual !== null) return usual;
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + content, length).toString('latin1');
  const isUtc = element.tag === tags.utcTime;
  if (!isUtc && element.tag !== tags.generalizedTime) throw damagedAt(element.start);
  const match = (isUtc ? utcTime : generalizedTime).exec(text);
  if (match === null) throw damagedAt(content);
  const [, years = '', month = '', day = '', hour = '', minute = '', second = '00', zone = 'Z'] = match;
  // Years from 50 on are 19xx (RFC 5280 §4.1.2.5.1).
  const year = isUtc ? `${years >= '50' ? '19' : '20'}${years}` : years;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  if (!isRealTime(Number(year), Number(month), Number(day)) || hour > '23' || minute > '59' || second > '59') {
    throw damagedAt(content);
  }
  return zone === 'Z' ? iso : shift(iso, zone, content);
}

/** `YYMMDDHHMMSSZ` (RFC 5280 §4.1.2.5.1). */
const usualLength = 13;
const shown = Buffer.from('YYYY-MM-DDTHH:MM:SSZ');
const places = [2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18] as const;

/** Returns null if the slow path is needed. */
function readUsual(bytes: Uint8Array, from: number): string | null {
  if (bytes[from + usualLength - 1] !== 0x5a) return null;
  for (let digit = 0; digit < places.length; digit++) {
    const octet = bytes[from + digit] as number;
    if (octet < 0x30 || octet > 0x39) return null;
    shown[places[digit] as number] = octet;
  }
  const two = (at: number) => (bytes[from + at] as number) * 10 + (bytes[from + at + 1] as number) - 0x30 * 11;
  const month = two(2);
  // Whether days 29 to 31 exist depends on the month, so leave them to the slow path.
  if (month < 1 || month > 12 || two(4) < 1 || two(4) > 28 || two(6) > 23 || two(8) > 59 || two(10) > 59) return null;
  shown.write(two(0) >= 50 ? '19' : '20', 'latin1');
  return shown.toString('latin1');
}

function isRealTime(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  if (day <= 28) return true;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

function shift(iso: string, zone: string, offset: number): string {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  const time = Date.parse(iso) - (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
  const shifted = new Date(time).toISOString();
  if (shifted.length !== 24) throw damagedAt(offset);
  return `${shifted.slice(0, 19)}Z`;
}
