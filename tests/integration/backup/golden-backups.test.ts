import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { containerVersion } from '../../../main/backup/container/manifest.ts';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { type WholeRow, wholeVault } from '../../support/backup/whole-vault.ts';
import { runCli } from '../../support/run-cli.ts';
import { rowsOf } from '../../support/vault-database.ts';

const golden = join(import.meta.dirname, '../../golden');
const versions = readdirSync(golden)
  .flatMap((name) => /^backup-v(\d+)\.tar$/.exec(name)?.[1] ?? [])
  .map(Number)
  .toSorted((a, b) => a - b);

interface Golden {
  readonly passphrase: string;
  readonly recoveryCode: string;
  readonly watched: readonly string[];
  /** Since version 2. */
  readonly installedIn?: readonly string[];
  /** Since version 3: how many profiles of authorities, and pending requests with a key of their own. */
  readonly profiles?: number;
  readonly requests?: number;
  /** Since version 6: how many of the requests have a key that the authority made. */
  readonly authorityKeys?: number;
  /** Since version 5: trust anchors, reported losses, and certificates that came by a page. */
  readonly anchors?: number;
  readonly losses?: number;
  readonly visits?: number;
  readonly certificates: readonly { readonly sha256: string; readonly row: WholeRow }[];
}

/** What a restore brings back of a row, whatever columns later versions of the vault have besides. */
const fields = ['sha256', 'addedAt', 'hasPrivateKey', 'label', 'place', 'tags', 'note', 'key', 'origin'] as const;
const kept = (row: WholeRow | undefined) => Object.fromEntries(fields.map((field) => [field, row?.[field]]));

describe('golden backups', () => {
  let known: number[];
  beforeAll(() => {
    known = Array.from({ length: containerVersion }, (_, index) => index + 1);
  });

  test('[B02] there is one of every version of the container', () => {
    expect(versions).toEqual(known);
  });

  test.each(
    versions.flatMap((version) => (['passphrase', 'recovery-code'] as const).map((by) => [version, by] as const)),
  )('[B02] [B03] version %i is restored today by its %s, everything as it was', async (version, by) => {
    const {
      certificates,
      watched,
      installedIn = [],
      profiles = 0,
      requests = 0,
      authorityKeys = 0,
      anchors = 0,
      losses = 0,
      visits = 0,
      ...secrets
    } = JSON.parse(readFileSync(join(golden, `backup-v${version}.json`), 'utf8')) as Golden;
    const vault = await newCliVault();
    const secret = by === 'passphrase' ? secrets.passphrase : secrets.recoveryCode;
    const file = join(golden, `backup-v${version}.tar`);
    const option = by === 'passphrase' ? '--password-stdin' : '--recovery-code-stdin';
    const words = ['backup', 'restore', file, option, '--json', '--vault', join(vault.folder, 'vault')];
    if (by === 'passphrase') {
      const preview = await runCli([...words, '--dry-run'], { stdin: secret });
      expect(preview.json?.value).toMatchObject({ anchors, losses, visits });
    }
    const answer = await runCli(words, { stdin: secret });
    expect(answer.json).toMatchObject({
      ok: true,
      value: { keysAdded: certificates.length + requests, known: [], installedIn, anchorsAdded: anchors },
    });
    const rows = await wholeVault(join(vault.folder, 'vault'), vault.passphrase);
    expect([...rows.keys()].toSorted()).toEqual(certificates.map(({ sha256 }) => sha256).toSorted());
    for (const { sha256, row } of certificates) expect(kept(rows.get(sha256))).toEqual(kept(row));
    const list = await vault.cli('watch', 'list');
    for (const name of watched) expect(list.stdout).toContain(name);
    const asked = (await vault.cli('pending')).json?.value.requests;
    expect(asked).toHaveLength(requests);
    expect(asked.filter(({ keyMadeBy }: { keyMadeBy: unknown }) => keyMadeBy === 'authority')).toHaveLength(
      authorityKeys,
    );
    const made = "SELECT 1 FROM keys WHERE made_by = 'authority'";
    expect(rowsOf(join(vault.folder, 'vault'), made)).toHaveLength(authorityKeys);
    expect((await vault.cli('profiles', 'list')).json?.value.profiles).toHaveLength(profiles);
    const trusted = (await vault.cli('anchors', 'list')).json?.value.anchors;
    expect(trusted.map(({ confirmedAt }: { confirmedAt: unknown }) => confirmedAt)).toEqual(Array(anchors).fill(null));
    const listed = (await vault.cli('list')).json?.value.certificates;
    expect(listed.filter(({ loss }: { loss: unknown }) => loss !== null)).toHaveLength(losses);
    expect(rowsOf(join(vault.folder, 'vault'), 'SELECT id FROM web_visits')).toHaveLength(visits);
    expect((await vault.cli('backup', 'history')).json?.value.backups).toHaveLength(1);
  });
});
