// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backUp, newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const bank = {
  name: 'Golden Bank',
  protocol: 'web',
  url: 'https://ca.example.com/apply',
  source: 'https://ca.example.com/help',
  checkedOn: '2026-11-28',
  contact: { phone: '+86 10 0000 0000', email: 'ca@example.com' },
  asks: [{ 'zh-CN': '银行卡', en: 'bank card' }],
  steps: { lost: [{ 'zh-CN': '致电客服', en: 'call the service line' }] },
};

function profile(vault: CliVault): string {
  const path = join(vault.folder, 'bank.json');
  writeFileSync(path, JSON.stringify(bank));
  return path;
}

/** Imports a certificate without its key; `files` include the key. */
async function publicOnly(vault: CliVault) {
  const files = makeIdentityFiles(vault.folder, 'bank', { subject: '/CN=Zhang San', days: 200 });
  const imported = await vault.cli('import', files.certificate);
  return { files, id: String(imported.json?.value.items[0].added[0]) };
}

const lossOf = async (vault: CliVault, id: string) => (await vault.cli('show', id)).json?.value.certificate.loss;

describe('[E08] [A01] revoke', () => {
  test('shows whom to notify, records the loss, and exits with 4 because nothing is revoked', async () => {
    const vault = await newCliVault();
    const { id } = await publicOnly(vault);
    const answer = await vault.cli('revoke', id, '--kind', 'stolen', '--profile', profile(vault));
    expect(answer.code).toBe(4);
    expect(answer.json).toMatchObject({ ok: false, error: { code: 'not-revoked' } });
    expect(answer.json?.error?.details).toMatchObject({
      protocol: 'WEB',
      certificate: id,
      kind: 'stolen',
      authority: 'Golden Bank',
      host: 'ca.example.com',
      verified: false,
      phone: '+86 10 0000 0000',
      sheet: expect.arrayContaining([
        '  - bank card',
        '  1. call the service line',
        expect.stringMatching(/^ {2}My digital certificate was stolen.* key compromise\. The certificate is /),
      ]),
    });
    expect(await lossOf(vault, id)).toMatchObject({ kind: 'stolen', done: [], replaced: false });
  });

  test('prints the contact sheet before the failure, and list shows the date', async () => {
    const vault = await newCliVault();
    const { id } = await publicOnly(vault);
    const where = ['--vault', join(vault.folder, 'vault')];
    const answer = await runCli(['revoke', id.slice(0, 12), '--kind', 'lost', ...where]);
    expect(answer.code).toBe(4);
    expect(answer.stdout).toMatch(
      /contact sheet[\s\S]*Serial number \(hex\)[\s\S]*identity document[\s\S]*Loss report saved for certificate [0-9a-f]+/,
    );
    expect(answer.stderr).toMatch(/^Nothing was revoked.*The loss report was saved/);
    expect((await runCli(['list', ...where])).stdout).toMatch(/Zhang San[^\n]*\n +.*lost, reported \d{4}-\d{2}-\d{2}/);
  });

  test('records nothing without --kind, and --undo removes a record and exits with 0', async () => {
    const vault = await newCliVault();
    const { id } = await publicOnly(vault);
    expect((await vault.cli('revoke', id)).code).toBe(4);
    expect(await lossOf(vault, id)).toBeNull();
    const refused = await vault.cli('revoke', id, '--undo');
    expect(refused).toMatchObject({ code: 6, json: { error: { code: 'not-found' } } });
    expect(refused.json?.error?.message).toMatch(/^The vault has no loss report/);
    await vault.cli('revoke', id, '--kind', 'key-exposed');
    expect(await vault.cli('revoke', id, '--undo')).toMatchObject({
      code: 0,
      json: { ok: true, value: { certificate: id, loss: null } },
    });
    expect(await lossOf(vault, id)).toBeNull();
  });

  test('refuses labels, unknown kinds and unknown certificates', async () => {
    const vault = await newCliVault();
    const { id } = await publicOnly(vault);
    await vault.cli('set', id, '--label', 'mine');
    expect(await vault.cli('revoke', 'label:mine')).toMatchObject({ code: 2, json: { error: { code: 'usage' } } });
    expect((await vault.cli('revoke', id, '--kind', 'gone')).code).toBe(2);
    expect((await vault.cli('revoke', id, '--kind', 'lost', '--undo')).code).toBe(2);
    expect((await vault.cli('revoke', '0'.repeat(64))).code).toBe(6);
  });

  test('names the profile of its request, and the backups that still have the certificate', async () => {
    const vault = await newCliVault();
    const authority = testAuthority(vault.folder);
    writeFileSync(join(vault.folder, 'manual.json'), JSON.stringify({ ...bank, protocol: 'manual' }));
    const csr = join(vault.folder, 'request.csr');
    const words = ['--profile', join(vault.folder, 'manual.json'), '--subject', 'CN=Li Si', '-o', csr];
    expect((await vault.cli('enrol', ...words)).code).toBe(0);
    const taken = await vault.cli('pending', 'import', authority.issue(csr, 'reply'));
    const id = String(taken.json?.value.certificate);
    mkdirSync(join(vault.folder, 'backups'));
    await backUp(vault, '--to', join(vault.folder, 'backups'));
    const { details } = (await vault.cli('revoke', id)).json?.error ?? {};
    expect(details).toMatchObject({ protocol: 'MANUAL', authority: 'Golden Bank' });
    expect(String(details?.['places'])).toContain(join(vault.folder, 'backups'));
  });
});

