// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Clone, launcherIsMissing, makeClone, root, type Start } from '../../support/launcher/clone.ts';
import { type Display, openDisplay } from '../../support/launcher/display.ts';

const missing = launcherIsMissing();
let clone: Clone;
let display: Display;
let home: string;
let start: Start | null = null;

beforeAll(async () => {
  if (missing !== null) return;
  clone = makeClone();
  display = await openDisplay();
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'certsteward-home-'));
});
afterEach(async () => {
  start?.process.kill('SIGTERM');
  await start?.exit;
  start = null;
  rmSync(home, { recursive: true, force: true });
  clone.reset();
});
afterAll(() => {
  display?.close();
  clone?.remove();
});

function launch(words: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Start {
  const own = { HOME: home, DISPLAY: display.name, XDG_RUNTIME_DIR: home, CERTSTEWARD_NO_INSTALL: '1' };
  start = clone.start(words, { ...own, ...env });
  return start;
}

/** Expects one line that says why, and a visible window of the Chromium host. */
async function expectChromium(why: string, env: NodeJS.ProcessEnv = {}): Promise<Start> {
  const started = launch([], env);
  await started.says('CertSteward is open.');
  const lines = started.text().trim().split('\n');
  expect(lines.filter((line) => !line.startsWith('Missing: '))).toEqual([
    expect.stringMatching(/^Host: \S+, because Electron: /),
    'CertSteward is open.',
  ]);
  expect(lines.find((line) => line.startsWith('Host: '))).toContain(`because Electron: ${why}`);
  expect(await display.shows('证书管家|CertSteward')).toBe(true);
  return started;
}

/** Builds a program linked against a library that is then deleted. */
function linkedAgainstNothing(file: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-library-'));
  writeFileSync(join(folder, 'empty.c'), 'void nothing(void) {}');
  writeFileSync(join(folder, 'main.c'), 'void nothing(void); int main(void) { nothing(); }');
  const library = join(folder, 'libcertsteward-gone.so');
  execFileSync('gcc', ['-shared', '-o', library, join(folder, 'empty.c')]);
  execFileSync('gcc', ['-o', file, join(folder, 'main.c'), `-L${folder}`, '-lcertsteward-gone']);
  rmSync(folder, { recursive: true });
}

/** Runs the built Electron entry on a stand-in for the module `electron`. */
function putConformance(): void {
  const program = join(root, 'tests/support/launcher/conformance-electron.ts');
  clone.putElectron(`echo $$ > '${home}/pid'\nexec '${process.execPath}' '${program}' '${home}/data' "$@"`);
}

const sandbox =
  '[4242:1128/120000.000000:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I\\047m aborting now.';
const noSandbox =
  '[4242:1128/120000.000000:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! If you are running on Ubuntu 23.10+ or another Linux distro that has disabled unprivileged user namespaces with AppArmor, see https://chromium.googlesource.com/';

const reason = missing === null ? '' : ` (skipped: ${missing})`;

describe.skipIf(missing !== null)(`npm start where Electron opens no window${reason}`, () => {
  it('[P08] names a shared library that is missing and opens the Chromium host', async () => {
    clone.putElectron(linkedAgainstNothing);
    await expectChromium('the library libcertsteward-gone.so is missing (details: out/electron-start.log)');
    expect(readFileSync(join(clone.folder, 'out/electron-start.log'), 'utf8')).toContain('error while loading');
  });

  it.each([
    ['its helper has no SUID', sandbox],
    ['AppArmor refuses namespaces', noSandbox],
  ])('[P08] says that the system refuses the sandbox, since %s', async (_, words) => {
    clone.putElectron(`printf '${words}\\n' >&2\nkill -TRAP $$`);
    await expectChromium('this system does not let it use its sandbox (details: ');
  });

  it('[P08] names the signal of a crash', async () => {
    clone.putElectron('kill -SEGV $$');
    await expectChromium('it crashed before its window opened (SIGSEGV).');
  });

  it.each([0, 3])('[P08] names the exit code %i of an Electron that ends without a window', async (code) => {
    clone.putElectron(`exit ${code}`);
    await expectChromium(`it ended before its window opened (exit code ${code}).`);
  });

  it('[P08] says that the app itself could not start', async () => {
    clone.putElectron("echo 'CertSteward could not start: Error' >&2; exit 1");
    await expectChromium('CertSteward could not start in it (details: ');
  });

  it('[P08] says that the executable is missing', async () => {
    clone.putElectron(() => undefined);
    await expectChromium('its folder has no executable.');
  });

  it('[P08] says that the executable may not be run', async () => {
    clone.putElectron((file) => writeFileSync(file, '#!/bin/sh\n', { mode: 0o644 }));
    await expectChromium('its executable may not be run.');
  });

  it('[P08] says that the executable is damaged', async () => {
    const half = readFileSync(process.execPath).subarray(0, 40);
    clone.putElectron((file) => writeFileSync(file, half, { mode: 0o755 }));
    await expectChromium('its executable is damaged, or is for another kind of processor');
  });

  it.each([
    ['ends when it is asked to', 'exec sleep 600'],
    ['ignores every request to end', "trap '' TERM INT HUP\nwhile :; do sleep 1; done"],
  ])('[P08] ends an Electron that opens no window and %s, and does not wait again', async (_, script) => {
    clone.putElectron(`echo $$ > '${home}/pid'\n${script}`);
    const first = await expectChromium('it opened no window within 1 s (tried again in 1 h, or now: npm start -- ', {
      CERTSTEWARD_ELECTRON_SECONDS: '1',
    });
    expect(existsSync(`/proc/${readFileSync(join(home, 'pid'), 'utf8').trim()}`)).toBe(false);
    first.process.kill('SIGTERM');
    await first.exit;
    rmSync(join(home, 'pid'));
    const second = await expectChromium('it opened no window within 1 s (tried again in 1 h, or now: npm start -- ');
    expect(existsSync(join(home, 'pid'))).toBe(false);
    second.process.kill('SIGTERM');
    await second.exit;
    launch(['--try-electron'], { CERTSTEWARD_ELECTRON_SECONDS: '1' });
    await start?.says('CertSteward is open.');
    expect(existsSync(join(home, 'pid'))).toBe(true);
  });

  it('[P08] opens nothing else when the person stops it while it waits for the window', async () => {
    clone.putElectron(`echo $$ > '${home}/pid'\necho waiting\nexec sleep 600`);
    const started = launch();
    await started.says('waiting');
    started.process.kill('SIGINT');
    expect(await started.exit).toBe(130);
    expect(started.text()).not.toContain('Host:');
    expect(existsSync(`/proc/${readFileSync(join(home, 'pid'), 'utf8').trim()}`)).toBe(false);
  });

  it('[P08] says in two lines, without a stack, that Chromium opens no window either', async () => {
    clone.putElectron('exit 3');
    mkdirSync(join(home, 'bin'));
    writeFileSync(join(home, 'bin/chromium'), '#!/bin/sh\nexit 4\n', { mode: 0o755 });
    const started = launch([], { PATH: `${home}/bin:${process.env['PATH']}` });
    expect(await started.exit).toBe(1);
    const lines = started.text().trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('Missing: '))).toEqual([
      expect.stringMatching(/^Host: \S+\/bin\/chromium, because Electron: it ended before its window opened/),
      expect.stringMatching(/^CertSteward could not start: /),
    ]);
  });

  it('[P08] stays with an Electron that reports its window, and ends with its exit code', async () => {
    clone.putElectron('echo noise >&2\n: > "$CERTSTEWARD_STARTED_FILE"\nread -r _ < "$HOME/go"\nexit 7');
    execFileSync('mkfifo', [join(home, 'go')]);
    const started = launch();
    await started.says('Host: Electron, version ');
    await started.says('noise');
    writeFileSync(join(home, 'go'), '\n');
    expect(await started.exit).toBe(7);
    expect(started.text()).not.toContain('because Electron');
  });

  it('[P08] stays with the real Electron entry, on the stand-in for the module electron', async () => {
    putConformance();
    const started = launch();
    await started.says('Host: Electron, version ');
    process.kill(Number(readFileSync(join(home, 'pid'), 'utf8')), 'SIGUSR2');
    expect(await started.exit).toBe(0);
    expect(started.text()).not.toContain('because Electron');
  });

  it('[P08] treats handing over to a running app as a successful start', async () => {
    putConformance();
    const running = launch();
    await running.says('Host: Electron, version ');
    const second = launch();
    expect(await second.exit).toBe(0);
    expect(second.text()).toContain('Host: Electron, version ');
    expect(second.text()).not.toContain('because Electron');
    start = running;
  });
});
