// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import * as der from '../../../../main/x509/der/der-writer.ts';
import { type CrlProfile, type Extension, extension, keyIdOf } from '../../../support/x509/issue.ts';
import { judgeChain, newKey, plainChain, reasonsOf, withExtension } from '../../../support/x509/path-question.ts';

const current = { thisUpdate: '260501000000Z', nextUpdate: '260701000000Z' };

/** Lists of both CAs that revoke nothing; `change` applies to the leaf issuer's. */
function lists(change: Partial<CrlProfile> = {}): CrlProfile[] {
  const { root, middle } = plainChain();
  return [
    { ...current, issuer: 'CN=Root', issuerKey: root.key, revoked: [] },
    { ...current, issuer: 'CN=Middle', issuerKey: middle.key, revoked: [], ...change },
  ];
}

function numbered(...more: Extension[]): Extension[] {
  const { middle } = plainChain();
  return [
    { oid: '2.5.29.35', critical: false, value: der.sequence(der.implicit(0, keyIdOf(middle.key))) },
    { oid: '2.5.29.20', critical: false, value: der.integer(5) },
    ...more,
  ];
}

/** IssuingDistributionPoint with one of its flags, or some reasons only. */
function scope(field: Uint8Array): Extension {
  return { oid: '2.5.29.28', critical: true, value: der.sequence(field) };
}
const unknownOfLeaf = ['revocation-unknown 张三'];

const cases: Readonly<Record<string, readonly [change: Partial<CrlProfile>, expected: readonly string[]]>> = {
  'nothing revoked': [{}, []],
  'the leaf revoked': [{ revoked: [3] }, ['revoked 张三 0']],
  'a list of last year': [{ nextUpdate: '260531000000Z' }, unknownOfLeaf],
  'a list of tomorrow': [{ thisUpdate: '260602000000Z' }, unknownOfLeaf],
  'a list by another key': [{ issuerKey: newKey() }, unknownOfLeaf],
  'a list without a number (RFC 5280 §5.2.3)': [{ extensions: [] }, unknownOfLeaf],
  'a critical extension that is not processed': [{ extensions: numbered(extension.unknown(true)) }, unknownOfLeaf],
  'a list of CAs only': [{ extensions: numbered(scope(der.implicit(2, Uint8Array.of(0xff)))) }, unknownOfLeaf],
  'a list of users only': [{ extensions: numbered(scope(der.implicit(1, Uint8Array.of(0xff)))) }, []],
  'a list of attribute certificates': [
    { extensions: numbered(scope(der.implicit(5, Uint8Array.of(0xff)))) },
    unknownOfLeaf,
  ],
  'a list of some reasons only': [
    { extensions: numbered(scope(der.implicit(3, Uint8Array.of(6, 0x40)))) },
    unknownOfLeaf,
  ],
  'a revocation for one of these reasons': [
    { revoked: [3], extensions: numbered(scope(der.implicit(3, Uint8Array.of(6, 0x40)))) },
    ['revoked 张三 0'],
  ],
  'a delta without its base': [
    { extensions: numbered({ oid: '2.5.29.27', critical: true, value: der.integer(5) }) },
    unknownOfLeaf,
  ],
};

describe('[V01] [V03] revocation lists by RFC 5280 §6.3.3', () => {
  test.each(Object.entries(cases))('%s', async (_name, [change, expected]) => {
    const answer = await judgeChain(plainChain(), { options: { revocation: 'required' }, crls: lists(change) });
    expect(reasonsOf(answer)).toEqual(expected);
  });

  test('soft checks accept an unknown status, but not a revoked one', async () => {
    const soft = { revocation: 'soft' } as const;
    const unknown = await judgeChain(plainChain(), { options: soft });
    expect({ valid: unknown.valid, revocation: unknown.revocation }).toEqual({ valid: true, revocation: 'unknown' });
    const revoked = await judgeChain(plainChain(), { options: soft, crls: lists({ revoked: [3] }) });
    expect({ valid: revoked.valid, revocation: revoked.revocation }).toEqual({ valid: false, revocation: 'revoked' });
    const none = await judgeChain(plainChain(), { options: { revocation: 'none' }, crls: lists({ revoked: [3] }) });
    expect({ valid: none.valid, revocation: none.revocation }).toEqual({ valid: true, revocation: 'not-checked' });
  });

  test('a delta revokes a certificate that its base does not list', async () => {
    const base = lists({ extensions: numbered() });
    const indicator = { oid: '2.5.29.27', critical: true, value: der.integer(5) };
    const delta = lists({ revoked: [3], extensions: numbered(indicator) })[1] as CrlProfile;
    const answer = await judgeChain(plainChain(), { options: { revocation: 'required' }, crls: [...base, delta] });
    expect(reasonsOf(answer)).toEqual(['revoked 张三 0']);
  });

  test('ignores a list of a CA that may not sign lists', async () => {
    const chain = plainChain();
    const middle = withExtension(chain.middle, extension.keyUsage(0x04));
    const answer = await judgeChain({ ...chain, middle }, { options: { revocation: 'required' }, crls: lists() });
    expect(reasonsOf(answer)).toEqual(unknownOfLeaf);
  });
});
