// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { debianRootUnavailable, startDebianRoot, type DebianRoot } from '../support/debian/debian-root.ts';
import { openssl } from '../support/openssl.ts';

const root = resolve(import.meta.dirname, '../..');
const missing = debianRootUnavailable();
const password = 'file-Secret-77';
/** Same tree, same moment: only the number differs. */
const time = '1790000000';

/** The package's path. Needs `npm run build`. */
function pack(version: string): string {
  const env = { ...process.env, SOURCE_DATE_EPOCH: time };
  // Which compression says nothing here, and this one is quick.
  const words = ['scripts/pack/deb.ts', '--version', version, '--compression', 'gzip'];
  const said = execFileSync(process.execPath, words, { cwd: root, env, encoding: 'utf8' });
  return join(root, said.trim());
}

const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

describe.skipIf(missing !== null)(`the Debian package${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let debian: DebianRoot;
  let old: string;
  let current: string;
  const asUser = async (line: string): Promise<string> => debian.run(line, { user: 'zhang' });
  const listed = async (): Promise<string> => asUser('certsteward list');

  beforeAll(async () => {
    old = pack('0.0.9');
    current = pack('0.1.0');
    debian = await startDebianRoot();
    await debian.addUser('zhang');
    await debian.bring(old, '/old.deb');
    await debian.bring(current, '/current.deb');
    const home = (name: string): string => join(debian.path, 'home/zhang', name);
    const [key, certificate, file] = [home('key.pem'), home('cert.pem'), home('zhang.p12')];
    const subject = ['-subj', '/CN=张三', '-utf8', '-days', '300'];
    openssl(['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...subject]);
    openssl(['pkcs12', '-export', '-inkey', key, '-in', certificate, '-passout', `pass:${password}`, '-out', file]);
    writeFileSync(home('password'), password);
    writeFileSync(home('passphrase'), 'a vault Passphrase 9');
    await debian.run('chown zhang: /home/zhang/*');
    await debian.run('apt-get update');
  }, 900_000);
  afterAll(async () => debian.stop(), 60_000);

  test('[P06] is the same, byte for byte, when it is built again', () => {
    const before = hash(current);
    expect(hash(pack('0.1.0'))).toBe(before);
  });

  test('[P06] has no error for lintian', () => {
    const said = execFileSync('lintian', ['--fail-on=none', '--allow-root', current], { encoding: 'utf8' });
    expect(said.split('\n').filter((line) => line.startsWith('E:'))).toEqual([]);
  });

  test('[P06] installs on a bare Debian, and its command line works for a user', async () => {
    await debian.run('DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends /old.deb');
    expect(await asUser('certsteward --version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    const secrets = '--passwords-file password --passphrase-file passphrase';
    expect(await asUser(`certsteward import zhang.p12 ${secrets}`)).toContain('+1');
    expect(await listed()).toContain('张三');
    expect(await asUser('certsteward help | head -1')).toContain('Usage');
  });

  test('[P06] [U08] the desktop opens a certificate file with it, in a window', async () => {
    const tools =
      'chromium-sandbox xvfb xauth x11-utils desktop-file-utils shared-mime-info libglib2.0-bin xdg-utils dbus';
    await debian.run(`DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ${tools}`);
    expect(await debian.run('desktop-file-validate /usr/share/applications/certsteward.desktop')).toBe('');
    expect(await asUser('gio mime application/pkcs12')).toContain('certsteward.desktop');
    const wait =
      'for i in $(seq 100); do xwininfo -root -tree | grep -q "张三\\|CertSteward\\|证书管家" && break; sleep 0.5; done';
    const shown = await asUser(
      `xvfb-run -a sh -c '(gio open zhang.p12 &); ${wait}; xwininfo -root -tree; ps ax -o args'`,
    );
    expect(shown).toMatch(/"[^"]*(?:CertSteward|证书管家)[^"]*"/);
    expect(shown).toContain('dist/main/chromium.mjs /home/zhang/zhang.p12');
  });

  test('[P06] a newer version keeps the vault', async () => {
    const before = await listed();
    await debian.run('DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends /current.deb');
    expect(await debian.run("dpkg-query -f '${Version}' -W certsteward")).toBe('0.1.0');
    expect(await listed()).toBe(before);
  });

  test('[P06] removed and purged it leaves the vault and nothing else', async () => {
    await debian.run('apt-get purge --yes certsteward');
    const left = await debian.run('find / -xdev -name "*certsteward*" -not -path "/proc/*" -not -path "/home/*"');
    expect(left).toBe('');
    const data = join(debian.path, 'home/zhang/.local/share/certsteward');
    expect(existsSync(join(data, 'vault.sqlite')), readdirSync(data).join()).toBe(true);
  });
});
