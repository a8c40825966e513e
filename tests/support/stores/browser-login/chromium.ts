// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

/** A real Chromium with a separate home. */
export interface RunningChromium {
  /** What the page says, or Chromium's own error as `error: …`. */
  read(url: string): Promise<string>;
  close(): Promise<void>;
}

export interface ChromiumOptions {
  readonly home: string;
  /** SHA-256 of the test server's public key, base64: the only server certificate that is taken unseen. */
  readonly serverKeyHash: string;
  /** A display with a person, or what plays one: a window that can ask for a password. */
  readonly display?: string;
  /** What a token's module needs to find its token. */
  readonly environment?: Readonly<Record<string, string>>;
}

const policyFolder = '/etc/chromium/policies/managed';

/**
 * Lets Chromium choose the certificate by itself on this computer, and nowhere else. Of several policy files Chromium
 * heeds one, so all say the same: tests run side by side, and a killed one leaves its file behind. Returns what takes
 * it away.
 */
export function chooseByPolicy(): () => void {
  mkdirSync(policyFolder, { recursive: true });
  const file = join(policyFolder, `certsteward-test-${process.pid}.json`);
  const rule = JSON.stringify({ pattern: 'https://localhost:*', filter: {} });
  writeFileSync(file, JSON.stringify({ AutoSelectCertificateForUrls: [rule] }));
  return () => rmSync(file, { force: true });
}

const brokenConnection = /ERR_SOCKET_NOT_CONNECTED|ERR_CONNECTION_(CLOSED|RESET)/;

async function visit(context: BrowserContext, url: string): Promise<string> {
  const page = await context.newPage();
  try {
    await page.goto(url, { timeout: 30_000 });
    return await page.innerText('body');
  } catch (error) {
    return `error: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`;
  } finally {
    await page.close();
  }
}

/** Its window and the profile in this home. */
export async function openAtHome(options: ChromiumOptions): Promise<BrowserContext> {
  const { home, serverKeyHash, display, environment } = options;
  return await chromium.launchPersistentContext(join(home, '.config/chromium'), {
    executablePath: '/usr/bin/chromium',
    headless: display === undefined,
    chromiumSandbox: process.getuid?.() !== 0,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      LANG: 'C.UTF-8',
      ...(display === undefined ? {} : { DISPLAY: display }),
      ...environment,
    },
    args: [
      `--ignore-certificate-errors-spki-list=${serverKeyHash}`,
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
}

export async function startChromium(options: ChromiumOptions): Promise<RunningChromium> {
  const context = await openAtHome(options);
  return {
    async read(url) {
      let said = '';
      for (let tries = 0; tries < 4; tries++) {
        said = await visit(context, url);
        // A connection that broke while it was refused is no answer: a person loads the page again.
        if (!brokenConnection.test(said)) break;
      }
      return said;
    },
    close: async () => context.close(),
  };
}
