// SPDX-License-Identifier: Apache-2.0
import { chromium } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';
import type { Settings } from '../../../shared/schemas/settings.ts';

export interface LaunchOptions {
  readonly executablePath: string;
  readonly profile: string;
  readonly headless: boolean;
  readonly window: Settings['window'];
  readonly asRoot: boolean;
}

/** Playwright's defaults for tests. */
const unwantedDefaults = [
  // Shows the "controlled by test software" bar.
  '--enable-automation',
  '--unsafely-disable-devtools-self-xss-warnings',
  '--disable-popup-blocking',
];

/** Connects over a pipe, so no port is open. */
export async function launchBrowser(options: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(options.profile, {
    executablePath: options.executablePath,
    headless: options.headless,
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
    '--app=data:text/html,<title>CertSteward</title>',
    '--class=certsteward',
    `--window-size=${window.width},${window.height}`,
    ...(placed ? [`--window-position=${window.x},${window.y}`] : []),
    ...(window.maximized ? ['--start-maximized'] : []),
    // No network: `.invalid` never resolves (RFC 6761).
    '--proxy-server=http://proxy.invalid:9',
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--disable-domain-reliability',
    '--no-pings',
    // --test-type hides the no-sandbox warning.
    ...(asRoot ? ['--test-type'] : []),
  ];
}
