// SPDX-License-Identifier: Apache-2.0
import {
  type DerElement,
  childrenOf,
  contextTag,
  damagedAt,
  listChildren,
  readElement,
  tags,
} from '../../der/der-reader.ts';
import { readNamedBits } from '../../der/der-values.ts';
import { alternativeNameKey, readAlternativeName } from '../names/alternative-name.ts';
import { joinNameKey, type NameKey, readRdnKey } from '../names/name-key.ts';

/** ReasonFlags 1 to 8 (RFC 5280 §4.2.1.13). Bit n is 1 << n. */
export const allReasons = 0b1_1111_1110;

export interface DistributionPoint {
  readonly names: readonly string[] | null;
  /** Null means the certificate's issuer. */
  readonly crlIssuers: readonly NameKey[] | null;
  readonly reasons: number;
}

/** RFC 5280 §4.2.1.13, §4.2.1.15. @throws `damaged`, `limit-exceeded` */
export function readDistributionPoints(bytes: Uint8Array, list: DerElement, issuer: NameKey): DistributionPoint[] {
  const points: DistributionPoint[] = [];
  for (const point of childrenOf(bytes, list)) {
    if (point.tag !== tags.sequence) throw damagedAt(point.start);
    points.push(readPoint(bytes, point, issuer));
  }
  if (points.length === 0) throw damagedAt(list.start);
  return points;
}

function readPoint(bytes: Uint8Array, point: DerElement, issuer: NameKey): DistributionPoint {
  let names: readonly string[] | null = null;
  let crlIssuers: NameKey[] | null = null;
  let reasons = allReasons;
  let nameElement: DerElement | null = null;
  for (const field of childrenOf(bytes, point, 3)) {
    if (field.tag === contextTag(0)) nameElement = field;
    else if (field.tag === contextTag(1, false)) reasons = readReasons(bytes, field);
    else if (field.tag === contextTag(2)) crlIssuers = directoryNames(bytes, field);
    else throw damagedAt(field.start);
  }
  if (nameElement) names = readPointNames(bytes, nameElement, crlIssuers?.[0] ?? issuer);
  if (names === null && crlIssuers === null) throw damagedAt(point.start);
  return { names, crlIssuers, reasons };
}

function directoryNames(bytes: Uint8Array, field: DerElement): NameKey[] {
  return listChildren(bytes, field).flatMap((name) => {
    const read = readAlternativeName(bytes, name);
    return read.kind === 'directory' ? [read.name] : [];
  });
}

/**
 * Reads a full name, or one relative to `issuer`.
 * @throws `damaged`, `limit-exceeded`
 */
export function readPointNames(bytes: Uint8Array, wrapper: DerElement, issuer: NameKey): string[] {
  const choice = readElement(bytes, wrapper.content, wrapper.end);
  if (choice.tag === contextTag(0)) {
    return listChildren(bytes, choice).map((name) => alternativeNameKey(readAlternativeName(bytes, name)));
  }
  if (choice.tag !== contextTag(1)) throw damagedAt(choice.start);
  return [`directory:${joinNameKey([...issuer, readRdnKey(bytes, choice)])}`];
}

export function readReasons(bytes: Uint8Array, flags: DerElement): number {
  return readNamedBits(bytes, flags) & allReasons;
}