test('[E08] [E03] [R05] a certificate requested with --replaces replaces the one reported stolen', async () => {
  const vault = await newCliVault();
  const authority = testAuthority(vault.folder);
  const { files, id } = await publicOnly(vault);
  await vault.cli('watch', 'add', files.certificate);
  writeFileSync(join(vault.folder, 'manual.json'), JSON.stringify({ ...bank, protocol: 'manual' }));
  await vault.cli('revoke', id, '--kind', 'stolen');
  const csr = join(vault.folder, 'again.csr');
  const words = ['--profile', join(vault.folder, 'manual.json'), '--subject', 'CN=Zhang San again', '-o', csr];
  expect((await vault.cli('enrol', ...words, '--replaces', '0'.repeat(64))).code).toBe(6);
  expect((await vault.cli('enrol', ...words, '--replaces', 'label:mine')).code).toBe(2);
  const made = await vault.cli('enrol', ...words, '--replaces', id.slice(0, 10));
  expect(made.json?.value.pending).toMatchObject({ purpose: 'replace', renews: id });
  expect(await lossOf(vault, id)).toMatchObject({ replaced: false });
  expect((await vault.cli('check', '--days', '400')).json?.value.watched).toMatchObject([{ sha256: id }]);
  await vault.cli('pending', 'import', authority.issue(csr, 'again', { days: 900 }));
  expect(await lossOf(vault, id)).toMatchObject({ replaced: true });
  expect((await vault.cli('check', '--days', '400')).json?.value.watched).toEqual([]);
});

test('[E08] [D01] [D03] a lost certificate found on the disk is imported and recognised as the lost one', async () => {
  const vault = await newCliVault();
  const { files, id } = await publicOnly(vault);
  await vault.cli('revoke', id, '--kind', 'lost');
  const attic = join(vault.folder, 'attic', 'old computer');
  mkdirSync(attic, { recursive: true });
  copyFileSync(files.p12, join(attic, 'photo.jpg'));
  const password = join(vault.folder, 'p12-password');
  writeFileSync(password, 'correct horse');
  const scan = await runCli(
    ['scan', attic, '--import', '--password-file', password, '--json', '--vault', join(vault.folder, 'vault')],
    {},
  );
  expect(scan.code).toBe(0);
  const shown = (await vault.cli('show', id)).json?.value.certificate;
  expect(shown).toMatchObject({ hasPrivateKey: true, loss: { kind: 'lost' } });
  expect((await vault.cli('revoke', id, '--undo')).code).toBe(0);
});
