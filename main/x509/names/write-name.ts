// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { attributeTypeNames } from './attribute-types.ts';
import { element, oid, sequence, set, utf8String } from '../der/der-writer.ts';
import { tags } from '../der/der-reader.ts';

const typesByName = new Map(Object.entries(attributeTypeNames).map(([type, name]) => [name.toLowerCase(), type]));

/** X.520 requires PrintableString. RFC 4519 and RFC 2985 require IA5String. */
const printable: ReadonlySet<string> = new Set(['2.5.4.6', '2.5.4.5', '2.5.4.46']);
const ia5: ReadonlySet<string> = new Set(['1.2.840.113549.1.9.1', '0.9.2342.19200300.100.1.25']);
const countryType = '2.5.4.6';

/**
 * Takes an RFC 4514 name, such as `CN=张三,O=Bank\, Ltd,C=CN`. Writes UTF8String (RFC 5280 §4.1.2.4) unless the
 * attribute requires another string type. Errors: `invalid-input` (details: `field`, `reason`).
 */
export function writeName(text: string): Uint8Array {
  const rdns = splitAt(text, ',').map((rdn) => set(...splitAt(rdn, '+').map(writeAttribute)));
  return sequence(...rdns.toReversed());
}

function splitAt(text: string, separator: ',' | '+'): string[] {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') quoted = !quoted;
    else if (text[at] === separator && !quoted) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  if (quoted) throw refused('quotes');
  return [...parts, text.slice(from)];
}

function writeAttribute(text: string): Uint8Array {
  const equals = text.indexOf('=');
  if (equals < 1) throw refused('no-equals-sign');
  const type = typeOf(text.slice(0, equals).trim());
  const value = trimmed(text.slice(equals + 1));
  if (value === '') throw refused('empty-value');
  return sequence(oid(type), value.startsWith('#') ? encodedValue(value.slice(1)) : writeText(type, unescape(value)));
}

/** A trailing space stays if it is escaped (RFC 4514 §2.4). */
function trimmed(text: string): string {
  const bare = text.trim();
  const isEscaped = (/\\*$/.exec(bare)?.[0].length ?? 0) % 2 === 1;
  return isEscaped ? text.trimStart().slice(0, bare.length + 1) : bare;
}

function typeOf(name: string): string {
  const known = typesByName.get(name.toLowerCase());
  if (known !== undefined) return known;
  const dotted = /^(?:oid\.)?([0-2](?:\.(?:0|[1-9]\d*))+)$/i.exec(name)?.[1];
  if (dotted === undefined) throw refused('unknown-type');
  return dotted;
}

function encodedValue(hex: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2}){2,}$/i.test(hex)) throw refused('hex');
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

/** Handles `\,`, `\"`, UTF-8 as `\E5\BC\A0`, and RFC 2253 quotes. */
function unescape(value: string): string {
  const bare = /^"(.*)"$/s.exec(value)?.[1] ?? value;
  const octets = Buffer.from(bare, 'utf8');
  const out: number[] = [];
  for (let at = 0; at < octets.length; at += 1) {
    const octet = octets[at] as number;
    if (octet !== 0x5c) {
      out.push(octet);
      continue;
    }
    const pair = octets.toString('latin1', at + 1, at + 3);
    if (/^[0-9a-f]{2}$/i.test(pair)) {
      out.push(Number.parseInt(pair, 16));
      at += 2;
    } else if (at + 1 < octets.length) {
      out.push(octets[at + 1] as number);
      at += 1;
    } else throw refused('escape');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(out));
  } catch {
    throw refused('escape');
  }
}

function writeText(type: string, text: string): Uint8Array {
  if (printable.has(type)) {
    if (!/^[A-Za-z0-9 '()+,\-./:=?]+$/.test(text)) throw refused('characters');
    if (type === countryType && text.length !== 2) throw refused('country');
    return element(tags.printableString, Buffer.from(text, 'latin1'));
  }
  if (ia5.has(type)) {
    if (!/^[\x20-\x7e]+$/.test(text)) throw refused('characters');
    return element(tags.ia5String, Buffer.from(text, 'latin1'));
  }
  return utf8String(text);
}

function refused(reason: string): AppError {
  return new AppError('invalid-input', { field: 'subject', reason });
}
