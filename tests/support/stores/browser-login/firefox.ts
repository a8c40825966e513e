// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectMarionette, type Marionette } from './marionette.ts';

export interface RunningFirefox {
  /** The page's text, or Firefox's error page as `error: …`. */
  read(url: string): Promise<string>;
  close(): Promise<void>;
}

export interface FirefoxPlace {
  readonly home: string;
  readonly profile: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const preferences = {
  'security.default_personal_cert': 'Select Automatically',
  'marionette.port': 0,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'browser.aboutwelcome.enabled': false,
  'app.update.auto': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  // Close idle connections after 1 s, because a login must not reuse an earlier one.
  'network.http.keep-alive.timeout': 1,
};

/** Starts Firefox once and closes it, because the first start creates the profile's databases. */
export async function makeFirefoxProfile(home: string, name: string): Promise<FirefoxPlace> {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  await finished(spawn('firefox-esr', ['--headless', '-CreateProfile', name], options(home)));
  const root = [join(home, '.mozilla/firefox'), join(home, '.config/mozilla/firefox')].find((each) =>
    existsSync(join(each, 'profiles.ini')),
  );
  if (root === undefined) throw new Error('Firefox made no profiles.ini');
  const path = /^Path=(.*)$/m.exec(readFileSync(join(root, 'profiles.ini'), 'utf8'))?.[1];
  if (path === undefined) throw new Error('profiles.ini names no profile');
  const place = { home, profile: join(root, path) };
  writeFileSync(join(place.profile, 'user.js'), preferenceLines());
  const first = await startFirefox(place);
  await first.close();
  return place;
}

/** With `display`, opens a window that can ask for the primary password. Otherwise headless. */
export async function startFirefox(place: FirefoxPlace, display?: string): Promise<RunningFirefox> {
  const { home, profile } = place;
  const arguments_ = [
    ...(display === undefined ? ['--headless'] : []),
    '--profile',
    profile,
    '--no-remote',
    '--marionette',
    '--remote-allow-system-access',
  ];
  const child = spawn('firefox-esr', arguments_, options(home, { display, ...place }));
  const marionette = await reach(child, join(profile, 'MarionetteActivePort'));
  await marionette.send('WebDriver:NewSession', { acceptInsecureCerts: true });
  return {
    async read(url) {
      try {
        await marionette.send('WebDriver:Navigate', { url });
      } catch (error) {
        return `error: ${error instanceof Error ? error.message : String(error)}`;
      }
      return textOf(await marionette.send('WebDriver:ExecuteScript', { script: bodyText, args: [] }));
    },
    async close() {
      // Ask Firefox to quit, so that it closes its databases cleanly.
      await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
      marionette.close();
      await Promise.race([finished(child), wait(10_000)]);
      child.kill('SIGKILL');
    },
  };
}

const bodyText = 'return document.body.innerText';
function textOf(answer: unknown): string {
  const value = (answer as { value?: unknown }).value;
  return typeof value === 'string' ? value : '';
}

interface Around {
  readonly display?: string | undefined;
  readonly environment?: FirefoxPlace['environment'];
}

function options(home: string, { display, environment }: Around = {}) {
  const window = display === undefined ? { MOZ_HEADLESS: '1' } : { DISPLAY: display };
  const env = { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', ...window, ...environment };
  return { env, stdio: 'ignore' } as const;
}

function preferenceLines(): string {
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

async function finished(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  });
}

/** Once Firefox listens, it writes its port to `file` in the profile. */
async function reach(child: ChildProcess, file: string): Promise<Marionette> {
  writeFileSync(file, '');
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`Firefox ended (${child.exitCode})`);
    const port = Number(existsSync(file) ? readFileSync(file, 'utf8') : '');
    if (port > 0) return await connectMarionette(port);
    await wait(100);
  }
  child.kill('SIGKILL');
  throw new Error('Firefox did not listen within 30 s');
}
