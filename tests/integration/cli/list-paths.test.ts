// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { extension, issue, type Profile } from '../../support/x509/issue.ts';
import { newKey, plainChain, withExtension } from '../../support/x509/path-question.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';

const missing = missingTools('openssl');

test('[L01] [V03] list and show warn of weak algorithms, each with its sentence', async () => {
  const vault = await newCliVault();
  const { root, middle, leaf } = plainChain();
  const key = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const files = [root, middle, { ...leaf, key, hash: 'sha1' as const }].map((profile, index) => {
    const path = join(vault.folder, `${index}.cer`);
    writeFileSync(path, issue(profile));
    return path;
  });
  await vault.cli('import', ...files);
  const listed: { displayName: string; sha256: string; warnings: unknown[] }[] = (await vault.cli('list')).json?.value
    .certificates;
  const weak = listed.find(({ displayName }) => displayName === '张三');
  const certificate = weak?.sha256 ?? '';
  const expected = [
    { code: 'weak-key', certificate, text: expect.stringContaining('rsa-1024') },
    { code: 'weak-signature', certificate, text: expect.stringContaining('ecdsa-with-SHA1') },
  ];
  expect(listed.map(({ warnings }) => warnings).filter((warnings) => warnings.length > 0)).toEqual([expected]);
  expect((await vault.cli('show', certificate)).json?.value.certificate.warnings).toEqual(expected);
});

/** Whether openssl finds a path to this trusted root. */
function opensslFinds(folder: string, certificate: string, root: string, middle: string): boolean {
  const run = spawnSync('openssl', ['verify', '-CAfile', root, '-untrusted', middle, certificate], { cwd: folder });
  return run.status === 0;
}

/** Valid today, unlike the intermediate `ended`. */
const times = { notBefore: '250101000000Z', notAfter: '401231000000Z' };

describe(`path status in the list${skipReason(missing)}`, () => {
  test.skipIf(missing.length > 0)(
    '[L01] [V01] the status covers validity only, and a chain is invalid where openssl refuses it, trust aside',
    async () => {
      const vault = await newCliVault();
      const chain = plainChain();
      const [root, middle, leaf] = [chain.root, chain.middle, chain.leaf].map((each): Profile => ({
        ...each,
        ...times,
      })) as [Profile, Profile, Profile];
      const authority = (subject: string): Profile => {
        const key = newKey();
        return withExtension({ ...middle, key, subject }, extension.subjectKeyId(key));
      };
      const ended = { ...authority('CN=Ended'), notAfter: '260101000000Z' };
      const noAuthority = withExtension(authority('CN=None'), extension.basicConstraints(false));
      const below = (issuer: Profile, serial: number): Profile => {
        const issued: Profile = {
          ...leaf,
          subject: `CN=${issuer.subject.slice(3)} leaf`,
          issuer: issuer.subject,
          issuerKey: issuer.key,
          serial,
        };
        return withExtension(issued, extension.authorityKeyId(issuer.key));
      };
      const forged: Profile = { ...below(middle, 12), subject: 'CN=Forged', issuerKey: newKey() };
      const wanted = [
        { name: 'good', profile: below(middle, 10), chain: 'complete', issuer: 'middle' },
        { name: 'forged', profile: forged, chain: 'broken', issuer: 'middle' },
        { name: 'ended-leaf', profile: below(ended, 13), chain: 'broken', issuer: 'ended' },
        { name: 'none-leaf', profile: below(noAuthority, 14), chain: 'broken', issuer: 'none' },
      ] as const;
      const write = (name: string, profile: Profile) => {
        const body = Buffer.from(issue(profile)).toString('base64').replaceAll(/.{64}/g, '$&\n');
        const path = join(vault.folder, `${name}.pem`);
        writeFileSync(path, `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`);
        return path;
      };
      const authorities = {
        root: write('root', root),
        middle: write('middle', middle),
        ended: write('ended', ended),
        none: write('none', noAuthority),
      };
      const files = wanted.map(({ name, profile }) => write(name, profile));
      await vault.cli('import', ...Object.values(authorities), ...files);
      const shown = async () => {
        const certificates: { displayName: string; status: string; chainState: string }[] = (await vault.cli('list'))
          .json?.value.certificates;
        return new Map(certificates.map((each) => [each.displayName, [each.status, each.chainState]]));
      };
      const statuses = await shown();
      for (const [index, { profile, chain: expected, issuer }] of wanted.entries()) {
        expect(statuses.get(profile.subject.slice(3)), profile.subject).toEqual(['valid', expected]);
        const found = opensslFinds(vault.folder, files[index] ?? '', authorities.root, authorities[issuer]);
        expect(found, profile.subject).toEqual(expected === 'complete');
      }
      // Trusting the root doesn't change the list: an untrusted root is no error there.
      const added = await vault.cli(
        'anchors',
        'add',
        authorities.root,
        '--yes',
        '--passphrase-file',
        vault.passphraseFile,
      );
      expect(added.code).toBe(0);
      expect(await shown()).toEqual(statuses);
      // Importing the renewed intermediate completes its leaf's chain.
      const renewed = write('renewed', { ...ended, notAfter: times.notAfter, serial: 99 });
      await vault.cli('import', renewed);
      expect((await shown()).get('Ended leaf')).toEqual(['valid', 'complete']);
    },
  );
});
