// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { checkPlaceForSheet } from '../../../main/exports/place-for-sheet.ts';
import { newTestVault, temporaryFolder } from '../../support/vault/vault-fixture.ts';

let vault = '';
let place = '';
beforeEach(() => {
  vault = newTestVault().folder;
  place = path.join(temporaryFolder(), '恢复码');
  mkdirSync(place);
});

const check = () => checkPlaceForSheet(place);

/** Uses the real tar. A backup begins with README.txt and the files that the passphrase and recovery code unlock. */
function makeTar(name: string, members: readonly string[]): void {
  const folder = temporaryFolder();
  for (const member of members) writeFileSync(path.join(folder, member), member.repeat(400));
  execFileSync('tar', ['--format=ustar', '-cf', path.join(place, name), '-C', folder, ...members]);
}

test('[B05] accepts a folder with neither vault nor backup for the sheet', async () => {
  writeFileSync(path.join(place, 'letter.pdf'), '%PDF-1.7 something else');
  writeFileSync(path.join(place, 'empty'), '');
  mkdirSync(path.join(place, 'sub'));
  symlinkSync(path.join(place, 'nowhere'), path.join(place, 'broken link'));
  makeTar('holiday.tar', ['README.txt', 'photo.jpg']);
  // Opening a pipe for reading would wait for a writer.
  if (process.platform !== 'win32') execFileSync('mkfifo', [path.join(place, 'pipe')]);
  await expect(check()).resolves.toBeUndefined();
});

test('[B05] recognises a copy of a vault under any name', async () => {
  copyFileSync(path.join(vault, 'vault.sqlite'), path.join(place, '照片.jpg'));
  await expect(check()).rejects.toMatchObject({ code: 'place-refused', details: { beside: 'vault' } });
});

test('[B05] recognises a backup by its contents', async () => {
  makeTar('x.bin', ['README.txt', 'passphrase.age', 'recovery.age', 'data.age']);
  await expect(check()).rejects.toMatchObject({ code: 'place-refused', details: { beside: 'backup' } });
});
