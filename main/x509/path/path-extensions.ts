// SPDX-License-Identifier: Apache-2.0
import {
  childrenOf,
  contextTag,
  damagedAt,
  type DerElement,
  expectElement,
  listChildren,
  readElement,
  tags,
} from '../der/der-reader.ts';
import { integerToHex, integerToNumber, readBoolean, readNamedBits, readOid } from '../der/der-values.ts';
import { type AlternativeName, readAlternativeName } from './names/alternative-name.ts';
import { type DistributionPoint, readDistributionPoints } from './revocation/distribution-point.ts';
import { extensionOids } from './extension-oids.ts';
import { type NameConstraints, readNameConstraints } from './names/name-constraints.ts';
import type { NameKey } from './names/name-key.ts';

export interface AuthorityKeyId {
  readonly keyId: string | null;
  readonly hasIssuer: boolean;
}

export interface PathExtensions {
  basicConstraints: { readonly ca: boolean; readonly pathLength: number | null } | null;
  keyUsage: number | null;
  extendedKeyUsage: readonly string[] | null;
  alternativeNames: readonly AlternativeName[] | null;
  nameConstraints: NameConstraints | null;
  policies: readonly string[] | null;
  unknownQualifiers: readonly string[] | null;
  policyMappings: readonly (readonly [issuerDomain: string, subjectDomain: string])[] | null;
  policyConstraints: { readonly requireExplicit: number | null; readonly inhibitMapping: number | null } | null;
  inhibitAnyPolicy: number | null;
  subjectKeyId: string | null;
  authorityKeyId: AuthorityKeyId | null;
  distributionPoints: readonly DistributionPoint[] | null;
  freshestPoints: readonly DistributionPoint[] | null;
  informationAccess: InformationAccess | null;
}

export interface InformationAccess {
  readonly ocsp: readonly string[];
  readonly issuers: readonly string[];
}

export const keyUsageBits = {
  digitalSignature: 1 << 0,
  nonRepudiation: 1 << 1,
  keyEncipherment: 1 << 2,
  dataEncipherment: 1 << 3,
  keyAgreement: 1 << 4,
  keyCertSign: 1 << 5,
  crlSign: 1 << 6,
} as const;

export function noPathExtensions(): PathExtensions {
  return {
    basicConstraints: null,
    keyUsage: null,
    extendedKeyUsage: null,
    alternativeNames: null,
    nameConstraints: null,
    policies: null,
    unknownQualifiers: null,
    policyMappings: null,
    policyConstraints: null,
    inhibitAnyPolicy: null,
    subjectKeyId: null,
    authorityKeyId: null,
    distributionPoints: null,
    freshestPoints: null,
    informationAccess: null,
  };
}

type Read = (into: PathExtensions, bytes: Uint8Array, value: DerElement, issuer: NameKey) => void;

const readers: Readonly<Record<string, Read>> = {
  [extensionOids.basicConstraints]: (into, bytes, value) => (into.basicConstraints = basicConstraints(bytes, value)),
  [extensionOids.keyUsage]: (into, bytes, value) => (into.keyUsage = keyUsage(bytes, value)),
  [extensionOids.extendedKeyUsage]: (into, bytes, value) => (into.extendedKeyUsage = oidList(bytes, value)),
  [extensionOids.subjectAltName]: (into, bytes, value) => (into.alternativeNames = alternativeNames(bytes, value)),
  [extensionOids.nameConstraints]: (into, bytes, value) => (into.nameConstraints = readNameConstraints(bytes, value)),
  [extensionOids.certificatePolicies]: (into, bytes, value) => {
    into.policies = policies(bytes, value);
    into.unknownQualifiers = unknownQualifiers(bytes, value);
  },
  [extensionOids.policyMappings]: (into, bytes, value) => (into.policyMappings = policyMappings(bytes, value)),
  [extensionOids.policyConstraints]: (into, bytes, value) => (into.policyConstraints = policyConstraints(bytes, value)),
  [extensionOids.inhibitAnyPolicy]: (into, bytes, value) => (into.inhibitAnyPolicy = skipCerts(bytes, value)),
  [extensionOids.subjectKeyIdentifier]: (into, bytes, value) => (into.subjectKeyId = octets(bytes, value)),
  [extensionOids.authorityKeyIdentifier]: (into, bytes, value) => (into.authorityKeyId = authorityKeyId(bytes, value)),
  [extensionOids.crlDistributionPoints]: (into, bytes, value, issuer) =>
    (into.distributionPoints = readDistributionPoints(bytes, value, issuer)),
  [extensionOids.freshestCrl]: (into, bytes, value, issuer) =>
    (into.freshestPoints = readDistributionPoints(bytes, value, issuer)),
  [extensionOids.issuerAltName]: (_into, bytes, value) => void alternativeNames(bytes, value),
  [extensionOids.authorityInfoAccess]: (into, bytes, value) =>
    (into.informationAccess = informationAccess(bytes, value)),
};

