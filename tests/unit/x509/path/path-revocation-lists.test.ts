// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import * as der from '../../../../main/x509/der/der-writer.ts';
import type { PathOptions } from '../../../../main/x509/path/path-options.ts';
import {
  type CrlProfile,
  type Extension,
  extension,
  issue,
  keyIdOf,
  type RevokedEntry,
} from '../../../support/x509/issue.ts';
import { judgeChain, judgeDer, newKey, plainChain, reasonsOf } from '../../../support/x509/path-question.ts';

const chain = plainChain();
const current = { thisUpdate: '260501000000Z', nextUpdate: '260701000000Z' };
const ofRoot: CrlProfile = { ...current, issuer: 'CN=Root', issuerKey: chain.root.key, revoked: [] };
const forReason = (reason: number): RevokedEntry => ({ serial: 3, extensions: [extension.reasonCode(reason)] });

/** The leaf issuer's list; a delta when `base` is given. */
function list(
  number: number | null,
  revoked: readonly RevokedEntry[],
  change: Partial<CrlProfile> = {},
  base?: number,
) {
  const { middle } = chain;
  const extensions: Extension[] = [
    { oid: '2.5.29.35', critical: false, value: der.sequence(der.implicit(0, keyIdOf(middle.key))) },
    ...(number === null ? [] : [{ oid: '2.5.29.20', critical: false, value: der.integer(number) }]),
    ...(base === undefined ? [] : [{ oid: '2.5.29.27', critical: true, value: der.integer(base) }]),
  ];
  return { ...current, issuer: 'CN=Middle', issuerKey: middle.key, revoked, extensions, ...change };
}

async function judge(crls: readonly CrlProfile[], revocation: PathOptions['revocation'], others: Uint8Array[] = []) {
  return judgeChain(chain, { crls: [ofRoot, ...crls], options: { revocation }, others });
}

const orders: Readonly<Record<string, readonly [lists: readonly CrlProfile[], expected: readonly string[]]>> = {
  'a list that is still current does not hide a newer revocation': [[list(1, []), list(2, [3])], ['revoked 张三 0']],
  'the later of two lists without a number is newer': [
    [list(null, [forReason(6)]), list(null, [forReason(1)], { thisUpdate: '260515000000Z' })],
    ['revoked 张三 1'],
  ],
  'a newer list lifts a hold': [[list(1, [forReason(6)]), list(2, [])], []],
  'no list lifts a revocation': [[list(1, [forReason(1)]), list(2, [])], ['revoked 张三 1']],
  'the newest delta decides': [
    [list(1, [forReason(6)]), list(2, [forReason(8)], {}, 1), list(3, [forReason(1)], {}, 1)],
    ['revoked 张三 1'],
  ],
  'a delta lifts a hold': [
    [list(1, [forReason(6)]), list(2, [forReason(6)], {}, 1), list(10, [forReason(8)], {}, 1)],
    [],
  ],
  'a delta revokes although its base is too old': [[list(1, []), list(9, [forReason(1)], {}, 5)], ['revoked 张三 1']],
  'a hold of a delta is lifted by a newer list': [[list(1, []), list(2, [forReason(6)], {}, 1), list(5, [])], []],
  'a hold in a delta counts although its base is too old': [
    [list(1, []), list(9, [forReason(6)], {}, 5)],
    ['revoked 张三 6'],
  ],
  'a newer delta lifts such a hold': [
    [list(1, []), list(9, [forReason(6)], {}, 5), list(10, [forReason(8)], {}, 5)],
    [],
  ],
  'a newer list lifts such a hold, too': [[list(1, []), list(9, [forReason(6)], {}, 5), list(10, [])], []],
  'a list without a number revokes, beside one that does not': [[list(null, [3]), list(1, [])], ['revoked 张三 0']],
  'a serial number listed twice stays revoked': [[list(1, [forReason(1), forReason(8)])], ['revoked 张三 1']],
  'an entry with two reasons leaves the status unknown': [
    [list(1, [{ serial: 3, extensions: [extension.reasonCode(1), extension.reasonCode(8)] }])],
    ['revocation-unknown 张三'],
  ],
};

