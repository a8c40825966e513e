// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { encodingOf, listChildren, readWhole, tags } from '../../../../main/x509/der/der-reader.ts';
import * as der from '../../../../main/x509/der/der-writer.ts';
import { readPathCertificate } from '../../../../main/x509/path/path-certificate.ts';
import { readPathCrl } from '../../../../main/x509/path/revocation/path-crl.ts';
import { type Extension, extension, issue, issueCrl, signed } from '../../../support/x509/issue.ts';
import { judgeChain, judgeDer, plainChain, reasonsOf, withExtension } from '../../../support/x509/path-question.ts';

function fieldsOf(sequence: Uint8Array): Uint8Array[] {
  return listChildren(sequence, readWhole(sequence, tags.sequence)).map((field) => encodingOf(sequence, field));
}
const leaf = issue(plainChain().leaf);
const [body = leaf, ...signature] = fieldsOf(leaf);
const fields = fieldsOf(body);
const [wrapper = body] = fields.slice(-1);
const extensions = encodingOf(wrapper, listChildren(wrapper, readWhole(wrapper, 0xa3))[0] as never);
const withBody = (...members: readonly Uint8Array[]) => der.sequence(der.sequence(...members), ...signature);
const withExtensions = (...members: readonly Uint8Array[]) =>
  withBody(...fields.slice(0, -1), der.explicit(3, der.sequence(...members)));

const uniqueId = (number: number) => der.implicit(number, Uint8Array.of(0, 1));
const before = fields.slice(0, -1);
const keyUsage = [der.oid('2.5.29.15'), der.octetString(der.element(0x03, Uint8Array.of(5, 0xa0)))] as const;

describe('[V01] an ambiguous certificate is damaged', () => {
  test('an unchanged certificate, or one with unique identifiers in order, is read', () => {
    expect(readPathCertificate(leaf).serial).toBe('3');
    expect(readPathCertificate(withBody(...before, uniqueId(1), uniqueId(2), wrapper)).serial).toBe('3');
  });

  test.each([
    ['octets behind the signature', der.sequence(body, ...signature, der.nullValue())],
    ['a field behind the extensions', withBody(...fields, der.nullValue())],
    ['an unknown field before them', withBody(...before, der.explicit(4, der.nullValue()), wrapper)],
    ['two lists of extensions', withBody(...before, wrapper, wrapper)],
    ['a unique identifier twice', withBody(...before, uniqueId(1), uniqueId(1), wrapper)],
    ['unique identifiers in the wrong order', withBody(...before, uniqueId(2), uniqueId(1), wrapper)],
    ['an identifier behind the extensions', withBody(...fields, uniqueId(2))],
    ['something beside the extensions', withBody(...before, der.explicit(3, extensions, der.nullValue()))],
    ['something beside the version', withBody(der.explicit(0, der.integer(2), der.nullValue()), ...fields.slice(1))],
    ['an extension with a field too many', withExtensions(der.sequence(...keyUsage, der.nullValue()))],
    [
      'an empty critical mark',
      withExtensions(der.sequence(keyUsage[0], der.element(0x01, new Uint8Array()), keyUsage[1])),
    ],
    [
      'a critical mark of two octets',
      withExtensions(der.sequence(keyUsage[0], der.element(0x01, Uint8Array.of(0, 1)), keyUsage[1])),
    ],
  ])('%s', (_name, damaged) => {
    expect(() => readPathCertificate(damaged)).toThrow(expect.objectContaining({ code: 'damaged' }));
  });
});

test.each([
  ['any', []],
  ['server', ['profile 张三 version']],
] as const)('[V01] judges extensions in a version 1 certificate for the purpose %s', async (purpose, expected) => {
  const { root, middle, leaf: profile } = plainChain();
  const old = signed(der.sequence(...fields.slice(1)), profile.issuerKey);
  const answer = await judgeDer(old, [issue(middle)], [issue(root)], { options: { purpose } });
  expect(reasonsOf(answer)).toEqual(expected);
});

describe('[V01] ambiguous flags and named bits', () => {
  const usage = (...octets: number[]): Extension => ({
    oid: '2.5.29.15',
    critical: true,
    value: der.element(0x03, Uint8Array.from(octets)),
  });
  test.each([
    [
      'a CA flag without content',
      { ...extension.basicConstraints(true), value: der.sequence(der.element(0x01, new Uint8Array())) },
    ],
    [
      'a CA flag of two octets',
      { ...extension.basicConstraints(true), value: der.sequence(der.element(0x01, Uint8Array.of(0, 1))) },
    ],
    ['eight unused bits', usage(8, 0xa0)],
    ['unused bits of an empty string', usage(1)],
    ['unused bits that are set', usage(6, 0xa0)],
    ['no count of unused bits', usage()],
  ])('%s is malformed', async (_name, malformed) => {
    const chain = plainChain();
    const answer = await judgeChain({ ...chain, leaf: withExtension(chain.leaf, malformed) });
    expect(reasonsOf(answer)).toEqual([`malformed 张三 ${malformed.oid}`]);
  });

  test('a list scope with an empty flag is damaged', () => {
    const { middle } = plainChain();
    const scope = { oid: '2.5.29.28', critical: true, value: der.sequence(der.implicit(1, new Uint8Array())) };
    const times = { thisUpdate: '260501000000Z', nextUpdate: '260701000000Z' };
    const crl = issueCrl({ ...times, issuer: 'CN=Middle', issuerKey: middle.key, revoked: [], extensions: [scope] });
    expect(() => readPathCrl(crl)).toThrow(expect.objectContaining({ code: 'damaged' }));
  });
});
