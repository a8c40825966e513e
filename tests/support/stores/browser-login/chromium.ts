// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

export interface RunningChromium {
  /** The page's text, or Chromium's error as `error: …`. */
  read(url: string): Promise<string>;
  close(): Promise<void>;
}

export interface ChromiumOptions {
  readonly home: string;
  /**
   * SHA-256 of the test server's public key in base64. Chromium accepts only this server certificate without
   * validation.
   */
  readonly serverKeyHash: string;
  /** X display on which a window can ask for a password. Headless by default. */
  readonly display?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const policyFolder = '/etc/chromium/policies/managed';

/**
 * Makes Chromium choose the certificate without asking. All policy files are identical, because Chromium honours only
 * one, tests run in parallel and a killed test leaves its file. Returns a function that removes the file.
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
        // A connection that broke during the refusal is inconclusive, so reload as a user would.
        if (!brokenConnection.test(said)) break;
      }
      return said;
    },
    close: async () => context.close(),
  };
}
