// SPDX-License-Identifier: Apache-2.0
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { testAuthority } from '../../support/enrolment/test-authority.ts';
import { missingTools, openssl, skipReason } from '../../support/openssl/openssl.ts';
import { runCli } from '../../support/cli/run-cli.ts';
import { compilerUnavailable } from '../../support/tokens/modules/broken-modules/compile.ts';
import { handOverVault } from '../../support/tokens/work/hand-over-vault.ts';

const noCompiler = compilerUnavailable();
const missing = missingTools('openssl');

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'handed-over-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A separate home simulates a computer with separate state. */
function computerIn(folder: string, vault: string) {
  mkdirSync(folder, { recursive: true });
  return async (...argv: string[]) => runCli([...argv, '--json', '--vault', vault], { environment: { HOME: folder } });
}

describe.skipIf(noCompiler !== null)(
  `a vault folder with consent to a module${skipReason(noCompiler === null ? [] : [noCompiler])}`,
  () => {
    test('[T11] loads nothing on the command line, and its ignored tokens.sqlite is reported', async () => {
      const stick = temporary();
      const { folder, module, marker } = handOverVault(stick);
      const cli = computerIn(join(stick, 'home'), folder);
      expect((await cli('vault', 'init')).json?.error).toBeUndefined();
      for (const words of [
        ['tokens', 'list'],
        ['tokens', 'modules'],
        ['tokens', 'objects'],
        ['stores', 'inventory'],
      ]) {
        await cli(...words);
        expect(existsSync(marker), words.join(' ')).toBe(false);
      }
      const { value } = (await cli('tokens', 'modules')).json ?? {};
      expect(value.modules.map(({ path }: { path: string }) => path)).not.toContain(module);
      const note = { code: 'tokens-file-ignored', path: join(folder, 'tokens.sqlite') };
      expect(value.notes).toEqual([note]);
      expect((await cli('vault', 'status')).json?.value.notes).toEqual([note]);
      const shown = await runCli(['tokens', 'modules', '--vault', folder], {
        environment: { HOME: join(stick, 'home') },
      });
      expect(shown.stdout).toContain(`Ignored a file next to the vault: ${note.path}`);
    });

    test('[T11] loads its module only after consent on this computer, for any vault', async () => {
      const stick = temporary();
      const { folder, module, marker } = handOverVault(stick);
      const cli = computerIn(join(stick, 'home'), folder);
      // Loading the file reveals that it is no PKCS#11 module.
      expect((await cli('tokens', 'modules', 'add', module, '--yes')).json?.error?.code).toBe('module-broken');
      expect(existsSync(marker)).toBe(true);
      rmSync(marker);
      await computerIn(join(stick, 'home'), join(stick, 'other'))('tokens', 'list');
      expect(existsSync(marker)).toBe(true);
      rmSync(marker);
      await computerIn(join(stick, 'another home'), folder)('tokens', 'list');
      expect(existsSync(marker)).toBe(false);
    });
  },
);

