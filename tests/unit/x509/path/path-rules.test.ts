// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import * as der from '../../../../main/x509/der/der-writer.ts';
import { readExpectedName } from '../../../../main/x509/path/names/expected-name.ts';
import type { PathOptions } from '../../../../main/x509/path/path-options.ts';
import { extension, issue } from '../../../support/x509/issue.ts';
import {
  type Chain,
  judgeChain,
  newKey,
  plainChain,
  reasonsOf,
  withExtension,
} from '../../../support/x509/path-question.ts';

type Change = (chain: Chain) => Chain;

const clientAuth = '1.3.6.1.5.5.7.3.2';

const damagedAccess = { ...extension.unknown(false), oid: '1.3.6.1.5.5.7.1.1' };

/** 2001:db8::1 */
const ipv6Name = {
  oid: '2.5.29.17',
  critical: false,
  value: der.sequence(der.implicit(7, Buffer.from('20010db8000000000000000000000001', 'hex'))),
};

/** The change, the options, and the only allowed reasons. */
const rules: Readonly<Record<string, readonly [Change, Partial<PathOptions>, readonly string[]]>> = {
  'an unchanged chain': [(chain) => chain, {}, []],
  'an expired intermediate': [
    (chain) => ({ ...chain, middle: { ...chain.middle, notAfter: '260501000000Z' } }),
    {},
    ['expired Middle 2026-05-01T00:00:00Z'],
  ],
  'an expired leaf of an unknown issuer, its expiry first': [
    (chain) => ({ ...chain, leaf: { ...chain.leaf, issuer: 'CN=Missing CA', notAfter: '260501000000Z' } }),
    {},
    ['expired 张三 2026-05-01T00:00:00Z', 'no-issuer 张三'],
  ],
  'an expired leaf under an expired anchor, its expiry first': [
    (chain) => ({
      ...chain,
      root: { ...chain.root, notAfter: '260501000000Z' },
      leaf: { ...chain.leaf, notAfter: '260501000000Z' },
    }),
    {},
    ['expired 张三 2026-05-01T00:00:00Z', 'expired Root 2026-05-01T00:00:00Z'],
  ],
  'the last second of an anchor': [
    (chain) => ({ ...chain, root: { ...chain.root, notAfter: '260601000000Z' } }),
    {},
    [],
  ],
  'a leaf of tomorrow': [
    (chain) => ({ ...chain, leaf: { ...chain.leaf, notBefore: '260602000000Z' } }),
    {},
    ['not-yet-valid 张三 2026-06-02T00:00:00Z'],
  ],
  'another key of the issuer': [
    (chain) => ({ ...chain, leaf: { ...chain.leaf, issuerKey: newKey() } }),
    {},
    ['signature-invalid 张三'],
  ],
  'an unknown issuer': [
    (chain) => ({ ...chain, leaf: { ...chain.leaf, issuer: 'CN=Nobody' } }),
    {},
    ['no-issuer 张三'],
  ],
  'an issuer that differs in case only (RFC 5280 §7.1)': [
    (chain) => ({ ...chain, leaf: { ...chain.leaf, issuer: 'CN=MIDDLE' } }),
    {},
    [],
  ],
  'an intermediate that is not a CA': [
    (chain) => ({ ...chain, middle: withExtension(chain.middle, extension.basicConstraints(false)) }),
    {},
    ['not-authority Middle'],
  ],
  'an intermediate of version 1': [
    (chain) => ({ ...chain, middle: { ...chain.middle, version: 1 } }),
    {},
    ['not-authority Middle'],
  ],
  'an anchor of version 1': [(chain) => ({ ...chain, root: { ...chain.root, version: 1 } }), {}, []],
  'a path length of zero': [
    (chain) => ({ ...chain, root: withExtension(chain.root, extension.basicConstraints(true, 0)) }),
    {},
    ['path-length Middle'],
  ],
  'a CA that may not sign certificates': [
    (chain) => ({ ...chain, middle: withExtension(chain.middle, extension.keyUsage(0x82)) }),
    {},
    ['key-usage Middle'],
  ],
  'an unknown critical extension of the anchor': [
    (chain) => ({ ...chain, root: withExtension(chain.root, extension.unknown(true)) }),
    {},
    ['critical-extension Root 1.3.6.1.4.1.55738.7.1'],
  ],
  'an unknown extension that is not critical': [
    (chain) => ({ ...chain, leaf: withExtension(chain.leaf, extension.unknown(false)) }),
    {},
    [],
  ],
  'an extension that is damaged': [
    (chain) => ({ ...chain, leaf: withExtension(chain.leaf, { ...extension.unknown(false), oid: '2.5.29.15' }) }),
    {},
    ['malformed 张三 2.5.29.15'],
  ],
  'a damaged extension that decides nothing, for a person': [
    (chain) => ({ ...chain, leaf: withExtension(chain.leaf, damagedAccess) }),
    {},
    [],
  ],
  'a damaged extension that decides nothing, for a server': [
    (chain) => ({ ...chain, leaf: withExtension(chain.leaf, damagedAccess) }),
    { purpose: 'server' },
    ['malformed 张三 1.3.6.1.5.5.7.1.1'],
  ],
  'an extension twice': [
    (chain) => ({
      ...chain,
      leaf: { ...chain.leaf, extensions: [...chain.leaf.extensions, extension.keyUsage(0xa0)] },
    }),
    {},
    ['profile 张三 repeated-extension'],
  ],
  'a purpose that the CA does not allow': [
    (chain) => ({ ...chain, middle: withExtension(chain.middle, extension.extendedKeyUsage(clientAuth)) }),
    { purpose: 'email' },
    ['extended-key-usage Middle email'],
  ],
  'a leaf with the expected purpose': [
    (chain) => ({ ...chain, leaf: withExtension(chain.leaf, extension.extendedKeyUsage(clientAuth)) }),
    { purpose: 'client' },
    [],
  ],
  'a name that is not permitted': [
    (chain) => ({ ...chain, middle: withExtension(chain.middle, extension.nameConstraints(['example.org'], [])) }),
    {},
    ['name-constraints 张三 host.example.com'],
  ],
  'a name that is excluded by the anchor': [
    (chain) => ({ ...chain, root: withExtension(chain.root, extension.nameConstraints([], ['host.example.com'])) }),
    {},
    ['name-constraints 张三 host.example.com'],
  ],
  'a wildcard that covers an excluded name': [
    (chain) => ({
      ...chain,
      root: withExtension(chain.root, extension.nameConstraints([], ['host.example.com'])),
      leaf: withExtension(chain.leaf, extension.dnsNames('*.example.com')),
    }),
    {},
    ['name-constraints 张三 *.example.com'],
  ],
  'an excluded host of e-mail, with the dot of the root': [
    (chain) => ({
      ...chain,
      middle: withExtension(chain.middle, {
        oid: '2.5.29.30',
        critical: true,
        value: der.sequence(der.explicit(1, der.sequence(der.implicit(1, Buffer.from('bad.com', 'latin1'))))),
      }),
      leaf: withExtension(chain.leaf, {
        oid: '2.5.29.17',
        critical: false,
        value: der.sequence(der.implicit(1, Buffer.from('a@bad.com.', 'latin1'))),
      }),
    }),
    {},
    ['name-constraints 张三 a@bad.com.'],
  ],
  'constraints on a form that is not compared': [
    (chain) => ({
      ...chain,
      middle: withExtension(chain.middle, {
        oid: '2.5.29.30',
        critical: true,
        value: der.sequence(der.explicit(0, der.sequence(der.implicit(8, Uint8Array.of(0x2a, 3))))),
      }),
      leaf: withExtension(chain.leaf, {
        oid: '2.5.29.17',
        critical: false,
        value: der.sequence(der.implicit(8, Uint8Array.of(0x2a, 3))),
      }),
    }),
    {},
    ['name-constraints-unsupported 张三 张三'],
  ],
  'more CAs than allowed': [(chain) => chain, { maxDepth: 0 }, ['too-deep 张三 0']],
  'another host': [
    (chain) => chain,
    { name: readExpectedName('host.example.net') },
    ['name-mismatch 张三 host.example.net'],
  ],
  'its own host': [(chain) => chain, { name: readExpectedName('HOST.example.com') }, []],
  'its own IPv6 address, written in full': [
    (chain) => ({ ...chain, leaf: withExtension(chain.leaf, ipv6Name) }),
    { name: readExpectedName('2001:DB8:0:0:0:0:0:1') },
    [],
  ],
  'another IPv6 address': [
    (chain) => ({ ...chain, leaf: withExtension(chain.leaf, ipv6Name) }),
    { name: readExpectedName('2001:db8::ff:2') },
    ['name-mismatch 张三 2001:db8:0:0:0:0:ff:2'],
  ],
  'an alternative name that is a host, not a mailbox': [
    (chain) => ({
      ...chain,
      leaf: withExtension(chain.leaf, {
        oid: '2.5.29.17',
        critical: false,
        value: der.sequence(der.implicit(1, Buffer.from('x.com', 'latin1'))),
      }),
    }),
    { name: readExpectedName('x.co@x.com') },
    ['name-mismatch 张三 x.co@x.com'],
  ],
  'a wildcard stands for one label': [
    (chain) => ({ ...chain, leaf: withExtension(chain.leaf, extension.dnsNames('*.example.com')) }),
    { name: readExpectedName('a.b.example.com') },
    ['name-mismatch 张三 a.b.example.com'],
  ],
  'a wildcard below a public suffix': [
    (chain) => ({ ...chain, leaf: withExtension(chain.leaf, extension.dnsNames('*.com.cn')) }),
    { name: readExpectedName('bank.com.cn') },
    ['name-mismatch 张三 bank.com.cn'],
  ],
  'the rules of web sites: version': [
    (chain) => ({ ...chain, root: { ...chain.root, version: 1 } }),
    { rules: 'webpki' },
    ['webpki Root version'],
  ],
  'the rules of web sites: no purpose named, another common name': [
    (chain) => chain,
    { rules: 'webpki', purpose: 'server' },
    ['webpki 张三 extended-key-usage-missing', 'webpki 张三 common-name'],
  ],
  'a serial number of zero, for a person': [(chain) => ({ ...chain, leaf: { ...chain.leaf, serial: 0 } }), {}, []],
  'a serial number of zero, for a server': [
    (chain) => ({ ...chain, leaf: { ...chain.leaf, serial: 0 } }),
    { purpose: 'server' },
    ['profile 张三 serial-number'],
  ],
};

