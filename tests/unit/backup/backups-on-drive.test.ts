// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { areBackupsOnlyHere, backupsOn } from '../../../main/backup/backup-place.ts';
import type { BackupRow } from '../../../main/vault/backups/backup-rows.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const row: BackupRow = {
  id: '1',
  createdAt: '2026-11-21T10:40:00Z',
  revision: 1,
  madeHere: true,
  scope: 'all',
  kind: 'folder',
  place: '/media/KINGSTON/backups',
  volume: '6BC6-FCFA',
  fileName: 'backup.tar',
  bytes: 1,
  sha256: 'a'.repeat(64),
  certificates: 1,
  keys: 1,
  byPassphrase: true,
  byRecovery: true,
  verifiedAt: '2026-11-21T10:40:00Z',
  lookedAt: '2026-11-21T10:40:00Z',
  problem: null,
};
const drive = { uuid: '6BC6-FCFA' };

it('[B04] counts the sound backups of this vault by the UUID of the drive, whatever folder they are in', () => {
  const rows = [
    row,
    { ...row, id: '2', volume: 'AAAA-BBBB' },
    { ...row, id: '3', madeHere: false },
    { ...row, id: '4', problem: 'backup-gone' },
    { ...row, id: '5', kind: 'webdav' as const },
    { ...row, id: '6', place: '/run/media/li/KINGSTON' },
  ];
  expect(backupsOn(drive, rows).map(({ id }) => id)).toEqual(['1', '6']);
});

it('[B04] a drive without a UUID holds no known backup', () => {
  expect(backupsOn({ uuid: null }, [{ ...row, volume: null }])).toEqual([]);
});

const otherVolume: Partial<Record<NodeJS.Platform, string>> = { linux: '/dev/shm/backups', win32: 'Z:\\backups' };

describe('[B04] whether all backups are on this computer', () => {
  const unplugged = join(tmpdir(), 'certsteward-unplugged');
  const elsewhere: [string, Partial<BackupRow>][] = [
    ['the folder of an unplugged drive', { place: unplugged, volume: '6BC6-FCFA' }],
    ['a folder of another volume', { place: otherVolume[process.platform] ?? '/Volumes/STICK' }],
    ['a USB key', { kind: 'token', place: 'token:1' }],
    ['a WebDAV server', { kind: 'webdav', place: 'https://dav.example.com/backups' }],
  ];

  it('is true if they are on the volume of the vault', async () => {
    const vault = temporaryFolder();
    const beside = join(vault, 'backups');
    mkdirSync(beside);
    expect(
      await areBackupsOnlyHere(
        vault,
        [vault, beside, join(vault, 'deleted since')].map((place) => ({ ...row, volume: null, place })),
      ),
    ).toBe(true);
  });

  it.each(elsewhere)('is false with an intact one in %s', async (_place, other) => {
    const vault = temporaryFolder();
    const here = { ...row, volume: null, place: vault };
    expect(await areBackupsOnlyHere(vault, [here, { ...row, volume: null, ...other }])).toBe(false);
    const gone = { ...row, volume: null, ...other };
    expect(await areBackupsOnlyHere(vault, [here, { ...gone, problem: 'backup-gone' }])).toBe(true);
    expect(await areBackupsOnlyHere(vault, [here, { ...gone, madeHere: false }])).toBe(true);
  });

  it('is false without an intact backup', async () => {
    const vault = temporaryFolder();
    expect(await areBackupsOnlyHere(vault, [])).toBe(false);
    expect(await areBackupsOnlyHere(vault, [{ ...row, place: vault, problem: 'backup-damaged' }])).toBe(false);
  });
});
