// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { type Extension, extension } from './issue.ts';
import { type IssuedChain, issueChain, policy, type RandomChain } from './random-chain.ts';

type Random = () => number;
type Defect = (chain: RandomChain, random: Random) => IssuedChain | null;

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

function pick<T>(items: readonly T[], random: Random): T | null {
  return items[Math.floor(random() * items.length)] ?? null;
}

function replace(extensions: Extension[], oid: string, by: Extension | null): Extension[] {
  return [...extensions.filter((each) => each.oid !== oid), ...(by ? [by] : [])];
}

const below = ({ profiles }: RandomChain) => profiles.slice(1);
const intermediates = ({ profiles }: RandomChain) => profiles.slice(1, -1);

/** Each function introduces one defect, or returns null if it doesn't apply to this chain. */
export const chainDefects: Readonly<Record<string, Defect>> = {
  expired(chain, random) {
    const profile = pick(chain.profiles, random);
    if (profile) profile.notAfter = '260501000000Z';
    return issueChain(chain);
  },
  'not yet valid'(chain, random) {
    const profile = pick(chain.profiles, random);
    if (profile) profile.notBefore = '260701000000Z';
    return issueChain(chain);
  },
  'another key signed'(chain, random) {
    const profile = pick(below(chain), random);
    if (profile) profile.issuerKey = stranger;
    return issueChain(chain);
  },
  'a signature changed'(chain) {
    const issued = issueChain(chain);
    const leaf = Uint8Array.from(issued.leaf);
    leaf[leaf.length - 5] = (leaf[leaf.length - 5] as number) ^ 0x55;
    return { ...issued, leaf };
  },
  'another issuer named'(chain, random) {
    const profile = pick(below(chain), random);
    if (profile) profile.issuer = 'CN=Nobody,O=Random Chain,C=CN';
    return issueChain(chain);
  },
  'an intermediate missing'(chain) {
    const issued = issueChain(chain);
    return issued.intermediates.length === 0 ? null : { ...issued, intermediates: issued.intermediates.slice(1) };
  },
  'another anchor'(chain) {
    const first = chain.profiles[0];
    if (!first) return null;
    const issued = issueChain(chain);
    const anchor = issueChain({
      ...chain,
      profiles: [
        {
          ...first,
          key: stranger,
          issuerKey: stranger,
          extensions: replace(first.extensions, '2.5.29.14', extension.subjectKeyId(stranger)),
        },
        ...below(chain),
      ],
    }).anchor;
    return { ...issued, anchor };
  },
  'no authority'(chain, random) {
    const profile = pick(intermediates(chain), random);
    if (!profile) return null;
    profile.extensions = replace(profile.extensions, '2.5.29.19', extension.basicConstraints(false));
    return issueChain(chain);
  },
  'basic constraints missing'(chain, random) {
    const profile = pick(intermediates(chain), random);
    if (!profile) return null;
    profile.extensions = replace(profile.extensions, '2.5.29.19', null);
    return issueChain(chain);
  },
  'path length'(chain, random) {
    const inner = intermediates(chain);
    if (inner.length === 0) return null;
    const index = Math.floor(random() * inner.length);
    const profile = chain.profiles[index];
    if (!profile) return null;
    const allowed = inner.length - index - 1;
    profile.extensions = replace(profile.extensions, '2.5.29.19', extension.basicConstraints(true, allowed));
    return issueChain(chain);
  },
  'key usage without certificate signing'(chain, random) {
    const profile = pick(chain.profiles.slice(0, -1), random);
    if (!profile) return null;
    profile.extensions = replace(profile.extensions, '2.5.29.15', extension.keyUsage(0x82));
    return issueChain(chain);
  },
  'unknown critical extension'(chain, random) {
    const profile = pick(chain.profiles, random);
    if (!profile) return null;
    const { oid } = extension.unknown(true);
    profile.extensions = replace(profile.extensions, oid, extension.unknown(true));
    return issueChain(chain);
  },
  'name not permitted'(chain, random) {
    const profile = pick(intermediates(chain), random);
    if (!profile) return null;
    profile.extensions = replace(profile.extensions, '2.5.29.30', extension.nameConstraints(['example.org'], []));
    return issueChain(chain);
  },
  'name excluded'(chain, random) {
    const profile = pick(intermediates(chain), random);
    if (!profile) return null;
    profile.extensions = replace(profile.extensions, '2.5.29.30', extension.nameConstraints([], ['example.com']));
    return issueChain(chain);
  },
  'another purpose'(chain) {
    const leaf = chain.profiles.at(-1);
    if (!leaf) return null;
    const codeSigning = extension.extendedKeyUsage('1.3.6.1.5.5.7.3.3');
    leaf.extensions = replace(leaf.extensions, '2.5.29.37', codeSigning);
    return issueChain({ ...chain, asked: { ...chain.asked, purpose: 'server' } });
  },
  'another host'(chain) {
    return issueChain({ ...chain, asked: { ...chain.asked, host: 'host.example.net' } });
  },
  'no policy'(chain, random) {
    const profile = pick(below(chain), random);
    if (!profile) return null;
    profile.extensions = replace(profile.extensions, '2.5.29.32', null);
    return issueChain({ ...chain, asked: { ...chain.asked, explicitPolicy: true } });
  },
  'another policy'(chain, random) {
    const profile = pick(below(chain), random);
    if (!profile) return null;
    profile.extensions = replace(profile.extensions, '2.5.29.32', extension.policies(`${policy}.9`));
    return issueChain({ ...chain, asked: { ...chain.asked, explicitPolicy: true } });
  },
  revoked(chain, random) {
    const index = Math.floor(random() * chain.crls.length);
    const serial = chain.profiles[index + 1]?.serial;
    if (chain.crls.length === 0 || serial === undefined) return null;
    return issueChain({
      ...chain,
      crls: chain.crls.map((crl, at) => (at === index ? { ...crl, revoked: [serial] } : crl)),
    });
  },
  'no revocation list'(chain, random) {
    if (chain.crls.length === 0) return null;
    const index = Math.floor(random() * chain.crls.length);
    // Without any CRL, the test checks no revocation.
    return chain.crls.length === 1 ? null : issueChain({ ...chain, crls: chain.crls.toSpliced(index, 1) });
  },
  'old revocation list'(chain, random) {
    const index = Math.floor(random() * chain.crls.length);
    if (chain.crls.length === 0) return null;
    return issueChain({
      ...chain,
      crls: chain.crls.map((crl, at) => (at === index ? { ...crl, nextUpdate: '260201000000Z' } : crl)),
    });
  },
  'revocation list by another key'(chain, random) {
    const index = Math.floor(random() * chain.crls.length);
    if (chain.crls.length === 0) return null;
    return issueChain({
      ...chain,
      crls: chain.crls.map((crl, at) => (at === index ? { ...crl, issuerKey: stranger } : crl)),
    });
  },
};
