// SPDX-License-Identifier: Apache-2.0
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { maxImportBytes } from '../../../shared/domain/imports/import-limits.ts';
import { watchFolder } from '../../../main/enrolment/web/folder-watch.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const pace = { settleMs: 60, everyMs: 20, anywayMs: 80 };

/** The watch's events in order: `+name` complete, `-name` gone, `there` and `away` for the folder. */
function follow(folder: string, sinceMs = Date.now()) {
  const said: string[] = [];
  const waiting = new Set<() => void>();
  const say = (what: string): void => {
    said.push(what);
    for (const look of waiting) look();
  };
  const watched = watchFolder({
    folder,
    sinceMs,
    pace,
    onWhole: ({ name }) => say(`+${name}`),
    onGone: (name) => say(`-${name}`),
    onFolder: (isThere) => say(isThere ? 'there' : 'away'),
  });
  onTestFinished(() => watched.close());
  return {
    said,
    watched,
    async hear(what: string, times = 1): Promise<void> {
      const heard = Promise.withResolvers<void>();
      const look = (): void => {
        if (said.filter((each) => each === what).length >= times) heard.resolve();
      };
      waiting.add(look);
      look();
      await heard.promise;
      waiting.delete(look);
    },
  };
}

const put = (folder: string, name: string, text = 'a certificate'): void => writeFileSync(join(folder, name), text);

/** Once this new file is reported, everything earlier has been examined. */
async function sentinel({ hear }: ReturnType<typeof follow>, folder: string, name = 'last.pfx'): Promise<void> {
  put(folder, name);
  // With a future `sinceMs`, a file from before the first check counts as old until it changes.
  const anew = setInterval(() => appendFileSync(join(folder, name), 'x'), 300);
  await hear(`+${name}`).finally(() => clearInterval(anew));
}

describe('watching a folder for a file', () => {
  test('[E01] ignores existing files, and reports each new or replaced file once', async () => {
    const folder = temporaryFolder();
    put(folder, 'old.pfx');
    const watch = follow(folder, Date.now() + 60_000);
    await sentinel(watch, folder);
    put(folder, 'new.pfx');
    await watch.hear('+new.pfx');
    put(folder, 'new.pfx', 'another certificate');
    await watch.hear('+new.pfx', 2);
    rmSync(join(folder, 'new.pfx'));
    await watch.hear('-new.pfx', 2);
    expect(watch.said).toEqual(['+last.pfx', '+new.pfx', '-new.pfx', '+new.pfx', '-new.pfx']);
  });

  test('[E01] [E03] reports a file added while the watch was off, and a replaced old file', async () => {
    const folder = temporaryFolder();
    const since = Date.now();
    put(folder, 'while away.pfx');
    utimesSync(join(folder, 'while away.pfx'), new Date('2020-01-01'), new Date('2020-01-01'));
    const watch = follow(folder, since);
    await watch.hear('+while away.pfx');
    const later = temporaryFolder();
    put(later, 'old.pfx');
    const second = follow(later, Date.now() + 60_000);
    await sentinel(second, later);
    put(later, 'old.pfx', 'renewed under its old name');
    await second.hear('+old.pfx');
    expect(second.said).toEqual(['+last.pfx', '+old.pfx']);
  });

  test.each([
    ['Chromium', 'a.pfx.crdownload'],
    ['Firefox', 'a.pfx.part'],
    ['Safari', 'a.pfx.download'],
    ['Edge', 'a.pfx.partial'],
  ])('[E01] waits for the end of a %s download, and reports its final name', async (_browser, onItsWay) => {
    const folder = temporaryFolder();
    const watch = follow(folder);
    put(folder, onItsWay, 'half');
    await sentinel(watch, folder);
    renameSync(join(folder, onItsWay), join(folder, 'a.pfx'));
    await watch.hear('+a.pfx');
    expect(watch.said).toEqual(['+last.pfx', '+a.pfx']);
  });

  test('[E01] waits while Firefox writes beside its placeholder file', async () => {
    const folder = temporaryFolder();
    const watch = follow(folder);
    put(folder, 'a.pfx', 'a place');
    put(folder, 'a.pfx.part', 'half');
    await sentinel(watch, folder);
    expect(watch.said).toEqual(['+last.pfx']);
    renameSync(join(folder, 'a.pfx.part'), join(folder, 'a.pfx'));
    await watch.hear('+a.pfx');
  });

  test('[E01] reports a growing file only when it stops growing', async () => {
    const folder = temporaryFolder();
    const watch = follow(folder);
    const grow = setInterval(() => appendFileSync(join(folder, 'slow.pfx'), 'x'), 15);
    onTestFinished(() => clearInterval(grow));
    // Other files settle meanwhile, which proves that the watch continues.
    for (const name of ['1.pfx', '2.pfx', '3.pfx']) await sentinel(watch, folder, name);
    expect(watch.said).not.toContain('+slow.pfx');
    clearInterval(grow);
    await watch.hear('+slow.pfx');
  });

  test('[E01] [F07] ignores links, folders, hidden, empty and giant files, and everything below', async () => {
    const [folder, outside] = [temporaryFolder(), temporaryFolder()];
    put(outside, 'secret.pfx');
    const watch = follow(folder);
    symlinkSync(join(outside, 'secret.pfx'), join(folder, 'link.pfx'));
    symlinkSync(outside, join(folder, 'linked'));
    mkdirSync(join(folder, 'folder.pfx'));
    put(join(folder, 'folder.pfx'), 'below.pfx');
    put(folder, '.hidden.pfx');
    put(folder, 'empty.pfx', '');
    put(folder, 'giant.pfx');
    truncateSync(join(folder, 'giant.pfx'), maxImportBytes + 1);
    await sentinel(watch, folder);
    await sentinel(watch, folder, 'last again.pfx');
    expect(watch.said).toEqual(['+last.pfx', '+last again.pfx']);
  });

  test('[E01] reports a folder that vanishes, and continues when it returns', async () => {
    const folder = join(temporaryFolder(), 'drive');
    mkdirSync(folder);
    const watch = follow(folder);
    await sentinel(watch, folder);
    rmSync(folder, { recursive: true });
    await watch.hear('away');
    expect(watch.watched.isThere).toBe(false);
    mkdirSync(folder);
    await watch.hear('there');
    await sentinel(watch, folder, 'after.pfx');
    expect(watch.said).toEqual(['+last.pfx', 'away', 'there', '-last.pfx', '+after.pfx']);
  });

  test('[E01] [F07] reports each of 2,000 rewritten files exactly once', async () => {
    const folder = temporaryFolder();
    const watch = follow(folder);
    const names = Array.from({ length: 2000 }, (_, index) => `${index}.pfx`);
    for (let round = 0; round < 3; round++) for (const name of names) put(folder, name, 'x');
    await watch.hear('+0.pfx');
    await sentinel(watch, folder);
    expect(watch.said.toSorted()).toEqual([...names, 'last.pfx'].map((name) => `+${name}`).toSorted());
  });
});
