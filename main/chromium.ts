// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startApp } from './app.ts';
import type { App } from './app.ts';
import { createChromiumHost, type ChromiumHost } from './hosts/chromium/chromium-host.ts';
import { findBrowser } from './hosts/chromium/find-browser.ts';
import { tellOnDesktop, whyNoWindow } from './hosts/chromium/why-no-window.ts';
import { defaultDataFolder, defaultStateFolder, makePrivateFolder } from './hosts/node/data-folder.ts';
import type { Surroundings } from './hosts/node/data-folder.ts';
import { readLaunchArguments } from './hosts/node/launch-arguments.ts';
import { disableCoreDumps } from './hosts/node/disable-core-dumps.ts';
import { openSettingsStore } from './hosts/node/settings-store.ts';
import { becomeInstance } from './hosts/node/single-instance.ts';
import { systemLocale } from './hosts/node/system-locale.ts';
import { createProblemLog } from './problems/problem-log.ts';
import { settingsLanguage } from '../shared/i18n/settings-language.ts';

export interface StartOptions {
  readonly dataFolder: string;
  readonly headless: boolean;
  readonly files: readonly string[];
}

export interface RunningApp {
  readonly host: ChromiumHost;
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * @entry main
 * Returns null if a running instance took the files.
 */
export async function startChromiumApp(options: StartOptions): Promise<RunningApp | null> {
  const executablePath = findBrowser({ platform: process.platform, env: process.env, exists: existsSync });
  if (!executablePath) throw new Error('no Chromium, Chrome or Edge was found');
  const distFolder = path.resolve(import.meta.dirname, '..');
  makePrivateFolder(options.dataFolder);
  const settings = openSettingsStore(options.dataFolder);
  const host = createChromiumHost({ ...options, distFolder, executablePath, settings });
  const running: { app?: App } = {};
  // The browser inherits the core dump limit.
  await disableCoreDumps();
  const instance = await becomeInstance(options.dataFolder, options.files, {
    files: (files) => host.openedFiles.handOver(files),
    lock: async () => running.app?.lock() ?? 'nothing-open',
  });
  if (instance.role === 'second') return null;
  host.openedFiles.handOver(options.files);
  const stateFolder = defaultStateFolder(surroundings());
  const started = await startApp({
    problems: createProblemLog(() => new Date()),
    host,
    settings,
    dataFolder: options.dataFolder,
    stateFolder,
    distFolder,
  });
  running.app = started;
  return {
    host,
    get page() {
      return host.page();
    },
    async close() {
      await host.close();
      started.close();
      instance.close();
    },
  };
}

function surroundings(): Surroundings {
  return { platform: process.platform, home: homedir(), env: process.env };
}

async function main(): Promise<void> {
  const launch = readLaunchArguments(process.argv.slice(2), process.cwd());
  const dataFolder = launch.dataFolder ?? defaultDataFolder(surroundings());
  const app = await startChromiumApp({ ...launch, dataFolder });
  if (!app) {
    process.stdout.write('CertSteward is running already; it was asked to open the files.\n');
    process.exit(0);
  }
  process.stdout.write('CertSteward is open.\n');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void app.close());
  await app.host.closed;
  await app.close();
  // Playwright's pipe keeps the event loop alive.
  process.exit(0);
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    const line = whyNoWindow(error, settingsLanguage('system', systemLocale(process.env)));
    process.stderr.write(`${line}\n`);
    // The desktop entry sets `--window` (scripts/pack/deb-texts.ts).
    if (process.argv.includes('--window')) tellOnDesktop(line);
    process.exit(1);
  });
}