describe('[V01] [V03] several revocation lists', () => {
  test.each(Object.entries(orders))('%s', async (_name, [lists, expected]) => {
    expect(reasonsOf(await judge(lists, 'required'))).toEqual(expected);
    expect(reasonsOf(await judge(lists.toReversed(), 'required'))).toEqual(expected);
  });

  test.each([
    ['without a number', list(null, [3])],
    ['without a next update', list(1, [3], { nextUpdate: null })],
  ])('a list %s revokes, but never proves a good status', async (_name, revoking) => {
    expect(reasonsOf(await judge([revoking], 'soft'))).toEqual(['revoked 张三 0']);
    const silent = await judge([{ ...revoking, revoked: [] }], 'required');
    expect(reasonsOf(silent)).toEqual(['revocation-unknown 张三']);
  });

  test('a revocation of the leaf is final on every path', async () => {
    const otherKey = newKey();
    const otherRoot = { ...chain.root, subject: 'CN=Other', issuer: 'CN=Other', key: otherKey, issuerKey: otherKey };
    const crossed = { ...chain.middle, issuer: 'CN=Other', issuerKey: otherKey, serial: 9 };
    // Without cRLSign, so the status by this path alone is unknown.
    const mute = { ...crossed, extensions: [extension.basicConstraints(true), extension.keyUsage(0x04)] };
    const answer = await judgeDer(
      issue(chain.leaf),
      [issue(chain.middle), issue(mute)],
      [issue(chain.root), issue(otherRoot)],
      { crls: [list(1, [3])], options: { revocation: 'soft' } },
    );
    expect({ valid: answer.valid, reasons: reasonsOf(answer) }).toEqual({ valid: false, reasons: ['revoked 张三 0'] });
  });
});

describe('[V01] who may sign a revocation list', () => {
  const impostor = newKey();
  const clean: CrlProfile = { ...ofRoot, issuer: 'CN=Middle', issuerKey: impostor };
  const signing = [extension.keyUsage(0x02)];
  const namesake = { ...chain.middle, serial: 51, key: impostor, extensions: signing };

  test('a namesake from another CA below the same anchor is not accepted', async () => {
    const evilKey = newKey();
    const evil = issue({ ...chain.middle, subject: 'CN=Evil', serial: 50, key: evilKey });
    const forged = issue({ ...namesake, issuer: 'CN=Evil', issuerKey: evilKey });
    expect(reasonsOf(await judge([{ ...clean, revoked: [3] }], 'soft', [evil, forged]))).toEqual([]);
  });

  test.each([
    ['its own issuer', chain.root, 'CN=Root'],
    ['the CA itself', chain.middle, 'CN=Middle'],
  ])('a separate key that %s certified is accepted', async (_name, { key }, issuer) => {
    const separate = issue({ ...namesake, issuer, issuerKey: key });
    expect(reasonsOf(await judge([clean, list(1, [])], 'required', [separate]))).toEqual([]);
    // Above, the other lists cover the separate certificate. Its key can also revoke.
    const revoking = { ...clean, revoked: [3] };
    expect(reasonsOf(await judge([revoking], 'soft', [separate]))).toEqual(['revoked 张三 0']);
  });

  test('a user certificate without key usage is not accepted', async () => {
    const person = issue({ ...namesake, issuer: 'CN=Middle', issuerKey: chain.middle.key, extensions: [] });
    expect(reasonsOf(await judge([{ ...clean, revoked: [3] }], 'soft', [person]))).toEqual([]);
  });
});

describe('[V01] the limits of the search for revocations', () => {
  const junkKeys = Array.from({ length: 128 }, newKey);

  test('do not include what the path search has spent', async () => {
    const junkKey = newKey();
    const junk = Array.from({ length: 4 }, (_, group) => [
      issue({ ...chain.middle, issuer: `CN=Junk ${group}`, issuerKey: junkKey, serial: 100 + group }),
      ...Array.from({ length: group < 3 ? 128 : 14 }, (_unused, index) =>
        issue({
          ...chain.middle,
          subject: `CN=Junk ${group}`,
          issuer: 'CN=Nobody',
          issuerKey: junkKey,
          // Each requires a separate verification.
          key: junkKeys[index] as (typeof junkKeys)[number],
          serial: 1000 + group * 200 + index,
        }),
      ),
    ]).flat();
    const answer = await judgeDer(issue(chain.leaf), [...junk, issue(chain.middle)], [issue(chain.root)], {
      crls: [ofRoot, list(1, [3])],
      options: { revocation: 'soft' },
    });
    expect(reasonsOf(answer)).toEqual(['revoked 张三 0']);
  });

  test.each(['soft', 'required'] as const)('end with a refusal, even when revocation is %s', async (revocation) => {
    const lists = Array.from({ length: 405 }, (_, number) => list(number, [], { issuerKey: chain.leaf.key }));
    const answer = await judge([...lists, list(999, [3])], revocation);
    expect({ valid: answer.valid, reasons: reasonsOf(answer) }).toEqual({
      valid: false,
      reasons: ['search-limit 张三'],
    });
  });

  test('count namesakes that were not examined', async () => {
    const namesakes = Array.from({ length: 129 }, (_, index) => issue({ ...chain.middle, serial: 1000 + index }));
    const answer = await judge([list(1, [], { issuerKey: newKey() })], 'soft', namesakes);
    expect(reasonsOf(answer)).toEqual(['search-limit 张三']);
  });
});
