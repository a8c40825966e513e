// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import {
  childrenOf,
  contextTag,
  damagedAt,
  type DerElement,
  expectElement,
  readElement,
  readWhole,
  tags,
} from '../../der/der-reader.ts';
import { readTime } from '../../der/der-times.ts';
import { integerToHex, readBoolean } from '../../der/der-values.ts';
import type { CertificateExtension } from '../../extensions/extension-fields.ts';
import {
  allReasons,
  type DistributionPoint,
  readDistributionPoints,
  readPointNames,
  readReasons,
} from './distribution-point.ts';
import { extensionOids } from '../extension-oids.ts';
import { joinNameKey, type NameKey, readNameKey } from '../names/name-key.ts';
import { readAlternativeName } from '../names/alternative-name.ts';
import { strictExtensionsOf } from '../strict-layout.ts';

export interface CrlScope {
  readonly names: readonly string[] | null;
  readonly only: 'any' | 'user' | 'ca' | 'attribute';
  readonly reasons: number;
  readonly indirect: boolean;
  readonly octets: string;
}

export interface PathCrl {
  readonly der: Uint8Array;
  readonly issuerKey: string;
  readonly thisUpdate: string;
  readonly nextUpdate: string | null;
  /** Lower-case hex. */
  readonly number: string | null;
  /** Number of the delta's base CRL. */
  readonly baseNumber: string | null;
  readonly scope: CrlScope | null;
  readonly authorityKeyId: string | null;
  /** RFC 5280 §5.2.6. Empty for a delta. */
  readonly freshestPoints: readonly DistributionPoint[];
  /** Reason codes (RFC 5280 §5.3.1) by issuer and serial number. */
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly revokedList: DerElement | null;
  /** False for unknown critical extensions and for violations of RFC 5280. */
  readonly usable: boolean;
}

const maxEntries = 2_000_000;
export const certificateHold = 6;
export const removeFromCrl = 8;
const processed: ReadonlySet<string> = new Set([
  extensionOids.crlNumber,
  extensionOids.deltaCrlIndicator,
  extensionOids.issuingDistributionPoint,
  extensionOids.authorityKeyIdentifier,
  extensionOids.issuerAltName,
  extensionOids.freshestCrl,
]);
const processedOfEntries: ReadonlySet<string> = new Set([
  extensionOids.reasonCode,
  extensionOids.invalidityDate,
  extensionOids.certificateIssuer,
]);

/** Returns the reason code, or null if not listed. */
export function revocationIn(crl: PathCrl, certificate: { readonly issuerKey: string; readonly serial: string }) {
  return crl.entries.get(certificate.issuerKey)?.get(certificate.serial) ?? null;
}

export function revocationDateIn(
  crl: PathCrl,
  { issuerKey, serial }: { readonly issuerKey: string; readonly serial: string },
): string | null {
  const { der, revokedList } = crl;
  for (const entry of revokedList ? entriesOf(der, revokedList, crl.issuerKey) : []) {
    if (entry.serial !== serial || entry.issuerKey !== issuerKey || entry.reason === removeFromCrl) continue;
    return isTime(entry.date) ? readTime(der, entry.date) : null;
  }
  return null;
}

/**
 * Reads DER (RFC 5280 §5).
 * @throws `damaged`, `limit-exceeded`
 */
