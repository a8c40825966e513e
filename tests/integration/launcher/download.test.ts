// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Clone, launcherIsMissing, makeClone, type Start } from '../../support/launcher/clone.ts';
import { type Display, openDisplay } from '../../support/launcher/display.ts';
import { type ElectronRelease, serveElectron } from '../../support/launcher/electron-release.ts';

const missing = launcherIsMissing();
const reason = missing === null ? '' : ` (skipped: ${missing})`;
let clone: Clone;
let display: Display;
let home: string;
let release: ElectronRelease;
let start: Start | null = null;

beforeAll(async () => {
  if (missing !== null) return;
  clone = makeClone();
  display = await openDisplay();
});
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'certsteward-home-'));
  release = await serveElectron(clone, ': > "$CERTSTEWARD_STARTED_FILE"\nexit 7');
});
afterEach(async () => {
  await stop();
  release.close();
  rmSync(home, { recursive: true, force: true });
  clone.reset();
});
afterAll(() => {
  display?.close();
  clone?.remove();
});

async function stop(): Promise<void> {
  start?.process.kill('SIGTERM');
  await start?.exit;
  start = null;
}

function launch(words: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Start {
  const own = { HOME: home, DISPLAY: display.name, XDG_RUNTIME_DIR: home, ELECTRON_MIRROR: release.mirror };
  start = clone.start(words, { ...own, ...env });
  return start;
}

/** Expects nothing that a later start could mistake for Electron, and no partial download. */
function expectNothingKept(): void {
  expect(existsSync(join(clone.electron, 'path.txt'))).toBe(false);
  expect(existsSync(join(clone.electron, 'dist'))).toBe(false);
  expect(existsSync(join(clone.folder, 'node_modules/.certsteward-download'))).toBe(false);
  const cache = join(home, '.cache/electron');
  expect(existsSync(cache) ? readdirSync(cache, { recursive: true }) : []).toEqual([]);
}

describe.skipIf(missing !== null)(`the download of Electron’s binary${reason}`, () => {
  it('[P08] shows its progress, and the app opens in the downloaded Electron', async () => {
    const started = launch();
    expect(await started.exit).toBe(7);
    expect(started.text()).toMatch(/^Downloading Electron \d[\d.]+; Ctrl\+C stops it$/m);
    expect(started.text()).toMatch(/^Downloading Electron: 0 MB of 1 MB$/m);
    expect(started.text()).toContain('Host: Electron, version ');
  });

  it.each(['absent', 'cut-off'] as const)(
    '[P08] opens the Chromium host when the archive is %s, and does not try again at the next start',
    async (behaviour) => {
      release.behaviour = behaviour;
      const why = 'because Electron: its download failed (tried again in 24 h, or now: npm start -- --try-electron).';
      const first = launch();
      await first.says('CertSteward is open.');
      expect(first.text()).toContain(why);
      expectNothingKept();
      await stop();
      expect(release.asked).toBe(1);
      const second = launch();
      await second.says('CertSteward is open.');
      expect(second.text()).toContain(why);
      expect(release.asked).toBe(1);
      await stop();
      release.behaviour = 'whole';
      expect(await launch(['--try-electron']).exit).toBe(7);
    },
  );

  it('[P08] refuses an archive whose checksum is not the package’s', async () => {
    writeFileSync(
      join(clone.electron, 'checksums.json'),
      JSON.stringify({ [`electron-v45.4.1-linux-${process.arch}.zip`]: '0'.repeat(64) }),
    );
    const started = launch();
    await started.says('CertSteward is open.');
    expect(started.text()).toContain('because Electron: its download failed (');
    expectNothingKept();
  });

  it('[P08] opens nothing when the person stops the download, and keeps no part of it', async () => {
    release.behaviour = 'stalls';
    const started = launch();
    await started.says('Downloading Electron: 0 MB');
    started.process.kill('SIGINT');
    expect(await started.exit).toBe(130);
    expect(started.text()).not.toContain('Host:');
    expectNothingKept();
    const next = launch();
    await next.says('CertSteward is open.');
    expect(next.text()).toContain('because Electron: its download was stopped (tried again in 24 h, or now: ');
    expect(release.asked).toBe(1);
  });

  it('[P08] opens the Chromium host when the download is slow, and Electron at the next start', async () => {
    release.behaviour = 'stalls';
    const first = launch([], { CERTSTEWARD_ELECTRON_SECONDS: '1' });
    await first.says('CertSteward is open.');
    expect(first.text()).toContain('because Electron: its download takes longer than 1 s and continues.');
    expect(await display.shows('证书管家|CertSteward')).toBe(true);
    release.goOn();
    await first.says('Electron is downloaded. The next start opens it.');
    await stop();
    expect(await launch().exit).toBe(7);
    expect(release.asked).toBe(1);
  });

  it('[P08] ends a slow download together with the window, and keeps no part of it', async () => {
    release.behaviour = 'stalls';
    await launch([], { CERTSTEWARD_ELECTRON_SECONDS: '1' }).says('CertSteward is open.');
    await stop();
    expectNothingKept();
  });

  it('[P08] downloads Electron again if an installer left it half unpacked', async () => {
    clone.putElectron('echo half; exit 1');
    rmSync(join(clone.electron, 'path.txt'));
    const started = launch();
    expect(await started.exit).toBe(7);
    expect(started.text()).not.toContain('half');
  });

  it('[P08] keeps the existing binary after it was killed while unpacking a newer one', async () => {
    clone.putElectron(': > "$CERTSTEWARD_STARTED_FILE"\nexit 5');
    // Left by a killed download.
    const left = join(clone.folder, 'node_modules/.certsteward-download/dist');
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, 'version'), '45.4.1');
    expect(await launch().exit).toBe(5);
    expect(release.asked).toBe(0);
  });

  it('[P08] says when it will ask an unreachable server again', async () => {
    const closed = { ELECTRON_MIRROR: 'http://127.0.0.1:1/' };
    const words =
      'its binary is not on this machine and cannot be downloaded here (tried again in 1 h, or now: npm start -- --try-electron).';
    await launch([], closed).says('CertSteward is open.');
    expect(start?.text()).toContain(`because Electron: ${words}`);
    await stop();
    await launch().says('CertSteward is open.');
    expect(start?.text()).toContain(`because Electron: ${words}`);
    expect(release.asked).toBe(0);
  });
});