/**
 * Ignores unknown extensions.
 * @param issuer resolves relative distribution points
 * @throws `damaged`, `limit-exceeded`
 */
export function readPathExtension(
  into: PathExtensions,
  bytes: Uint8Array,
  { oid, value }: { readonly oid: string; readonly value: DerElement },
  issuer: NameKey,
): void {
  const read = Object.hasOwn(readers, oid) ? readers[oid] : undefined;
  if (!read) return;
  const inner = readElement(bytes, value.content, value.end);
  if (inner.end !== value.end) throw damagedAt(inner.end);
  read(into, bytes, inner, issuer);
}

function expect(element: DerElement | undefined, tag: number, at: DerElement): DerElement {
  if (element?.tag !== tag) throw damagedAt(element?.start ?? at.content);
  return element;
}

function basicConstraints(bytes: Uint8Array, value: DerElement): NonNullable<PathExtensions['basicConstraints']> {
  const fields = listChildren(bytes, expect(value, tags.sequence, value), 2);
  const ca = fields[0]?.tag === tags.boolean ? readBoolean(bytes, fields.shift() as DerElement) : false;
  const [length] = fields;
  return { ca, pathLength: length ? integerToNumber(bytes, expect(length, tags.integer, value)) : null };
}

function keyUsage(bytes: Uint8Array, value: DerElement): number {
  return readNamedBits(bytes, expect(value, tags.bitString, value));
}

function oidList(bytes: Uint8Array, value: DerElement): string[] {
  const oids = listChildren(bytes, expect(value, tags.sequence, value)).map((item) => readOid(bytes, item));
  if (oids.length === 0) throw damagedAt(value.content);
  return oids;
}

function alternativeNames(bytes: Uint8Array, value: DerElement): AlternativeName[] {
  const names = listChildren(bytes, expect(value, tags.sequence, value)).map((name) =>
    readAlternativeName(bytes, name),
  );
  if (names.length === 0) throw damagedAt(value.content);
  for (const name of names) {
    if (name.kind === 'ip' && name.octets.length !== 4 && name.octets.length !== 16) throw damagedAt(value.content);
  }
  return names;
}

function policies(bytes: Uint8Array, value: DerElement): string[] {
  const found: string[] = [];
  for (const information of childrenOf(bytes, expect(value, tags.sequence, value))) {
    const id = readElement(bytes, expect(information, tags.sequence, value).content, information.end);
    found.push(readOid(bytes, id));
  }
  // Duplicates are forbidden (RFC 5280 §4.2.1.4).
  if (found.length === 0 || new Set(found).size !== found.length) throw damagedAt(value.content);
  return found;
}

const knownQualifiers: Readonly<Record<string, number>> = {
  '1.3.6.1.5.5.7.2.1': tags.ia5String,
  '1.3.6.1.5.5.7.2.2': tags.sequence,
};

