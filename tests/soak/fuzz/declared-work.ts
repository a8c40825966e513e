// SPDX-License-Identifier: Apache-2.0
import { type TlvNode, tlvIndex } from './tlv-index.ts';

const sequenceTag = 0x30;
const octetStringTag = 0x04;
const integerTag = 0x02;
/** Assumes that the app refuses higher counts before the work starts, so that they cost nothing. */
const appLimit = 10_000_000;

/** Iterations that cost a few milliseconds. */
export const affordableWork = 4_096;

interface Count {
  readonly at: number;
  readonly end: number;
  readonly value: number;
}

/**
 * INTEGERs where PBKDF2, scrypt, the PKCS#12 schemes and MacData (RFC 8018, RFC 7914, RFC 7292) store their iteration
 * counts: after a salt that is the first member, or the second after a digest.
 */
function iterationCounts(bytes: Uint8Array): Count[] {
  const nodes = tlvIndex(bytes);
  const members = Map.groupBy(nodes, ({ parent }) => parent);
  return nodes.flatMap((node) => {
    if (node.tag !== integerTag || node.contentEnd - node.content > 5) return [];
    const [first, second] = members.get(node.parent) ?? [];
    const salted = first?.tag === octetStringTag || (first?.tag === sequenceTag && second?.tag === octetStringTag);
    return salted ? [{ at: node.content, end: node.contentEnd, value: valueOf(bytes, node) }] : [];
  });
}

function valueOf(bytes: Uint8Array, { content, contentEnd }: TlvNode): number {
  let value = 0;
  for (let at = content; at < contentEnd; at++) value = value * 256 + (bytes[at] as number);
  return value;
}

/** Iterations the app would really perform, over all derivations of the file. */
export function declaredWork(bytes: Uint8Array): number {
  const values = isJavaStore(bytes) ? javaCounts(bytes) : octetsOf(bytes).flatMap(iterationCounts);
  return values.reduce((sum, { value }) => sum + (value <= appLimit ? value : 0), 0);
}

/** Lowers counts above `most`, up to `appLimit`, to 2 in place: a million inputs can't afford them. */
export function lowerDeclaredWork(bytes: Uint8Array, most: number): void {
  for (const { at, end, value } of iterationCounts(bytes)) {
    if (value <= most || value > appLimit) continue;
    bytes.fill(0, at, end);
    bytes[end - 1] = 2;
  }
}

/** Possible DER: the octets themselves, or each base64 text between two boundaries. */
function octetsOf(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
  if (!text.includes('-----')) return [bytes];
  return text
    .split(/-----[^-]*-----/)
    .map((body) => body.replaceAll(/[^\n\r]*:[^\n\r]*|\\[nr]|[^A-Za-z0-9+/]/g, ''))
    .filter((body) => body.length > 40)
    .map((body) => Buffer.from(body, 'base64'));
}

function isJavaStore(bytes: Uint8Array): boolean {
  return /^(?:feedfeed|cececece)/.test(Buffer.from(bytes.subarray(0, 4)).toString('hex'));
}

/** Counts after the eight-octet salts in a Java store. Each iteration hashes the password: up to four blocks. */
function javaCounts(bytes: Uint8Array): { value: number }[] {
  const passwordBlocks = 4;
  const text = Buffer.from(bytes).toString('latin1');
  // oxlint-disable-next-line no-control-regex -- tags and lengths of DER
  return [...text.matchAll(/\x04\x08[^]{8}\x02([\x01-\x04])/g)].map((found) => {
    const at = found.index + found[0].length;
    const length = found[1]?.charCodeAt(0) ?? 0;
    let value = 0;
    for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0);
    return { value: value * passwordBlocks };
  });
}