describe.skipIf(missing.length > 0)(`a vault folder from another computer${skipReason(missing)}`, () => {
  test('[V04] [K07] its anchors and profiles are trusted only after `vault accept`', async () => {
    const stick = temporary();
    const [own, copied] = [join(stick, 'own'), join(stick, 'copied')];
    const authority = testAuthority(stick);
    const [key, csr] = [join(stick, 'leaf.key'), join(stick, 'leaf.csr')];
    const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    openssl(['req', '-new', ...ec, '-keyout', key, '-subj', '/CN=leaf', '-out', csr]);
    const leaf = authority.issue(csr, 'leaf');
    const passphrase = join(stick, 'passphrase');
    writeFileSync(passphrase, 'a passphrase of four words');
    const profile = join(stick, 'profile.json');
    writeFileSync(profile, JSON.stringify({ name: '机构', protocol: 'manual', url: 'https://ca.example.com/' }));
    const theirs = computerIn(join(stick, 'their home'), own);
    const opened = ['--passphrase-file', passphrase];
    for (const words of [
      ['vault', 'init', ...opened],
      ['anchors', 'add', authority.certificate, '--yes', ...opened],
      ['profiles', 'import', profile],
      ['profiles', 'confirm', '机构', '--host', 'ca.example.com', ...opened],
    ]) {
      expect((await theirs(...words)).json?.error, words.join(' ')).toBeUndefined();
    }
    expect((await theirs('validate', leaf)).json?.value.valid).toBe(true);
    cpSync(own, copied, { recursive: true });

    const ours = computerIn(join(stick, 'our home'), copied);
    const judged = await ours('validate', leaf);
    expect(judged.json?.value.valid).toBe(false);
    expect(judged.stderr).toContain('vault-not-accepted');
    expect((await ours('anchors', 'list')).json?.value.anchors).toMatchObject([{ trusted: false, confirmedAt: null }]);
    expect((await ours('profiles', 'list')).json?.value.profiles).toMatchObject([{ confirmedAt: null }]);
    expect((await ours('vault', 'status')).json?.value.notAccepted).toBe(2);
    const refused = await ours('profiles', 'confirm', '机构', '--host', 'ca.example.com', ...opened);
    expect(refused.json?.error?.code).toBe('vault-not-accepted');
    const asked = await ours('vault', 'accept');
    expect({ exitCode: asked.code, error: asked.json?.error?.code }).toEqual({ exitCode: 7, error: 'not-confirmed' });
    expect(asked.stderr).toContain('ca.example.com');
    expect((await ours('validate', leaf)).json?.value.valid).toBe(false);

    const accepted = await ours('vault', 'accept', '--yes');
    expect(accepted.json?.value).toMatchObject({
      anchors: [{ subject: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      profiles: [{ name: '机构', host: 'ca.example.com', confirmed: true, authorities: [] }],
    });
    expect((await ours('validate', leaf)).json?.value.valid).toBe(true);
    expect((await ours('profiles', 'list')).json?.value.profiles).toMatchObject([{ confirmedAt: expect.any(String) }]);
    expect((await ours('vault', 'status')).json?.value.notAccepted).toBeNull();
  });

  test('[E01] a profile with the name and host of a confirmed one replaces it only with --yes', async () => {
    const stick = temporary();
    const cli = computerIn(join(stick, 'home'), join(stick, 'vault'));
    const file = (name: string, path: string): string => {
      const content = { name: '机构', protocol: 'manual', url: `https://ca.example.com${path}` };
      writeFileSync(join(stick, name), JSON.stringify(content));
      return join(stick, name);
    };
    const [first, other] = [file('first.json', '/a'), file('other.json', '/b')];
    await cli('profiles', 'import', first);
    // The profile isn't confirmed yet, so the import replaces it.
    expect((await cli('profiles', 'import', other)).json?.value.profile.profile.url).toBe('https://ca.example.com/b');
    await cli('profiles', 'import', first);
    await cli('profiles', 'confirm', '机构', '--host', 'ca.example.com');
    for (const words of [
      ['profiles', 'import', other],
      ['enrol', '--profile', other, '--subject', 'CN=x', '--yes'],
    ]) {
      const refused = await cli(...words);
      expect({ exitCode: refused.code, error: refused.json?.error?.code }, words[0] ?? '').toEqual({
        exitCode: 7,
        error: 'profile-exists',
      });
      expect(refused.json?.error?.details['differences']).toEqual([
        'url: https://ca.example.com/a → https://ca.example.com/b',
      ]);
      expect((await cli('profiles', 'list')).json?.value.profiles).toMatchObject([
        { profile: { url: 'https://ca.example.com/a' }, confirmedAt: expect.any(String) },
      ]);
    }
    const replaced = await cli('profiles', 'import', other, '--yes');
    expect(replaced.stderr).toContain('https://ca.example.com/b');
    expect((await cli('profiles', 'list')).json?.value.profiles).toMatchObject([
      { profile: { url: 'https://ca.example.com/b' }, confirmedAt: null },
    ]);
  });
});
