// SPDX-License-Identifier: Apache-2.0
import { chromium } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';
import type { Settings } from '../../../shared/schemas/settings.ts';

export interface LaunchOptions {
  readonly executablePath: string;
  readonly profile: string;
  readonly headless: boolean;
  readonly window: Settings['window'];
  /** Chromium refuses to run its sandbox as root. */
  readonly asRoot: boolean;
}

/** Playwright's defaults suit tests; these would weaken what people get. */
const unwantedDefaults = [
  // Shows the "controlled by test software" bar.
  '--enable-automation',
  // Switches a warning off that protects people who are told to paste code into the developer tools.
  '--unsafely-disable-devtools-self-xss-warnings',
  '--disable-popup-blocking',
];

/** One app window without address bar, talked to over a pipe: no port is opened (X06). */
export async function launchBrowser(options: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(options.profile, {
    executablePath: options.executablePath,
    headless: options.headless,
    // The window decides about its size, and the desktop about colours and motion: Playwright's emulations are for tests.
    viewport: null,
    colorScheme: null,
    reducedMotion: null,
    forcedColors: null,
    contrast: null,
    acceptDownloads: false,
    serviceWorkers: 'block',
    chromiumSandbox: !options.asRoot,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: [...unwantedDefaults],
    args: browserArguments(options),
  });
}

export function browserArguments({ window, asRoot }: Pick<LaunchOptions, 'window' | 'asRoot'>): string[] {
  const placed = window.x !== undefined && window.y !== undefined;
  return [
    // Not the app's own address: it would be requested before the routes exist that answer it.
    '--app=data:text/html,<title>CertSteward</title>',
    '--class=certsteward',
    `--window-size=${window.width},${window.height}`,
    ...(placed ? [`--window-position=${window.x},${window.y}`] : []),
    ...(window.maximized ? ['--start-maximized'] : []),
    // No network at all for the browser's own processes: no name resolves, and the proxy is such a name
    // (`.invalid`, RFC 6761), so not even a local connection is tried.
    '--proxy-server=http://proxy.invalid:9',
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--disable-domain-reliability',
    '--no-pings',
    // As root there is no sandbox; --test-type removes the bar that says so in every window.
    ...(asRoot ? ['--test-type'] : []),
  ];
}
