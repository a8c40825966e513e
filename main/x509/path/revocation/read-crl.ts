// SPDX-License-Identifier: Apache-2.0
import { revocationReasonNames } from '../../../../shared/domain/trust/path-reasons.ts';
import {
  childrenOf,
  contextTag,
  damagedAt,
  type DerElement,
  expectElement,
  readWhole,
  tags,
} from '../../der/der-reader.ts';
import { readTime } from '../../der/der-times.ts';
import { integerToHex } from '../../der/der-values.ts';
import { formatName, readName } from '../../names/distinguished-name.ts';
import { extensionsOf } from '../../extensions/extension-fields.ts';

export interface RevokedCertificate {
  readonly serial: string;
  readonly date: string;
  /** RFC 5280 §5.3.1. */
  readonly reason: string | null;
}

export interface CrlSummary {
  readonly issuer: string;
  readonly thisUpdate: string;
  readonly nextUpdate: string | null;
  readonly number: string | null;
  readonly entries: number;
  /** The first `maxShownEntries`. */
  readonly revoked: readonly RevokedCertificate[];
}

export const maxShownEntries = 100;
/** Large public CRLs have hundreds of thousands. */
const maxEntries = 2_000_000;
const crlNumberOid = '2.5.29.20';
const reasonCodeOid = '2.5.29.21';

export function readCrl(der: Uint8Array): CrlSummary {
  const whole = readWhole(der, tags.sequence);
  const list = expectElement(der, tags.sequence, whole.content, whole.end);
  const members = [...childrenOf(der, list)];
  if (members[0]?.tag === tags.integer) members.shift();
  const [algorithm, issuer, thisUpdate, ...rest] = members;
  if (algorithm?.tag !== tags.sequence || issuer?.tag !== tags.sequence || !thisUpdate) throw damagedAt(list.content);
  const nextUpdate = isTime(rest[0]) ? rest.shift() : undefined;
  const entries = rest[0]?.tag === tags.sequence ? rest.shift() : undefined;
  const extensions = rest.find(({ tag }) => tag === contextTag(0));
  return {
    issuer: formatName(readName(der, issuer)),
    thisUpdate: readTime(der, thisUpdate),
    nextUpdate: nextUpdate ? readTime(der, nextUpdate) : null,
    number: extensions ? crlNumber(der, extensions) : null,
    ...readEntries(der, entries),
  };
}

function isTime(element: DerElement | undefined): boolean {
  return element?.tag === tags.utcTime || element?.tag === tags.generalizedTime;
}

function readEntries(der: Uint8Array, list: DerElement | undefined): Pick<CrlSummary, 'entries' | 'revoked'> {
  const revoked: RevokedCertificate[] = [];
  let entries = 0;
  if (!list) return { entries, revoked };
  for (const entry of childrenOf(der, list, maxEntries)) {
    if (entry.tag !== tags.sequence) throw damagedAt(entry.start);
    entries += 1;
    if (entries <= maxShownEntries) revoked.push(readEntry(der, entry));
  }
  return { entries, revoked };
}

function readEntry(der: Uint8Array, entry: DerElement): RevokedCertificate {
  const [serial, date, extensions] = [...childrenOf(der, entry, 3)];
  if (serial?.tag !== tags.integer || !date) throw damagedAt(entry.content);
  return {
    serial: integerToHex(der, serial),
    date: readTime(der, date),
    reason: extensions ? reasonOf(der, extensions, entry) : null,
  };
}

function reasonOf(der: Uint8Array, extensions: DerElement, entry: DerElement): string | null {
  // `extensionsOf` reads inside a wrapper, so narrow the entry to its extensions.
  for (const { oid, value } of extensionsOf(der, { ...entry, content: extensions.start })) {
    if (oid !== reasonCodeOid) continue;
    const code = expectElement(der, tags.enumerated, value.content, value.end);
    return revocationReasonNames[der[code.content] as number] ?? null;
  }
  return null;
}

function crlNumber(der: Uint8Array, wrapper: DerElement): string | null {
  for (const { oid, value } of extensionsOf(der, wrapper)) {
    if (oid === crlNumberOid) return integerToHex(der, expectElement(der, tags.integer, value.content, value.end));
  }
  return null;
}
