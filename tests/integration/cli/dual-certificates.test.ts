// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backUp, newCliVault, type CliVault } from '../../support/backup/cli-vault.ts';
import { runCli } from '../../support/cli/run-cli.ts';
import { testAuthority, type TestAuthority } from '../../support/enrolment/test-authority.ts';
import { scalarOf, writeGmEnvelope, writeKeyReply, writeSm2EnvelopedKey } from '../../support/formats/openssl-guomi.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';
import { makeSm2Pair, type Sm2PairFiles } from '../../support/formats/sm2-pair.ts';
import { openssl, skipReason } from '../../support/openssl/openssl.ts';

const missing = missingTools('openssl');
const day = 86_400_000;
const inDays = (days: number): Date => new Date(Math.floor(Date.now() / 1000) * 1000 + days * day);
const subject = '/C=CN/O=测试机构/CN=051@张三@Z110@1';
const times = { subject, start: inDays(-1), signingEnd: inDays(40), encryptionEnd: inDays(30) };

describe.skipIf(missing.length > 0)(`signing and encryption certificates made by OpenSSL${skipReason(missing)}`, () => {
  const folder = new PeerFolder();
  afterAll(() => folder.remove());
  let authority: TestAuthority;
  let files: Sm2PairFiles;
  beforeAll(() => {
    authority = testAuthority(folder.path, { algorithm: 'sm2', subject: '/CN=CFCA TEST OCA1/O=测试机构' });
    files = makeSm2Pair(folder, authority, 'zhang', times);
  });
  const opening = (vault: CliVault): string[] => ['--passphrase-file', vault.passphraseFile];
  const reply = (name: string, content: string | Uint8Array): string => folder.write(name, content);
  const scalar = () => Buffer.from(scalarOf(folder, 'zhang-encrypt.key'), 'hex');
  const listed = async (vault: CliVault) => (await vault.cli('list')).json?.value.certificates;

  async function withPair(): Promise<{ vault: CliVault; signing: string; encryption: string }> {
    const vault = await newCliVault();
    const imported = [
      await vault.cli('import', files.signing, ...opening(vault)),
      await vault.cli('import', files.encryption),
    ];
    const [signing, encryption] = imported.map(({ json }) => String(json?.value.items[0].added[0]));
    return { vault, signing: signing ?? '', encryption: encryption ?? '' };
  }

  test('[G04] list, show, check and calendar treat a pair as one identity with the earlier end', async () => {
    const { vault, signing, encryption } = await withPair();
    const certificates = await listed(vault);
    expect(Date.parse(certificates[0].notAfter)).toBe(times.encryptionEnd.getTime());
    expect(certificates).toMatchObject([
      {
        sha256: signing,
        status: 'expiring',
        hasPrivateKey: true,
        backup: 'none',
        pair: {
          signing: { sha256: signing, hasKey: true },
          encryption: { sha256: encryption, hasKey: false, backup: null },
        },
      },
    ]);
    const text = async (...argv: string[]) => (await runCli([...argv, '--vault', join(vault.folder, 'vault')])).stdout;
    const table = await text('list');
    expect(table.split('\n').filter((line) => line.includes('张三'))).toHaveLength(1);
    expect(table).toContain('signing and encryption certificate');
    expect(table).toContain('one of the two private keys is missing');
    expect(table).toContain('1 certificate: 1 expiring within 60 days.');
    expect(await text('show', signing)).toContain(`Its encryption certificate ${encryption.slice(0, 16)}`);
    expect(await text('show', encryption)).toContain(`Its signing certificate ${signing.slice(0, 16)}`);
    const due = await vault.cli('check', '--days', '35');
    expect([due.code, due.json?.value.certificates]).toMatchObject([10, [{ sha256: signing, daysLeft: 30 }]]);
    expect((await vault.cli('check', '--days', '25')).code).toBe(0);
    const ics = join(vault.folder, 'ends.ics');
    await vault.cli('calendar', '-o', ics);
    const events = readFileSync(ics, 'utf8');
    expect(events.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    const compact = times.encryptionEnd.toISOString().replaceAll(/[-:]|\.000/g, '');
    expect(events).toContain(`DTEND:${compact}`);
  });

  test.each([
    ["CFCA's reply", () => writeKeyReply(folder, 'zhang-sign', 'zhang-encrypt')],
    ['SM2EnvelopedKey', () => writeSm2EnvelopedKey(folder, 'zhang-sign', 'zhang-encrypt')],
    ['a GM/T 0010 envelope', () => writeGmEnvelope(folder, 'CA', { recipient: 'zhang-sign', plain: scalar() })],
  ])('[G04] [B04] the key of %s completes the identity, which is backed up when both are', async (_form, made) => {
    const { vault, signing, encryption } = await withPair();
    const taken = await vault.cli('import', reply('reply', made()), ...opening(vault));
    expect([taken.code, taken.json?.value.items]).toMatchObject([0, [{ keys: 1 }]]);
    const whole = { sha256: signing, pair: { encryption: { sha256: encryption, hasKey: true } } };
    expect(await listed(vault)).toMatchObject([{ ...whole, backup: 'none' }]);
    const backups = join(vault.folder, 'backups');
    mkdirSync(backups);
    await backUp(vault, '--to', backups);
    expect(await listed(vault)).toMatchObject([{ ...whole, backup: 'current' }]);
    await vault.cli('set', encryption, '--note', 'changed', ...opening(vault));
    expect(await listed(vault)).toMatchObject([{ backup: 'outdated', pair: { signing: { backup: 'current' } } }]);
  });

  test('[G04] a reply for another key, truncated or of another kind is reported and not stored', async () => {
    const { vault } = await withPair();
    const foreign = makeSm2Pair(folder, authority, 'li', { ...times, subject: '/C=CN/CN=李四' });
    expect(foreign.signing).not.toBe(files.signing);
    const own = writeKeyReply(folder, 'zhang-sign', 'zhang-encrypt');
    const refusals = [
      ['wrong-key', writeKeyReply(folder, 'li-sign', 'zhang-encrypt')],
      ['wrong-key', writeSm2EnvelopedKey(folder, 'li-sign', 'zhang-encrypt')],
      ['damaged', Buffer.from(own, 'base64').subarray(0, -20)],
      // The public X and Y of one key, the private D of another.
      ['damaged', writeKeyReply(folder, 'zhang-sign', 'zhang-encrypt', 'li-encrypt')],
      ['not-a-certificate-file', 'a letter from the bank'],
    ] as const;
    const before = await listed(vault);
    for (const [code, content] of refusals) {
      const answer = await vault.cli('import', reply('refused', content), ...opening(vault));
      expect([code, answer.json?.value.items[0].diagnosis.code, answer.json?.value.items[0].keys]).toEqual([
        code,
        code,
        0,
      ]);
    }
    expect(await listed(vault)).toEqual(before);
    const status = await vault.cli('vault', 'status');
    expect(status.json?.value.keys).toBe(1);
  });

  test('[G04] [G05] the key of a pending request opens the reply', async () => {
    const vault = await newCliVault();
    const profile = folder.write(
      'manual.json',
      JSON.stringify({ name: 'SM2', url: 'https://sm2.example.com/', protocol: 'manual', keyTypes: ['sm2'] }),
    );
    const csr = join(vault.folder, 'sm2.csr');
    const asked = ['--subject', 'CN=051@张三@Z110@1,O=测试机构,C=CN', '-o', csr, '--yes'];
    await vault.cli('enrol', '--profile', profile, ...asked);
    openssl(['req', '-in', csr, '-noout', '-pubkey', '-out', folder.file('waiting.pub')]);
    openssl(['pkey', '-in', folder.file('zhang-encrypt.key'), '-pubout', '-out', folder.file('encrypt.pub')]);
    const keyUsage = 'keyEncipherment,dataEncipherment,keyAgreement';
    const encryption = authority.issue(csr, 'early', { publicKey: folder.file('encrypt.pub'), keyUsage });
    await vault.cli('import', encryption);
    const file = reply('early', writeKeyReply(folder, 'waiting', 'zhang-encrypt'));
    expect((await vault.cli('import', file)).json?.value.items[0].diagnosis.code).toBe('enveloped-key');
    const taken = await vault.cli('import', file, ...opening(vault));
    expect([taken.code, taken.json?.value.items]).toMatchObject([0, [{ keys: 1 }]]);
    expect(await listed(vault)).toMatchObject([{ hasPrivateKey: true, pair: null }]);
    // The signing certificate completes the pair.
    const signing = authority.issue(csr, 'late', { keyUsage: 'digitalSignature,nonRepudiation' });
    const accepted = await vault.cli('pending', 'import', signing);
    expect(accepted.json?.value).toMatchObject({ request: { state: 'done' } });
    expect(await listed(vault)).toMatchObject([{ pair: { signing: { hasKey: true }, encryption: { hasKey: true } } }]);
  });

  test('[G04] [E07] a renewed pair replaces the old one, and renewing either one renews the signing one', async () => {
    const { vault, signing, encryption } = await withPair();
    await vault.cli('import', reply('old', writeKeyReply(folder, 'zhang-sign', 'zhang-encrypt')), ...opening(vault));
    const profile = folder.write(
      'again.json',
      JSON.stringify({ name: 'SM2', url: 'https://sm2.example.com/', protocol: 'manual', keyTypes: ['sm2'] }),
    );
    const csr = join(vault.folder, 'again.csr');
    const asked = await vault.cli('renew', encryption, '--profile', profile, '-o', csr, ...opening(vault));
    expect(asked.json?.value).toMatchObject({ renews: signing });
    const later = { ...times, signingEnd: inDays(400), encryptionEnd: inDays(400), start: inDays(0) };
    const fresh = makeSm2Pair(folder, authority, 'fresh', later);
    await vault.cli('import', fresh.signing, ...opening(vault));
    await vault.cli('import', fresh.encryption);
    // The old encryption key is still needed: the new one hasn't arrived.
    expect((await listed(vault)).map((each: { status: string }) => each.status)).toEqual(['expiring', 'valid']);
    await vault.cli('import', reply('new', writeKeyReply(folder, 'fresh-sign', 'fresh-encrypt')), ...opening(vault));
    expect((await listed(vault)).map((each: { status: string }) => each.status)).toEqual(['superseded', 'valid']);
    expect((await vault.cli('check', '--days', '60')).code).toBe(0);
  });

  test('[G04] an encryption certificate from another CA under the same name is not paired', async () => {
    const { vault } = await withPair();
    const other = testAuthority(folder.path, { algorithm: 'sm2', subject: '/CN=Another CA' });
    const { encryption } = makeSm2Pair(folder, other, 'other', times);
    await vault.cli('import', encryption);
    const pairs = (await listed(vault)).map(({ pair }: { pair: object | null }) => pair !== null);
    expect(pairs.toSorted()).toEqual([false, true]);
  });
});
