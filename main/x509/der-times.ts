import { damagedAt, tags, type DerElement } from './der-reader.ts';

// Digits, optional seconds (BER), optional fraction (not allowed by RFC 5280, issued all the same), Z or an offset.
const utcTime = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/;
const generalizedTime = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(Z|[+-]\d{4})?$/;

/**
 * UTCTime or GeneralizedTime (RFC 5280 §4.1.2.5) as `YYYY-MM-DDTHH:MM:SSZ`; fractions are dropped, offsets applied.
 * @throws AppError `damaged` for another type or an impossible date.
 */
export function readTime(bytes: Uint8Array, element: DerElement): string {
  const { content, end } = element;
  const length = end - content;
  if (length < 11 || length > 40) throw damagedAt(content);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + content, length).toString('latin1');
  const isUtc = element.tag === tags.utcTime;
  if (!isUtc && element.tag !== tags.generalizedTime) throw damagedAt(element.start);
  const match = (isUtc ? utcTime : generalizedTime).exec(text);
  if (match === null) throw damagedAt(content);
  const [, years = '', month = '', day = '', hour = '', minute = '', second = '00', zone = 'Z'] = match;
  // Two-digit years from 50 on belong to the last century (RFC 5280 §4.1.2.5.1).
  const year = isUtc ? `${years >= '50' ? '19' : '20'}${years}` : years;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  if (!isRealTime(Number(year), Number(month), Number(day)) || hour > '23' || minute > '59' || second > '59') {
    throw damagedAt(content);
  }
  return zone === 'Z' ? iso : shift(iso, zone, content);
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
  // Beyond year 9999 ISO 8601 needs a sign: no certificate means that.
  if (shifted.length !== 24) throw damagedAt(offset);
  return `${shifted.slice(0, 19)}Z`;
}