export function readPathCrl(der: Uint8Array): PathCrl {
  const whole = readWhole(der, tags.sequence);
  const list = expectElement(der, tags.sequence, whole.content, whole.end);
  const members = [...childrenOf(der, list)];
  const version = members[0]?.tag === tags.integer ? members.shift() : undefined;
  const [inner, issuerElement, thisUpdate, ...rest] = members;
  if (!inner || issuerElement?.tag !== tags.sequence || !thisUpdate) throw damagedAt(list.content);
  const outer = expectElement(der, tags.sequence, list.end, whole.end);
  const nextUpdate = isTime(rest[0]) ? rest.shift() : undefined;
  const revoked = rest[0]?.tag === tags.sequence ? rest.shift() : undefined;
  const wrapper = rest.find(({ tag }) => tag === contextTag(0));
  const issuer = readNameKey(der, issuerElement);
  const issuerKey = joinNameKey(issuer);
  const extensions = wrapper ? readExtensions(der, wrapper, issuer) : noExtensions;
  const { entries, usable } = readEntries(der, revoked, issuerKey);
  const agree = Buffer.compare(der.subarray(inner.start, inner.end), der.subarray(outer.start, outer.end)) === 0;
  return {
    der,
    issuerKey,
    thisUpdate: readTime(der, thisUpdate),
    nextUpdate: nextUpdate ? readTime(der, nextUpdate) : null,
    ...extensions,
    entries,
    revokedList: revoked ?? null,
    usable: usable && extensions.usable && agree && (wrapper === undefined || version !== undefined),
  };
}

function isTime(element: DerElement | undefined): boolean {
  return element?.tag === tags.utcTime || element?.tag === tags.generalizedTime;
}

const noExtensions = {
  number: null,
  baseNumber: null,
  scope: null,
  authorityKeyId: null,
  freshestPoints: [],
  usable: true,
};

function readExtensions(der: Uint8Array, wrapper: DerElement, issuer: NameKey) {
  let number: string | null = null;
  let baseNumber: string | null = null;
  let scope: CrlScope | null = null;
  let authorityKeyId: string | null = null;
  let freshest: readonly DistributionPoint[] = [];
  let usable = true;
  const seen = new Set<string>();
  const list = expectElement(der, tags.sequence, wrapper.content, wrapper.end);
  if (list.end !== wrapper.end) throw damagedAt(list.end);
  for (const extension of strictExtensionsOf(der, list)) {
    const { oid, critical, value } = extension;
    if (seen.has(oid) || (critical && !processed.has(oid))) usable = false;
    // RFC 5280 §5.2.3 forbids a critical cRLNumber.
    if (critical && oid === extensionOids.crlNumber) usable = false;
    seen.add(oid);
    if (oid === extensionOids.crlNumber) number = integerOf(der, value);
    else if (oid === extensionOids.deltaCrlIndicator) baseNumber = integerOf(der, value);
    else if (oid === extensionOids.issuingDistributionPoint) scope = readScope(der, value, issuer);
    else if (oid === extensionOids.authorityKeyIdentifier) authorityKeyId = keyIdOf(der, value);
    else if (oid === extensionOids.freshestCrl) {
      const points = freshestOf(der, value, issuer);
      if (points === null && critical) usable = false;
      freshest = points ?? [];
    }
  }
  return { number, baseNumber, scope, authorityKeyId, freshestPoints: baseNumber === null ? freshest : [], usable };
}

const maxFreshest = 100;

/**
 * Returns null for unreadable or too many points. Skips points with a CRL issuer or reasons, which RFC 5280 §5.2.6
 * forbids.
 */
