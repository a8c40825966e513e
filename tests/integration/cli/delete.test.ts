// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-cli-delete-'));
const vault = join(folder, 'vault');
const passphrase = join(folder, 'passphrase');
let withKey = '';
let authority = '';

async function cli(...argv: string[]) {
  return runCli([...argv, '--json', '--vault', vault]);
}
const errorOf = (answer: Awaited<ReturnType<typeof cli>>) => [answer.code, answer.json?.error?.code];

beforeAll(async () => {
  writeFileSync(passphrase, 'a passphrase of four words');
  const password = join(folder, 'password');
  writeFileSync(password, 'correct horse');
  const made = makeIdentityFiles(folder, 'zhang', { subject: '/CN=051@张三@110101199001011234@1/C=CN', days: 200 });
  const other = makeIdentityFiles(folder, 'other', { subject: '/CN=no key', days: 200 });
  const [first, second] = [
    await cli('import', made.p12, '--password-file', password, '--passphrase-file', passphrase),
    await cli('import', other.certificate),
  ];
  [withKey = ''] = first.json?.value.items[0].added ?? [];
  [authority = ''] = second.json?.value.items[0].added ?? [];
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('delete and trash', () => {
  test('[K10] [U07] delete without --yes and without a terminal exits with 7 and deletes nothing', async () => {
    expect(errorOf(await cli('delete', authority))).toEqual([7, 'not-confirmed']);
    expect((await cli('list')).json?.value.certificates).toHaveLength(2);
  });

  test('[K10] the last copy of a private key needs --force, and delete accepts no label', async () => {
    const refused = await cli('delete', withKey, '--yes');
    expect(errorOf(refused)).toEqual([7, 'backup-missing']);
    expect(refused.json?.error?.details).toEqual({ count: 1, keys: 1 });
    await cli('set', withKey, '--label', '工资');
    expect(errorOf(await cli('delete', 'label:工资', '--yes', '--force'))).toEqual([2, 'usage']);
    expect(errorOf(await cli('delete', 'f'.repeat(64), '--yes'))).toEqual([6, 'not-found']);
    expect((await cli('list')).json?.value.certificates).toHaveLength(2);
  });

  test('[K10] certificates are deleted, listed with masked names, restored and purged', async () => {
    const deleted = await cli('delete', withKey.slice(0, 12), authority, '--yes', '--force');
    expect(deleted.json?.value).toMatchObject({ deleted: 2, keys: 1, certificates: [withKey, authority] });
    expect((await cli('list')).json?.value.certificates).toEqual([]);
    expect((await cli('vault', 'status')).json?.value).toMatchObject({ certificates: 0, keys: 0, deleted: 2 });
    expect(errorOf(await cli('show', withKey))).toEqual([6, 'not-found']);
    const trash = (await cli('trash', 'list')).json?.value.certificates as { sha256: string; subject: string }[];
    expect(trash.map((each) => each.sha256).toSorted()).toEqual([withKey, authority].toSorted());
    // As in the list: identity numbers are masked.
    expect(JSON.stringify(trash)).toContain('张三');
    expect(JSON.stringify(trash)).not.toContain('110101199001011234');
    expect((await cli('trash', 'restore', withKey.slice(0, 8))).json?.value).toMatchObject({ restored: 1 });
    expect((await cli('show', withKey)).json?.value.certificate.hasPrivateKey).toBe(true);
    const again = await cli('trash', 'restore', withKey);
    expect(errorOf(again)).toEqual([6, 'not-found']);
    expect(again.json?.error?.message).toContain('It is still in the vault.');
    await cli('delete', withKey, '--yes', '--force');
    expect(errorOf(await cli('trash', 'purge'))).toEqual([7, 'not-confirmed']);
    expect((await cli('trash', 'purge', '--yes')).json?.value).toEqual({ purged: 2, keys: 1, residueLeft: false });
    expect((await cli('trash', 'list')).json?.value.certificates).toEqual([]);
    const verified = await cli('vault', 'verify', '--passphrase-file', passphrase);
    expect(verified.json?.value).toMatchObject({ clean: true, certificates: 0, keys: 0 });
  });

  test('[K10] after 30 days the trash is purged by the next writing command, not by a reading one', async () => {
    const imported = await cli('import', join(folder, 'other.pem'));
    expect(imported.json?.value.items[0].added).toEqual([authority]);
    await cli('delete', authority, '--yes');
    const database = new DatabaseSync(join(vault, 'vault.sqlite'));
    database.exec("UPDATE certificates SET deleted_at = '2020-01-01T00:00:00.000Z' WHERE deleted_at IS NOT NULL");
    database.close();
    expect((await cli('trash', 'list')).json?.value.certificates).toHaveLength(1);
    await cli('vault', 'verify');
    expect((await cli('trash', 'list')).json?.value.certificates).toHaveLength(1);
    await cli('import', join(folder, 'zhang.pem'));
    expect((await cli('trash', 'list')).json?.value.certificates).toEqual([]);
  });
});
