import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { issueIdentity } from '../../e2e/support/certificate-files.ts';
import { newFolder } from '../../support/browser-login/login-fixture.ts';
import { visitsWithVault } from '../../support/enrolment/visits-with-vault.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../support/openssl-identity.ts';
import { runCli } from '../../support/run-cli.ts';
import { temporaryFolder } from '../../support/vault-fixture.ts';

let bank: IdentityFiles;
let files = '';

beforeAll(() => {
  files = newFolder();
  bank = makeIdentityFiles(files, 'bank', { subject: '/CN=示例银行根证书/O=示例银行/C=CN', days: 3650 });
  return () => rmSync(files, { recursive: true, force: true });
});

/** Two applications that the window began, and the command line on the same vault. */
async function begun() {
  const folder = temporaryFolder();
  const [downloads, other] = [join(folder, '下载'), join(folder, '别处')];
  for (const each of [downloads, other]) mkdirSync(each);
  const { visits, profiles, close } = await visitsWithVault(folder);
  const held = await profiles.addExample('web');
  const wanted = { purpose: 'apply', renews: null } as const;
  const first = await visits.start(held, { ...wanted, folder: downloads });
  const second = await visits.start(held, { ...wanted, purpose: 'renew', renews: 'a'.repeat(64), folder: other });
  close();
  const secret = join(folder, 'secret');
  writeFileSync(secret, 'correct horse');
  const cli = async (...argv: string[]) => runCli([...argv, '--vault', join(folder, 'vault')]);
  return { cli, downloads, first, second, secret };
}

test('[E01] [A01] pending lists what waits for a file; an import of that file ends it, another one does not', async () => {
  const { cli, downloads, first, second, secret } = await begun();
  const listed = await cli('pending', '--json');
  expect(listed.json?.value).toMatchObject({ requests: [], visits: [{ id: first.id }, { id: second.id }] });
  const text = (await cli('pending')).stdout;
  expect(text).toContain(first.id.slice(0, 8));
  const { p12, sha256 } = issueIdentity(files, 'zhang', {
    subject: '/CN=张三/C=CN',
    issuer: bank,
    from: -1,
    until: 300,
  });
  const elsewhere = issueIdentity(files, 'li', { subject: '/CN=李四/C=CN', issuer: bank, from: -1, until: 300 });
  const ended = await cli('import', elsewhere.p12, '--password-file', secret, '--json');
  expect(ended.json?.value).not.toHaveProperty('visits');
  copyFileSync(p12, join(downloads, 'a.pfx'));
  const done = await cli('import', join(downloads, 'a.pfx'), '--password-file', secret, '--json');
  expect(done.json?.value).toMatchObject({ visits: [{ id: first.id, certificate: sha256, leadsToAuthority: null }] });
  expect((await cli('show', sha256, '--json')).code).toBe(0);
  expect((await cli('pending', '--json')).json?.value).toMatchObject({ visits: [{ id: second.id }] });
});

test('[E06] [A01] what is known of the path of the file that came is said beside', async () => {
  const { cli, downloads, secret } = await begun();
  const { p12 } = issueIdentity(files, 'wang', { subject: '/CN=王五/C=CN', issuer: bank, from: -1, until: 300 });
  copyFileSync(p12, join(downloads, 'b.pfx'));
  const { code, stdout } = await cli('import', join(downloads, 'b.pfx'), '--password-file', secret);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/示例银行根证书.* not trusted here/)]);
});

test('[E01] [A01] pending delete waits no longer, and asks nothing: no key is lost', async () => {
  const { cli, first, second } = await begun();
  const given = await cli('pending', 'delete', first.id.slice(0, 8), '--json');
  expect(given).toMatchObject({ code: 0, json: { value: { removed: first.id, keys: 0 } } });
  expect((await cli('pending', '--json')).json?.value).toMatchObject({ visits: [{ id: second.id }] });
  expect(await cli('pending', 'delete', first.id, '--json')).toMatchObject({ code: 6 });
});
