// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { readDistributionPoints } from '../../../../main/x509/path/revocation/distribution-point.ts';
import { readPathCrl } from '../../../../main/x509/path/revocation/path-crl.ts';
import * as der from '../../../../main/x509/der/der-writer.ts';
import { readWhole, tags } from '../../../../main/x509/der/der-reader.ts';
import { type CrlProfile, type Extension, extension, issueCrl } from '../../../support/x509/issue.ts';
import { judgeChain, newKey, plainChain, reasonsOf } from '../../../support/x509/path-question.ts';

const chain = plainChain();
const current = { thisUpdate: '260501000000Z', nextUpdate: '260701000000Z' };
const address = 'http://ca.example/new.crl';

const uri = (text: string): Uint8Array => der.implicit(6, Buffer.from(text, 'latin1'));
const point = (urls: readonly string[], ...more: Uint8Array[]): Uint8Array =>
  der.sequence(der.explicit(0, der.explicit(0, ...urls.map(uri))), ...more);
const freshest = (value: Uint8Array, critical = false): Extension => ({ oid: '2.5.29.46', critical, value });
const toAddress = freshest(der.sequence(point([address])));
const number = (value: number): Extension => ({ oid: '2.5.29.20', critical: false, value: der.integer(value) });
const delta = (base: number): Extension => ({ oid: '2.5.29.27', critical: true, value: der.integer(base) });

function list(extensions: readonly Extension[], change: Partial<CrlProfile> = {}): CrlProfile {
  const { key } = chain.middle;
  const own = [extension.authorityKeyId(key), ...extensions];
  return { ...current, issuer: 'CN=Middle', issuerKey: key, revoked: [], extensions: own, ...change };
}

const addressesIn = (crl: CrlProfile) => readPathCrl(issueCrl(crl)).freshestPoints.flatMap(({ names }) => names ?? []);

describe('[V02] delta addresses in a revocation list', () => {
  test('are read like those in a certificate', () => {
    expect(addressesIn(list([number(1), toAddress]))).toEqual([`uri:${address}`]);
    const { value } = toAddress;
    expect(readDistributionPoints(value, readWhole(value, tags.sequence), [])).toHaveLength(1);
  });

  test.each([
    ['addresses in a delta', [number(2), delta(1), toAddress]],
    [
      'points for some reasons only, which RFC 5280 forbids',
      [number(1), freshest(der.sequence(point([address], reasons())))],
    ],
    ['1000 addresses', [number(1), freshest(der.sequence(...Array.from({ length: 1000 }, () => point([address]))))]],
    ['an unreadable extension', [number(1), freshest(der.sequence(der.integer(1)))]],
  ])('are ignored: %s', async (_name, extensions) => {
    const crl = list(extensions, { revoked: [3] });
    expect(addressesIn(crl)).toEqual([]);
    // The list's revocations still count.
    expect(reasonsOf(await judgeChain(chain, { crls: [crl], options: { revocation: 'soft' } }))).toEqual([
      'revoked 张三 0',
    ]);
  });

  test('make the list unusable when critical and unreadable', () => {
    const read = readPathCrl(issueCrl(list([number(1), freshest(der.sequence(der.integer(1)), true)])));
    expect({ base: read.usable, withFreshest: readPathCrl(issueCrl(list([number(1), toAddress]))).usable }).toEqual({
      base: false,
      withFreshest: true,
    });
  });
});

describe('[V02] lists whose delta addresses are used', () => {
  const leafLists = async (...crls: readonly CrlProfile[]) => {
    const { path, lists } = await judgeChain(chain, { crls, options: { revocation: 'soft' } });
    return [...(lists.get(path[0]?.sha256 ?? '') ?? [])].map(({ number: own }) => own);
  };

  test.each([
    ['a valid list is used', list([number(7), toAddress]), ['7']],
    ['a list signed by another key is not used', list([number(7), toAddress], { issuerKey: newKey() }), []],
    ['an outdated list is not used', list([number(7), toAddress], { nextUpdate: '260502000000Z' }), []],
    ['the root’s list is not used', list([number(7), toAddress], { issuer: 'CN=Root', issuerKey: chain.root.key }), []],
  ])('%s', async (_name, crl, expected) => {
    expect(await leafLists(crl)).toEqual(expected);
  });

  test('reports a delta that fits no list, and its revocations still count', async () => {
    const of = async (base: number, revoked: readonly number[]) => {
      const crls = [list([number(5)]), list([number(9), delta(base)], { revoked })];
      const answer = await judgeChain(chain, { crls, options: { revocation: 'soft' } });
      const verdicts = [...answer.verdicts].map(([source, { verdict }]) =>
        'number' in source ? [source.number, verdict] : [],
      );
      return [verdicts, reasonsOf(answer)];
    };
    expect(await of(5, [])).toEqual([
      [
        ['5', 'answered'],
        ['9', 'answered'],
      ],
      [],
    ]);
    expect(await of(6, [])).toEqual([
      [
        ['5', 'answered'],
        ['9', 'other-base'],
      ],
      [],
    ]);
    expect((await of(6, [3]))[1]).toEqual(['revoked 张三 0']);
  });
});

function reasons(): Uint8Array {
  return der.implicit(1, Uint8Array.of(6, 0x40));
}
