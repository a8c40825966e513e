// SPDX-License-Identifier: Apache-2.0
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { smallText } from './small-text.ts';

export interface Surroundings {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface InstalledBrowser {
  readonly name: string;
  readonly program: string;
  readonly profile: string;
}

/** `profile` is relative to XDG_CONFIG_HOME. */
const chromiumFamily: readonly { name: string; programs: readonly string[]; profile: string }[] = [
  { name: 'Chromium', programs: ['chromium', 'chromium-browser'], profile: 'chromium' },
  { name: 'Google Chrome', programs: ['google-chrome', 'google-chrome-stable'], profile: 'google-chrome' },
  { name: 'Google Chrome Beta', programs: ['google-chrome-beta'], profile: 'google-chrome-beta' },
  { name: 'Microsoft Edge', programs: ['microsoft-edge', 'microsoft-edge-stable'], profile: 'microsoft-edge' },
  { name: 'Brave', programs: ['brave-browser', 'brave'], profile: 'BraveSoftware/Brave-Browser' },
  { name: 'Vivaldi', programs: ['vivaldi', 'vivaldi-stable'], profile: 'vivaldi' },
  { name: 'Opera', programs: ['opera'], profile: 'opera' },
];

const maxScriptBytes = 4096;

const firefoxFamily: readonly { name: string; programs: readonly string[] }[] = [
  { name: 'Firefox', programs: ['firefox'] },
  { name: 'Firefox ESR', programs: ['firefox-esr'] },
];

export function chromiumBrowsers({ home, env }: Surroundings): InstalledBrowser[] {
  const settings = env['XDG_CONFIG_HOME'] || path.join(home, '.config');
  return chromiumFamily.flatMap(({ name, programs, profile }) => {
    const program = firstOnPath(programs, env['PATH']);
    return program === null ? [] : [{ name, program, profile: path.join(settings, profile) }];
  });
}

export function firefoxBrowsers(around: Surroundings): string[] {
  return firefoxPrograms(around).map(({ name }) => name);
}

export function firefoxPrograms({ env }: Surroundings): Omit<InstalledBrowser, 'profile'>[] {
  return firefoxFamily.flatMap(({ name, programs }) => {
    const program = firstOnPath(programs, env['PATH']);
    return program === null || (name === 'Firefox' && leadsToEsr(program)) ? [] : [{ name, program }];
  });
}

/** Puts the default browser for https first (mimeapps.list). */
export function defaultFirst<T extends { readonly program: string }>(
  browsers: readonly T[],
  { home, env }: Surroundings,
): T[] {
  const list = smallText(path.join(env['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'mimeapps.list'));
  const entry = /^x-scheme-handler\/https=([\w.-]+)\.desktop/m.exec(list)?.[1] ?? '';
  const rank = ({ program }: T): number => {
    const name = path.basename(program);
    return entry === name ? 0 : entry.startsWith(name) ? 1 : 2;
  };
  return browsers.toSorted((a, b) => rank(a) - rank(b));
}

/** Debian's `firefox` is a script that starts firefox-esr. */
function leadsToEsr(program: string): boolean {
  return statSync(program).size <= maxScriptBytes && readFileSync(program, 'utf8').includes('firefox-esr');
}

function firstOnPath(programs: readonly string[], searchPath = ''): string | null {
  const folders = searchPath
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder) && !folder.startsWith('/snap/'));
  for (const program of programs)
    for (const folder of folders) {
      const file = path.join(folder, program);
      if (isProgram(file)) return file;
    }
  return null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
