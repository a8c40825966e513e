// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type CrlProfile, extension, issue, issueCrl, type Profile } from './issue.ts';

export const validNow = '2026-06-01T00:00:00Z';
const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';
export const policy = '1.3.6.1.4.1.55738.7.2';

/** Inputs for both OpenSSL and our validation. */
export interface Asked {
  readonly host: string | null;
  readonly purpose: 'server' | 'client' | 'any';
  readonly explicitPolicy: boolean;
  readonly withCrls: boolean;
}

export interface RandomChain {
  /** Anchor first, leaf last. */
  readonly profiles: Profile[];
  /** One per CA, the anchor's first. Empty if none are needed. */
  readonly crls: CrlProfile[];
  readonly asked: Asked;
}

let keys: KeyObject[] | null = null;

/** Chains draw keys from a pool, because generating one takes longer than a whole chain. */
function keyPool(): KeyObject[] {
  keys ??= [
    ...Array.from({ length: 8 }, () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    ...Array.from({ length: 4 }, () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
    ...Array.from({ length: 2 }, () => generateKeyPairSync('ed25519').privateKey),
  ];
  return keys;
}

/** Makes a valid chain of 2 to 6 certificates. `random` determines all but the keys in the pool. */
export function randomChain(random: () => number): RandomChain {
  const upTo = (count: number) => Math.floor(random() * count);
  const length = 2 + upTo(5);
  const host = `host${upTo(1000)}.example.com`;
  const asked: Asked = {
    host: upTo(2) === 0 ? host : null,
    purpose: (['server', 'client', 'any'] as const)[upTo(3)] ?? 'any',
    explicitPolicy: upTo(4) === 0,
    withCrls: upTo(2) === 0,
  };
  const pool = [...keyPool()];
  const own = Array.from({ length }, () => pool.splice(upTo(pool.length), 1)[0] as KeyObject);
  const withPolicies = asked.explicitPolicy || upTo(2) === 0;
  const profiles = own.map((key, index): Profile => {
    const issuerIndex = Math.max(0, index - 1);
    const isLeaf = index === length - 1;
    return {
      subject: nameOf(index),
      issuer: nameOf(issuerIndex),
      serial: 1 + upTo(1_000_000),
      notBefore: '250101000000Z',
      notAfter: `${27 + upTo(10)}0101000000Z`,
      version: 3,
      key,
      issuerKey: own[issuerIndex] as KeyObject,
      extensions: [
        ...(isLeaf ? leafExtensions(host, upTo) : authorityExtensions(index, length, upTo)),
        ...(withPolicies && index > 0 ? [extension.policies(policy)] : []),
        extension.subjectKeyId(key),
        ...(index > 0 ? [extension.authorityKeyId(own[issuerIndex] as KeyObject)] : []),
        ...(upTo(4) === 0 ? [extension.unknown(false)] : []),
      ],
    };
  });
  const crls = asked.withCrls
    ? profiles.slice(0, -1).map(({ subject, key }): CrlProfile => ({
        issuer: subject,
        issuerKey: key,
        thisUpdate: '260101000000Z',
        nextUpdate: '270101000000Z',
        revoked: [2_000_000 + upTo(1000)],
      }))
    : [];
  return { profiles, crls, asked };
}

function nameOf(index: number): string {
  return `CN=Authority ${index},O=Random Chain,C=CN`;
}

function authorityExtensions(index: number, length: number, upTo: (count: number) => number): Profile['extensions'] {
  // length - 2 - index CAs are below this one.
  const pathLength = upTo(2) === 0 ? length - 2 - index + upTo(2) : null;
  return [
    extension.basicConstraints(true, pathLength),
    extension.keyUsage(0x06),
    ...(index > 0 && upTo(4) === 0 ? [extension.extendedKeyUsage(serverAuth, clientAuth)] : []),
    ...(index > 0 && upTo(3) === 0 ? [extension.nameConstraints(['example.com'], ['bad.example.com'])] : []),
  ];
}

function leafExtensions(host: string, upTo: (count: number) => number): Profile['extensions'] {
  return [
    ...(upTo(2) === 0 ? [extension.basicConstraints(false)] : []),
    extension.keyUsage(0xa0),
    ...(upTo(2) === 0 ? [extension.extendedKeyUsage(serverAuth, clientAuth)] : []),
    extension.dnsNames(host, ...(upTo(2) === 0 ? ['*.other.example.com'] : [])),
  ];
}

export interface IssuedChain {
  readonly anchor: Uint8Array;
  readonly intermediates: readonly Uint8Array[];
  readonly leaf: Uint8Array;
  readonly crls: readonly Uint8Array[];
  readonly asked: Asked;
}

export function issueChain({ profiles, crls, asked }: RandomChain): IssuedChain {
  const [anchor, ...below] = profiles.map(issue);
  const leaf = below.pop();
  if (!anchor || !leaf) throw new Error('a chain has two certificates at least');
  return { anchor, intermediates: below, leaf, crls: crls.map(issueCrl), asked };
}
