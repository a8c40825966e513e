// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backUp, newCliVault } from '../../support/backup/cli-vault.ts';
import { inTerminal } from '../../support/cli/in-terminal.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';

const missing = missingTools('tar', 'age', 'openssl', 'python3');

/** Commands in the README's English part: lines indented by four spaces. */
function commandsOf(readme: string): string[] {
  const english = readme.slice(readme.indexOf('\nEnglish\n'));
  return [...english.matchAll(/^ {4}((?:tar|age|openssl) .*)$/gm)].map((found) => found[1] ?? '');
}

const keys = {
  rsa: ['rsa:2048'],
  ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  ed25519: ['ed25519'],
} as const;

describe.skipIf(missing.length > 0)(`a backup opens without this program${skipReason(missing)}`, () => {
  test.each(['passphrase', 'recovery code'] as const)(
    '[B02] [B05] with the %s, following its README, using only tar, age and openssl',
    async (way) => {
      const vault = await newCliVault();
      const originals = Object.entries(keys).map(([name, key]) =>
        makeIdentityFiles(vault.folder, name, { subject: `/CN=${name} 张三/O=测试银行`, key }),
      );
      for (const { p12 } of originals) {
        const secret = p12.replace(/p12$/, 'password');
        const taken = await vault.cli('import', p12, '--password-file', secret, ...passphraseOf(vault.passphraseFile));
        expect(taken.code).toBe(0);
      }
      const labelled = originals[0]?.sha256 ?? '';
      expect((await vault.cli('set', labelled, '--label', '工资单', '--tag', '+银行')).code).toBe(0);
      const noted = ['set', labelled, '--note', '柜台办理', ...passphraseOf(vault.passphraseFile)];
      expect((await vault.cli(...noted)).code).toBe(0);
      const { backup } = await backUp(vault, '--to', vault.folder);

      const place = join(vault.folder, 'elsewhere');
      mkdirSync(place);
      copyFileSync(String(backup.file), join(place, 'BACKUP.tar'));
      const shell = async (line: string, steps: readonly (readonly [string, string])[] = []) => {
        const run = await inTerminal(['sh', '-c', `cd "$HOME" && ${line}`], steps, { HOME: place });
        expect({ code: run.code, unsent: run.unsent, output: run.code === 0 ? '' : run.output }, line).toEqual({
          code: 0,
          unsent: 0,
          output: '',
        });
      };
      await shell('tar -xf BACKUP.tar');
      const [unpack, byPassphrase, byRecovery, contents, toBrowser, ...others] = commandsOf(
        readFileSync(join(place, 'README.txt'), 'utf8'),
      );
      expect(unpack).toBe('tar -xf BACKUP.tar');
      expect(others).toEqual([]);
      const [decrypt, secret] =
        way === 'passphrase' ? [byPassphrase, vault.passphrase] : [byRecovery, vault.recoveryCode];
      await shell(decrypt ?? '', [['passphrase', `${secret}\n`]]);
      await shell(contents ?? '');

      const records = readdirSync(join(place, 'metadata'))
        .flatMap((name) =>
          readFileSync(join(place, 'metadata', name), 'utf8')
            .trimEnd()
            .split('\n'),
        )
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const certificates = records.filter(({ type }) => type === 'certificate');
      expect(certificates.map((each) => String(each['sha256'])).toSorted()).toEqual(
        originals.map(({ sha256 }) => sha256).toSorted(),
      );
      for (const { p12, key, sha256 } of originals) {
        const record = certificates.find((each) => each['sha256'] === sha256);
        const certificate = new X509Certificate(readFileSync(join(place, 'certificates', `${sha256}.pem`)));
        expect(createHash('sha256').update(certificate.raw).digest('hex')).toBe(sha256);
        const out = createPrivateKey(readFileSync(join(place, 'keys', `${String(record?.['key'])}.pem`)));
        expect(out.equals(createPrivateKey(readFileSync(key)))).toBe(true);
        expect(createPublicKey(out).equals(certificate.publicKey)).toBe(true);
        // The README's last step combines certificate and key into a file for browsers.
        const line = toBrowser?.replace('NAME', sha256).replace('KEY', String(record?.['key'])) ?? '';
        await shell(line, [
          ['Export Password:', 'for browsers\n'],
          ['Export Password:', 'for browsers\n'],
        ]);
        await shell(`openssl pkcs12 -in identity.p12 -nokeys -clcerts -out ${sha256}.out`, [
          ['Import Password:', 'for browsers\n'],
        ]);
        const again = new X509Certificate(readFileSync(join(place, `${sha256}.out`)));
        expect(again.raw.equals(certificate.raw), p12).toBe(true);
      }
      const described = certificates.find(({ sha256 }) => sha256 === labelled);
      expect(described).toMatchObject({ label: '工资单', tags: ['银行'], note: '柜台办理' });
    },
  );
});

function passphraseOf(file: string): readonly string[] {
  return ['--passphrase-file', file];
}
