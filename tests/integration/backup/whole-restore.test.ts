// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { makeWholeBackup, type WholeBackup } from '../../support/backup/make-whole-backup.ts';
import { type WholeRow, wholeVault } from '../../support/backup/whole-vault.ts';
import { runCli } from '../../support/cli/run-cli.ts';
import { rowsOf } from '../../support/vault/vault-database.ts';

/** Fields a restore brings back. */
const fields = ['sha256', 'addedAt', 'hasPrivateKey', 'label', 'place', 'tags', 'note', 'key', 'origin'] as const;
const kept = (row: WholeRow | undefined) => Object.fromEntries(fields.map((field) => [field, row?.[field]]));

const folder = mkdtempSync(join(tmpdir(), 'cs-whole-backup-'));
let made: WholeBackup;
beforeAll(async () => {
  made = await makeWholeBackup(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each(['passphrase', 'recovery-code'] as const)(
  '[B02] [B03] a backup of every kind of row is restored by its %s with everything in it',
  async (by) => {
    const { certificates, file } = made;
    const vault = await newCliVault();
    const secret = by === 'passphrase' ? made.passphrase : made.recoveryCode;
    const option = by === 'passphrase' ? '--password-stdin' : '--recovery-code-stdin';
    const words = ['backup', 'restore', file, option, '--json', '--vault', join(vault.folder, 'vault')];
    if (by === 'passphrase') {
      const preview = await runCli([...words, '--dry-run'], { stdin: secret });
      expect(preview.json?.value).toMatchObject({ anchors: 1, losses: 1, webEnrolments: 1 });
    }
    const answer = await runCli(words, { stdin: secret });
    const keysAdded = certificates.length + 2;
    const installedIn = ['firefox:default'];
    expect(answer.json).toMatchObject({ ok: true, value: { keysAdded, known: [], installedIn, anchorsAdded: 1 } });
    const logged = "SELECT detail FROM log WHERE event = 'backup-restored'";
    const [{ detail = '' } = {}] = rowsOf(join(vault.folder, 'vault'), logged);
    expect(JSON.parse(String(detail))).toMatchObject({ what: 'firefox' });
    const rows = await wholeVault(join(vault.folder, 'vault'), vault.passphrase);
    expect([...rows.keys()].toSorted()).toEqual(certificates.map(({ sha256 }) => sha256).toSorted());
    for (const { sha256, row } of certificates) expect(kept(rows.get(sha256))).toEqual(kept(row));
    expect((await vault.cli('watch', 'list')).stdout).toContain('工行 U盾');
    const asked = (await vault.cli('pending')).json?.value.requests;
    expect(asked.map(({ keyMadeBy }: { keyMadeBy: unknown }) => keyMadeBy).toSorted()).toEqual(['authority', null]);
    const byAuthority = "SELECT 1 FROM keys WHERE made_by = 'authority'";
    expect(rowsOf(join(vault.folder, 'vault'), byAuthority)).toHaveLength(1);
    expect((await vault.cli('profiles', 'list')).json?.value.profiles).toHaveLength(1);
    const trusted = (await vault.cli('anchors', 'list')).json?.value.anchors;
    expect(trusted.map(({ confirmedAt }: { confirmedAt: unknown }) => confirmedAt)).toEqual([null]);
    const listed = (await vault.cli('list')).json?.value.certificates;
    expect(listed.filter(({ loss }: { loss: unknown }) => loss !== null)).toHaveLength(1);
    expect(rowsOf(join(vault.folder, 'vault'), 'SELECT id FROM web_enrolments')).toHaveLength(1);
    expect((await vault.cli('backup', 'history')).json?.value.backups).toHaveLength(1);
  },
);
