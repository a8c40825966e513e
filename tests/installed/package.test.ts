// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { debianRootUnavailable, startDebianRoot, type DebianRoot } from '../support/debian/debian-root.ts';
import { addAccount, packChromiumHost, secrets } from '../support/debian/packages.ts';
import { hasTool } from '../support/openssl/openssl.ts';

const missing = debianRootUnavailable();
const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

describe.skipIf(missing !== null)(`the Debian package${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let debian: DebianRoot;
  let old: string;
  let current: string;
  const asUser = async (line: string): Promise<string> => debian.run(line, { user: 'zhang' });
  const listed = async (): Promise<string> => asUser('certsteward list');

  beforeAll(async () => {
    old = packChromiumHost('0.0.9');
    current = packChromiumHost('0.1.0');
    debian = await startDebianRoot();
    await addAccount(debian);
    await debian.bring(old, '/old.deb');
    await debian.bring(current, '/current.deb');
    await debian.run('apt-get update');
  }, 900_000);
  afterAll(async () => debian.stop(), 60_000);

  test('[P06] is the same, byte for byte, when it is built again', () => {
    const before = hash(current);
    expect(hash(packChromiumHost('0.1.0'))).toBe(before);
  });

  test('[P06] passes lintian without errors', (context) => {
    if (!hasTool('lintian')) context.skip('lintian is missing');
    const said = execFileSync('lintian', ['--fail-on=none', '--allow-root', current], { encoding: 'utf8' });
    expect(said.split('\n').filter((line) => line.startsWith('E:'))).toEqual([]);
  });

  test('[P06] installs on a bare Debian, and its command line works for a user', async () => {
    await debian.run('DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends /old.deb');
    expect(await asUser('certsteward --version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await asUser(`certsteward import zhang.p12 ${secrets}`)).toContain('+1');
    expect(await listed()).toContain('张三');
    expect(await asUser('certsteward help | head -3')).toContain('Usage');
  });

  test('[P06] [U08] opens a certificate file from the desktop, in a window', async () => {
    const tools =
      'chromium-sandbox xvfb xauth x11-utils desktop-file-utils shared-mime-info libglib2.0-bin xdg-utils dbus';
    await debian.run(`DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ${tools}`);
    expect(await debian.run('desktop-file-validate /usr/share/applications/certsteward.desktop')).toBe('');
    for (const type of ['application/pkcs12', 'application/x-cfca-sm2']) {
      expect(await asUser(`gio mime ${type}`)).toContain('certsteward.desktop');
    }
    const wait =
      'for i in $(seq 100); do xwininfo -root -tree | grep -q "张三\\|CertSteward\\|证书管家" && break; sleep 0.5; done';
    const shown = await asUser(
      `xvfb-run -a sh -c '(gio open zhang.p12 &); ${wait}; xwininfo -root -tree; ps ax -o args'`,
    );
    expect(shown).toMatch(/"[^"]*(?:CertSteward|证书管家)[^"]*"/);
    expect(shown).toContain('dist/main/chromium.mjs --window /home/zhang/zhang.p12');
  });

  test('[P06] keeps the vault when a newer version is installed', async () => {
    const before = await listed();
    await debian.run('DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends /current.deb');
    expect(await debian.run("dpkg-query -f '${Version}' -W certsteward")).toBe('0.1.0');
    expect(await listed()).toBe(before);
  });

  test('[P06] leaves only the vault when removed and purged', async () => {
    await debian.run('apt-get purge --yes certsteward');
    const left = await debian.run('find / -xdev -name "*certsteward*" -not -path "/proc/*" -not -path "/home/*"');
    expect(left).toBe('');
    const data = join(debian.path, 'home/zhang/.local/share/certsteward');
    expect(existsSync(join(data, 'vault.sqlite')), readdirSync(data).join()).toBe(true);
  });
});
