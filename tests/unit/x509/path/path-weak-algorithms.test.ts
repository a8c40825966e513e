// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readOcspResponse } from '../../../../main/x509/ocsp/read-ocsp-response.ts';
import type { PathAnswer } from '../../../../main/x509/path/find-path.ts';
import { readPathCertificate } from '../../../../main/x509/path/path-certificate.ts';
import type { PathOptions } from '../../../../main/x509/path/path-options.ts';
import { issue } from '../../../support/x509/issue.ts';
import { issueOcsp } from '../../../support/x509/issue-ocsp.ts';
import { type Chain, judgeChain, judgeDer, plainChain, reasonsOf } from '../../../support/x509/path-question.ts';

const rsa = (modulusLength: number): KeyObject => generateKeyPairSync('rsa', { modulusLength }).privateKey;
const [short, long] = [rsa(1024), rsa(2048)];

function warningsOf({ warnings }: PathAnswer): string[] {
  return warnings.map(({ code, name, role, detail }) => `${code} ${name} ${role} ${detail}`);
}

function rsaChain(middle: KeyObject, leaf: KeyObject): Chain {
  const chain = plainChain();
  return {
    ...chain,
    middle: { ...chain.middle, key: middle, extensions: chain.middle.extensions.slice(0, 2) },
    leaf: { ...chain.leaf, key: leaf, issuerKey: middle, extensions: chain.leaf.extensions.slice(0, 2) },
  };
}

const cases: Readonly<Record<string, readonly [Chain, readonly string[]]>> = {
  'nothing when all algorithms are strong': [rsaChain(long, long), []],
  'a leaf key of RSA 1024': [rsaChain(long, short), ['weak-key 张三 leaf rsa-1024']],
  'a CA key of RSA 1024': [rsaChain(short, long), ['weak-key Middle intermediate rsa-1024']],
  'a leaf signed with SHA-1 and RSA': [
    { ...rsaChain(long, long), leaf: { ...rsaChain(long, long).leaf, hash: 'sha1' } },
    ['weak-signature 张三 leaf sha1WithRSAEncryption'],
  ],
  'a CA signed with SHA-1 and ECDSA': [
    { ...plainChain(), middle: { ...plainChain().middle, hash: 'sha1' } },
    ['weak-signature Middle intermediate ecdsa-with-SHA1'],
  ],
  'nothing for an anchor’s own SHA-1 signature': [
    { ...plainChain(), root: { ...plainChain().root, hash: 'sha1' } },
    [],
  ],
};

describe('weak algorithms', () => {
  test.each(Object.entries(cases))('[V01] [V03] a valid path warns of %s', async (_name, [chain, expected]) => {
    const answer = await judgeChain(chain);
    expect({ valid: answer.valid, warnings: warningsOf(answer) }).toEqual({ valid: true, warnings: expected });
  });

  test('[V01] [V03] refuses an MD5 signature and warns of it', async () => {
    const chain = rsaChain(long, long);
    const answer = await judgeChain({ ...chain, leaf: { ...chain.leaf, hash: 'md5' } });
    expect(reasonsOf(answer)).toEqual(['signature-unsupported 张三']);
    expect(warningsOf(answer)).toEqual(['weak-signature 张三 leaf md5WithRSAEncryption']);
  });

  test('[V01] [V03] warns of an RSA 1024 anchor key, but not of an untrusted root’s SHA-1 signature', async () => {
    const { root, middle, leaf } = plainChain();
    const weak = {
      ...root,
      key: short,
      issuerKey: short,
      extensions: root.extensions.slice(0, 2),
      hash: 'sha1' as const,
    };
    const below = { ...middle, issuerKey: short, extensions: middle.extensions.slice(0, 2) };
    const trusted = await judgeDer(issue(leaf), [issue(below)], [issue(weak)]);
    expect(warningsOf(trusted)).toEqual(['weak-key Root anchor rsa-1024']);
    const untrusted = await judgeDer(issue(leaf), [issue(below), issue(weak)], []);
    expect(reasonsOf(untrusted)).toEqual(['root-untrusted Root']);
    expect(untrusted.reasons).toMatchObject([{ role: 'anchor' }]);
    expect(warningsOf(untrusted)).toEqual(['weak-key Root anchor rsa-1024']);
  });

  test('[V01] [V03] rules for web sites refuse RSA 1024 and SHA-1', async () => {
    const options: Partial<PathOptions> = { rules: 'webpki' };
    const reasons = async (chain: Chain) =>
      reasonsOf(await judgeChain(chain, { options })).filter((reason) => reason.startsWith('weak-algorithm'));
    expect(await reasons(rsaChain(long, short))).toEqual(['weak-algorithm 张三 rsa-1024']);
    const { root, middle, leaf } = plainChain();
    expect(await reasons({ root, middle, leaf: { ...leaf, hash: 'sha1' } })).toEqual([
      'weak-algorithm 张三 1.2.840.10045.4.1',
    ]);
  });
});

describe('weak algorithms of answers about revocation', () => {
  const { root, middle, leaf } = plainChain();
  const current = { thisUpdate: '260501000000Z', nextUpdate: '260701000000Z', revoked: [] };
  const lists = [
    { ...current, issuer: 'CN=Root', issuerKey: root.key },
    { ...current, issuer: 'CN=Middle', issuerKey: middle.key, hash: 'sha1' as const },
  ];
  const weakLeaf = ['weak-revocation 张三 leaf ecdsa-with-SHA1'];

  test('[V01] [V03] warns of a list signed with SHA-1, which the rules for web sites refuse', async () => {
    const answer = await judgeChain(plainChain(), { crls: lists, options: { revocation: 'required' } });
    expect({ valid: answer.valid, warnings: warningsOf(answer) }).toEqual({ valid: true, warnings: weakLeaf });
    const strict = await judgeChain(plainChain(), {
      crls: lists,
      options: { revocation: 'required', rules: 'webpki' },
    });
    expect(reasonsOf(strict)).toEqual(['weak-algorithm 张三 ecdsa-with-SHA1']);
  });

  test('[V01] [V03] warns of a good OCSP response signed with SHA-1', async () => {
    const [der, middleDer] = [issue(leaf), issue(middle)];
    const ocsp = issueOcsp({
      certificate: der,
      issuerKey: middle.key,
      signer: { name: 'CN=Middle', key: middle.key },
      status: 'good',
      thisUpdate: '20260531000000Z',
      nextUpdate: '20260607000000Z',
      nonce: null,
      certificates: [],
      extensions: [],
      hash: 'sha1',
    });
    const source = { about: readPathCertificate(der).sha256, answer: readOcspResponse(ocsp), nonce: null };
    const answer = await judgeDer(der, [middleDer], [issue(root)], {
      answers: [source],
      options: { revocation: 'soft' },
    });
    expect(warningsOf(answer)).toEqual(weakLeaf);
  });
});