describe('[V01] [V03] each rule of RFC 5280 §6.1 by itself', () => {
  test.each(Object.entries(rules))('%s', async (_name, [change, options, expected]) => {
    const answer = await judgeChain(change(plainChain()), { options });
    expect(reasonsOf(answer)).toEqual(expected);
    expect(answer.valid).toBe(expected.length === 0);
  });

  test('finds a path through another certificate of the same CA', async () => {
    const chain = plainChain();
    const old = issue({ ...chain.middle, serial: 9, notAfter: '260101000000Z' });
    const answer = await judgeChain(chain, { others: [old] });
    expect(reasonsOf(answer)).toEqual([]);
    expect(answer.path.map(({ serial }) => serial)).toEqual(['3', '2', '1']);
  });

  test('reports no issuer for two CAs that certify each other', async () => {
    const chain = plainChain();
    const otherKey = newKey();
    const other = {
      ...chain.middle,
      subject: 'CN=Other',
      key: otherKey,
      issuer: 'CN=Middle',
      issuerKey: chain.middle.key,
    };
    const middle = { ...chain.middle, issuer: 'CN=Other', issuerKey: otherKey };
    const answer = await judgeChain({ ...chain, middle }, { others: [issue(other)] });
    expect(reasonsOf(answer)).toEqual(['no-issuer Other']);
  });

  test('ends with a reason among a thousand CAs with the same name', async () => {
    const chain = plainChain();
    const impostor = newKey();
    const others = Array.from({ length: 1000 }, (_, index) =>
      issue({ ...chain.middle, serial: 100 + index, key: impostor, extensions: chain.middle.extensions.slice(0, 2) }),
    );
    const answer = await judgeChain({ ...chain, leaf: { ...chain.leaf, issuerKey: newKey() } }, { others });
    expect(answer.reasons[0]?.code).toMatch(/signature-invalid|search-limit/);
  });
});
