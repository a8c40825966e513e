// SPDX-License-Identifier: Apache-2.0
import { childrenOf, contextTag, damagedAt, type DerElement, readElement, tags } from '../../der/der-reader.ts';
import { type AlternativeName, readAlternativeName } from './alternative-name.ts';
import { isWithin } from './name-key.ts';

export interface NameConstraints {
  readonly permitted: readonly AlternativeName[];
  readonly excluded: readonly AlternativeName[];
  /** True if a subtree has a `minimum` or `maximum` (RFC 5280 §4.2.1.10). */
  readonly hasDistances: boolean;
  /** RFC 5280 doesn't define a leading period in DNS names. OpenSSL and NSS read it as "subdomains only". */
  readonly hasLeadingPeriod: boolean;
}

/** @throws `damaged` (also for invalid bases or no subtree), `limit-exceeded` */
export function readNameConstraints(bytes: Uint8Array, value: DerElement): NameConstraints {
  if (value.tag !== tags.sequence) throw damagedAt(value.start);
  const permitted: AlternativeName[] = [];
  const excluded: AlternativeName[] = [];
  let hasDistances = false;
  for (const field of childrenOf(bytes, value, 2)) {
    const list = field.tag === contextTag(0) ? permitted : field.tag === contextTag(1) ? excluded : null;
    if (list === null || field.content === field.end) throw damagedAt(field.start);
    for (const subtree of childrenOf(bytes, field)) {
      if (subtree.tag !== tags.sequence) throw damagedAt(subtree.start);
      const base = readElement(bytes, subtree.content, subtree.end);
      const name = readAlternativeName(bytes, base);
      if (!isConstraint(name)) throw damagedAt(base.start);
      list.push(name);
      if (base.end !== subtree.end) hasDistances = true;
    }
  }
  if (permitted.length + excluded.length === 0) throw damagedAt(value.content);
  const hasLeadingPeriod = [...permitted, ...excluded].some((base) => base.kind === 'dns' && base.text.startsWith('.'));
  return { permitted, excluded, hasDistances, hasLeadingPeriod };
}

const hostSyntax = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/i;

function isConstraint(name: AlternativeName): boolean {
  switch (name.kind) {
    case 'dns':
    case 'uri':
      return name.text === '' || hostSyntax.test(name.text.replace(/^\./, ''));
    case 'email':
      return !name.text.includes('@') || /^[^@]+@[^@]+$/.test(name.text);
    case 'ip':
      return (name.octets.length === 8 || name.octets.length === 32) && isPrefixMask(name.octets);
    default:
      return true;
  }
}

function isPrefixMask(octets: Uint8Array): boolean {
  const bits = Array.from(octets.subarray(octets.length / 2), (octet) => octet.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits);
}

export type ConstraintVerdict = 'within' | 'outside' | 'unsupported';

/** Names of unconstrained types pass (RFC 5280 §6.1.3 b, c). Constraints on `unsupported` types cannot be judged. */
export function judgeName(name: AlternativeName, { permitted, excluded }: NameConstraints): ConstraintVerdict {
  const sameForm = (base: AlternativeName) =>
    base.kind === name.kind && (base.kind !== 'unsupported' || name.kind !== 'unsupported' || base.tag === name.tag);
  const allowed = permitted.filter(sameForm);
  const barred = excluded.filter(sameForm);
  if (allowed.length + barred.length === 0) return 'within';
  if (name.kind === 'unsupported') return 'unsupported';
  if (barred.some((base) => matches(name, base, true))) return 'outside';
  return allowed.length === 0 || allowed.some((base) => matches(name, base, false)) ? 'within' : 'outside';
}

/** @param excluding also matches names that may cover an excluded name */
function matches(name: AlternativeName, base: AlternativeName, excluding: boolean): boolean {
  if (name.kind === 'directory' && base.kind === 'directory') return isWithin(name.name, base.name);
  if (name.kind === 'ip' && base.kind === 'ip') return isInNetwork(name.octets, base.octets);
  if (!('text' in name) || !('text' in base)) return false;
  const constraint = base.text.toLowerCase().replace(/\.$/, '');
  if (name.kind === 'dns') return matchesDns(name.text.toLowerCase().replace(/\.$/, ''), constraint, excluding);
  if (name.kind === 'email') return matchesEmail(name.text, base.text, excluding);
  const host = hostOf(name.text);
  return host === null ? excluding : matchesHost(host, constraint);
}

function matchesDns(name: string, base: string, excluding: boolean): boolean {
  if (base === '' || name === base || name.endsWith(base.startsWith('.') ? base : `.${base}`)) return true;
  // `*.example.com` may cover an excluded `host.example.com`.
  if (!excluding || !name.startsWith('*.')) return false;
  const parent = name.slice(1);
  return base.endsWith(parent) && !base.slice(0, -parent.length).includes('.');
}

function matchesEmail(name: string, base: string, excluding: boolean): boolean {
  const at = name.lastIndexOf('@');
  // With two @, the host is ambiguous.
  if (at < 1 || name.indexOf('@') !== at) return excluding;
  const hostIn = (text: string) => text.toLowerCase().replace(/\.$/, '');
  const host = hostIn(name.slice(at + 1));
  const baseAt = base.lastIndexOf('@');
  if (baseAt === -1) return matchesHost(host, hostIn(base));
  // The local part is case-sensitive (RFC 5280 §7.5), except for exclusions, to be safe.
  const [left, right] = [name.slice(0, at), base.slice(0, baseAt)];
  const sameLeft = excluding ? left.toLowerCase() === right.toLowerCase() : left === right;
  return sameLeft && host === hostIn(base.slice(baseAt + 1));
}

/** Matches the exact host. With a leading dot, matches all subdomains (RFC 5280 §4.2.1.10). */
function matchesHost(host: string, base: string): boolean {
  if (base === '') return true;
  return base.startsWith('.') ? host.length > base.length && host.endsWith(base) : host === base;
}

/** Returns null if there is no host, or for an IP address, which cannot be compared. */
function hostOf(uri: string): string | null {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(uri)?.[1];
  if (authority === undefined) return null;
  const host = authority.replace(/^.*@/, '').replace(/:\d*$/, '').toLowerCase().replace(/\.$/, '');
  return host === '' || host.startsWith('[') || /^[\d.]+$/.test(host) ? null : host;
}

function isInNetwork(address: Uint8Array, network: Uint8Array): boolean {
  if (network.length !== address.length * 2) return false;
  return address.every((octet, index) => {
    const mask = network[address.length + index] as number;
    return (octet & mask) === ((network[index] as number) & mask);
  });
}
