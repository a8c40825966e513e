// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newCliVault } from '../../../support/backup/cli-vault.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

/** A request by a profile that optionally names its CA and has a confirmed host. */
async function asked({ named, confirmed = false }: { readonly named: boolean; readonly confirmed?: boolean }) {
  const vault = await newCliVault();
  const folder = mkdtempSync(join(tmpdir(), 'cs-anchor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const authority = testAuthority(folder);
  const anchor = named ? { anchor: readFileSync(authority.certificate, 'utf8') } : {};
  const profile = join(folder, 'profile.json');
  writeFileSync(
    profile,
    JSON.stringify({ name: '机构', protocol: 'manual', url: 'https://ca.example.com/', ...anchor }),
  );
  const csr = join(folder, 'request.csr');
  const made = await vault.cli('enrol', '--profile', profile, '--subject', 'CN=张三,C=CN', '-o', csr, '--yes');
  expect(made.json?.error).toBeUndefined();
  if (confirmed) {
    const opened = ['--passphrase-file', vault.passphraseFile];
    const done = await vault.cli('profiles', 'confirm', '机构', '--host', 'ca.example.com', ...opened);
    expect(done.json?.error).toBeUndefined();
  }
  const state = async () => (await vault.cli('pending')).json?.value.requests[0];
  return { vault, folder, authority, csr, state };
}

describe('the path of a reply under a profile that names its CA', () => {
  test('[E05] [V01] a reply issued by that CA is accepted, and its path reported as checked', async () => {
    const { vault, authority, csr } = await asked({ named: true, confirmed: true });
    const taken = await vault.cli('pending', 'import', authority.issue(csr, 'reply'));
    expect(taken.json?.value).toMatchObject({ request: { state: 'done' }, pathChecked: true });
  });

  test('[E05] [V01] an unconfirmed profile vouches for no CA, and local trust decides the path', async () => {
    const { vault, authority, csr } = await asked({ named: true });
    const taken = await vault.cli('pending', 'import', authority.issue(csr, 'reply'));
    expect(taken.json?.value).toMatchObject({ request: { state: 'done' }, pathChecked: false, path: { valid: false } });
  });

  test('[E05] [V01] a reply from another CA is refused by both imports, and the request stays', async () => {
    const { vault, folder, csr, state } = await asked({ named: true });
    const stranger = testAuthority(folder, { subject: '/CN=Somebody else' });
    const foreign = stranger.issue(csr, 'foreign');
    // The p7b includes the issuer, so only trust in it is missing.
    const refused = await vault.cli('pending', 'import', stranger.p7b(foreign));
    expect(refused.json?.error).toMatchObject({ code: 'reply-refused', details: { reason: 'path-invalid' } });
    expect(await state()).toMatchObject({ state: 'pending', problem: 'path-invalid' });
    await vault.cli('import', foreign, stranger.certificate);
    expect(await state()).toMatchObject({ state: 'pending', problem: 'path-invalid' });
  });

  test('[E05] [V01] a profile without a CA accepts any reply and reports its path by local trust', async () => {
    const alone = await asked({ named: false });
    const taken = await alone.vault.cli('pending', 'import', alone.authority.issue(alone.csr, 'reply'));
    expect(taken.json?.value).toMatchObject({ request: { state: 'done' }, pathChecked: false });
    expect(taken.json?.value.path).toMatchObject({ valid: false, sound: true, reasons: [{ code: 'no-issuer' }] });

    const trusting = await asked({ named: false });
    const { vault, authority, csr } = trusting;
    const opened = ['--passphrase-file', vault.passphraseFile];
    const added = await vault.cli('anchors', 'add', authority.certificate, '--yes', ...opened);
    expect(added.json?.error).toBeUndefined();
    const argv = ['pending', 'import', authority.issue(csr, 'reply'), '--vault', join(vault.folder, 'vault')];
    const { code, stdout } = await runCli(argv);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/Issued under the trusted root .+\./),
    });
  });
});
