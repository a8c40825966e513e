// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createStoreReadings } from '../../../main/stores/inventory/store-readings.ts';
import { firefoxProfiles } from '../../../main/stores/nss/firefox-profiles.ts';
import { createNssFinder } from '../../../main/stores/nss/nss-finder.ts';
import { readProfiles } from '../../../main/stores/nss/profiles-ini.ts';
import { finderOf, freshHome } from '../../support/stores/nss-home.ts';
import { onWindows } from '../../support/system.ts';

function homeWith(...files: readonly string[]): string {
  const home = freshHome();
  for (const file of files) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    writeFileSync(join(home, file), '');
  }
  return home;
}

describe('names of an NSS database', () => {
  test('[S07] a database that a link also reaches is one store', async () => {
    const home = homeWith('.pki/nssdb/cert9.db', '.pki/nssdb/key4.db', '.local/share/pki/x');
    const link = join(home, '.local/share/pki/nssdb');
    symlinkSync(join(home, '.pki/nssdb'), link);
    const finder = finderOf(home);
    const ids = (await finder.find()).map(({ id }) => id);
    expect(ids).toEqual([`chromium:${home}/.pki/nssdb`]);
    for (const name of [`chromium:${link}`, `firefox:${link}`, `firefox:${home}/.pki/nssdb`]) {
      expect((await finder.resolve?.(name))?.id).toBe(ids[0]);
    }
  });

  test('[S02] ~/.pki/nssdb beside an XDG database, which it would hide, is no store', async () => {
    const home = homeWith('.local/share/pki/nssdb/cert9.db');
    for (const kind of ['chromium', 'firefox']) {
      expect(await finderOf(home).resolve?.(`${kind}:${home}/.pki/nssdb`)).toBe(null);
    }
    expect(await finderOf(home).resolve?.(`chromium:${home}/elsewhere`)).not.toBe(null);
  });

  test('[X01] a folder in an ID is a store only if a person named it', async () => {
    const home = homeWith('.pki/nssdb/cert9.db');
    const readings = createStoreReadings(finderOf(home), () => new Date());
    const elsewhere = `chromium:${home}/elsewhere`;
    await expect(readings.reread(elsewhere)).rejects.toMatchObject({ code: 'store-not-found' });
    expect((await readings.named(elsewhere)).store.id).toBe(elsewhere);
    expect((await readings.reread(elsewhere)).description.state).toBe('absent');
    expect(existsSync(join(home, 'elsewhere'))).toBe(false);
  });

  test('[S01] a reading child that dies (a stand-in) marks its store as damaged', async () => {
    const home = homeWith('.pki/nssdb/cert9.db');
    const dies = createNssFinder(
      () => ({
        post: async () => undefined,
        onMessage: () => undefined,
        onExit: (listener) => void setImmediate(() => listener(null)),
        kill: () => undefined,
      }),
      () => ({ home, env: {} }),
    );
    const { readings } = await createStoreReadings(dies, () => new Date()).current();
    expect(readings).toMatchObject([{ code: 'store-damaged', description: { state: 'damaged', certificates: null } }]);
  });
});

describe('[X07] a hostile list of profiles', () => {
  // A backtracking pattern would exceed the test's timeout many times over.
  test('is read in linear time despite a line of 200,000 blanks', () => {
    expect(readProfiles(`[Profile0]\n${' '.repeat(200_000)}x\n ; Path=no\nPath = a=b \n`, '')).toMatchObject([
      { path: 'a=b' },
    ]);
  });

  test('is not read if it is a pipe or too large', () => {
    const home = homeWith('.mozilla/firefox/a/x', '.config/mozilla/firefox/a/x');
    if (!onWindows) execFileSync('mkfifo', [join(home, '.mozilla/firefox/profiles.ini')]);
    const giant = `[Profile0]\nName=a\nPath=a\n${'#'.repeat(2 * 1024 * 1024)}`;
    writeFileSync(join(home, '.config/mozilla/firefox/profiles.ini'), giant);
    expect(firefoxProfiles({ home, env: {} })).toEqual([]);
  });
});