function freshestOf(der: Uint8Array, value: DerElement, issuer: NameKey): readonly DistributionPoint[] | null {
  try {
    const list = expectElement(der, tags.sequence, value.content, value.end);
    const points = readDistributionPoints(der, list, issuer);
    const named = points.reduce((sum, { names }) => sum + (names?.length ?? 0), 0);
    if (named > maxFreshest) return null;
    return points.filter(({ crlIssuers, reasons }) => crlIssuers === null && reasons === allReasons);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function integerOf(der: Uint8Array, value: DerElement): string {
  return integerToHex(der, expectElement(der, tags.integer, value.content, value.end));
}

function keyIdOf(der: Uint8Array, value: DerElement): string | null {
  const list = expectElement(der, tags.sequence, value.content, value.end);
  for (const field of childrenOf(der, list, 3)) {
    if (field.tag === contextTag(0, false)) return Buffer.from(der.subarray(field.content, field.end)).toString('hex');
  }
  return null;
}

function readScope(der: Uint8Array, value: DerElement, issuer: NameKey): CrlScope {
  const list = expectElement(der, tags.sequence, value.content, value.end);
  let names: readonly string[] | null = null;
  let reasons = allReasons;
  const flags = new Set<number>();
  for (const field of childrenOf(der, list, 6)) {
    if (field.tag === contextTag(0)) names = readPointNames(der, field, issuer);
    else if (field.tag === contextTag(3, false)) reasons = readReasons(der, field);
    else if (![1, 2, 4, 5].includes(field.tagNumber)) throw damagedAt(field.start);
    else if (readBoolean(der, field)) flags.add(field.tagNumber);
  }
  const kinds = [1, 2, 5].filter((flag) => flags.has(flag));
  // RFC 5280 §5.2.5 allows at most one.
  if (kinds.length > 1) throw damagedAt(list.content);
  const only = kinds[0] === 1 ? 'user' : kinds[0] === 2 ? 'ca' : kinds[0] === 5 ? 'attribute' : 'any';
  const octets = Buffer.from(der.subarray(value.content, value.end)).toString('hex');
  return { names, only, reasons, indirect: flags.has(4), octets };
}

function readEntries(der: Uint8Array, list: DerElement | undefined, crlIssuer: string) {
  const entries = new Map<string, Map<string, number>>();
  let usable = true;
  for (const entry of list ? entriesOf(der, list, crlIssuer) : []) {
    const { issuerKey, serial, reason } = entry;
    if (!entry.usable) usable = false;
    const ofIssuer = entries.get(issuerKey) ?? new Map<string, number>();
    entries.set(issuerKey, ofIssuer);
    // For a duplicate serial number, the revoking entry wins.
    if ((ofIssuer.get(serial) ?? removeFromCrl) === removeFromCrl) ofIssuer.set(serial, reason ?? 0);
  }
  return { entries, usable };
}

interface Entry {
  readonly issuerKey: string;
  readonly serial: string;
  readonly date: DerElement;
  readonly reason: number | null;
  readonly usable: boolean;
}

function* entriesOf(der: Uint8Array, list: DerElement, crlIssuer: string): Generator<Entry> {
  // An entry inherits the issuer of the previous one (RFC 5280 §5.3.3).
  let issuerKey = crlIssuer;
  for (const entry of childrenOf(der, list, maxEntries)) {
    if (entry.tag !== tags.sequence) throw damagedAt(entry.start);
    const [serial, date, wrapper] = [...childrenOf(der, entry, 3)];
    if (serial?.tag !== tags.integer || !date) throw damagedAt(entry.content);
    let reason: number | null = null;
    let usable = true;
    if (wrapper && wrapper.tag !== tags.sequence) throw damagedAt(wrapper.start);
    for (const extension of wrapper ? strictExtensionsOf(der, wrapper) : []) {
      if (extension.critical && !processedOfEntries.has(extension.oid)) usable = false;
      if (extension.oid === extensionOids.reasonCode) {
        if (reason !== null) usable = false;
        reason = reasonOf(der, extension);
      }
      if (extension.oid === extensionOids.certificateIssuer) issuerKey = issuerOf(der, extension) ?? issuerKey;
    }
    yield { issuerKey, serial: integerToHex(der, serial), date, reason, usable };
  }
}

function reasonOf(der: Uint8Array, { value }: CertificateExtension): number {
  const code = expectElement(der, tags.enumerated, value.content, value.end);
  return der[code.content] as number;
}

function issuerOf(der: Uint8Array, { value }: CertificateExtension): string | null {
  const names = expectElement(der, tags.sequence, value.content, value.end);
  for (let at = names.content; at < names.end;) {
    const element = readElement(der, at, names.end);
    const name = readAlternativeName(der, element);
    if (name.kind === 'directory') return joinNameKey(name.name);
    at = element.end;
  }
  return null;
}