/** Omits CPS pointers and user notices, which are only informative (RFC 5280 §4.2.1.4). */
function unknownQualifiers(bytes: Uint8Array, value: DerElement): string[] {
  const unknown: string[] = [];
  for (const information of childrenOf(bytes, value)) {
    const [, qualifiers, ...rest] = listChildren(bytes, information);
    if (!qualifiers) continue;
    const items = qualifiers.tag === tags.sequence && rest.length === 0 ? listChildren(bytes, qualifiers) : [];
    if (items.length === 0) unknown.push(hexOf(bytes, qualifiers));
    for (const item of items) {
      const [id, content, ...more] = item.tag === tags.sequence ? listChildren(bytes, item) : [];
      const oid = id?.tag === tags.oid ? readOid(bytes, id) : hexOf(bytes, item);
      if (content === undefined || content.tag !== knownQualifiers[oid] || more.length > 0) unknown.push(oid);
    }
  }
  return unknown;
}

function hexOf(bytes: Uint8Array, { start, end }: DerElement): string {
  return Buffer.from(bytes.subarray(start, Math.min(end, start + 16))).toString('hex');
}

function policyMappings(bytes: Uint8Array, value: DerElement): [string, string][] {
  const mappings = listChildren(bytes, expect(value, tags.sequence, value)).map((pair): [string, string] => {
    const [from, to] = listChildren(bytes, expect(pair, tags.sequence, value), 2);
    return [readOid(bytes, expect(from, tags.oid, pair)), readOid(bytes, expect(to, tags.oid, pair))];
  });
  if (mappings.length === 0) throw damagedAt(value.content);
  return mappings;
}

function policyConstraints(bytes: Uint8Array, value: DerElement): NonNullable<PathExtensions['policyConstraints']> {
  let requireExplicit: number | null = null;
  let inhibitMapping: number | null = null;
  for (const field of childrenOf(bytes, expect(value, tags.sequence, value), 2)) {
    if (field.tag === contextTag(0, false)) requireExplicit = integerToNumber(bytes, field);
    else if (field.tag === contextTag(1, false)) inhibitMapping = integerToNumber(bytes, field);
    else throw damagedAt(field.start);
  }
  if (requireExplicit === null && inhibitMapping === null) throw damagedAt(value.content);
  return { requireExplicit, inhibitMapping };
}

function skipCerts(bytes: Uint8Array, value: DerElement): number {
  return integerToNumber(bytes, expect(value, tags.integer, value));
}

function octets(bytes: Uint8Array, value: DerElement): string {
  const { content, end } = expect(value, tags.octetString, value);
  return Buffer.from(bytes.subarray(content, end)).toString('hex');
}

function authorityKeyId(bytes: Uint8Array, value: DerElement): AuthorityKeyId {
  let keyId: string | null = null;
  let hasIssuer = false;
  for (const field of childrenOf(bytes, expect(value, tags.sequence, value), 3)) {
    if (field.tag === contextTag(0, false)) {
      keyId = Buffer.from(bytes.subarray(field.content, field.end)).toString('hex');
    } else if (field.tag === contextTag(1)) hasIssuer = true;
    else if (field.tag === contextTag(2, false)) {
      integerToHex(bytes, field);
      hasIssuer = true;
    } else throw damagedAt(field.start);
  }
  return { keyId, hasIssuer };
}

const ocspMethod = '1.3.6.1.5.5.7.48.1';
const issuersMethod = '1.3.6.1.5.5.7.48.2';

function informationAccess(bytes: Uint8Array, value: DerElement): InformationAccess {
  const found: Record<string, string[]> = { [ocspMethod]: [], [issuersMethod]: [] };
  const descriptions = listChildren(bytes, expect(value, tags.sequence, value));
  if (descriptions.length === 0) throw damagedAt(value.content);
  for (const description of descriptions) {
    const method = readElement(bytes, expect(description, tags.sequence, value).content, description.end);
    const type = readOid(bytes, method);
    const location = expectElement(bytes, bytes[method.end] ?? 0, method.end, description.end);
    const name = readAlternativeName(bytes, location);
    if (name.kind === 'uri') found[type]?.push(name.text);
  }
  return { ocsp: found[ocspMethod] ?? [], issuers: found[issuersMethod] ?? [] };
}
