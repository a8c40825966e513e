import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { installFakeBridge, type Scene } from './fake-bridge.ts';

const origin = 'https://app.invalid';

/** The app's own policy (X02) with the hash of the one style element that React Aria adds. */
export const contentSecurityPolicy = (styleHash: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self' '${styleHash}'; img-src 'self' data:; font-src 'self'; ` +
  `connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ` +
  `require-trusted-types-for 'script'; trusted-types 'none'`;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Builds the renderer into a folder of its own. */
export async function buildRenderer(): Promise<{ dist: string; remove: () => Promise<void> }> {
  const dist = await mkdtemp(path.join(tmpdir(), 'certsteward-renderer-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    root: path.resolve(import.meta.dirname, '../../../renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: dist,
      emptyOutDir: true,
      target: 'es2024',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  });
  return { dist, remove: () => rm(dist, { recursive: true, force: true }) };
}

export async function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

export interface OpenedPage {
  readonly page: Page;
  /** CSP violations, uncaught errors and console errors, as they come. */
  readonly complaints: string[];
}

/** The built renderer on the fake bridge, under the real policy. */
export async function openPage(
  browser: Browser,
  options: { dist: string; scene: Scene; styleHash: string; width?: number; height?: number },
): Promise<OpenedPage> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    reducedMotion: 'reduce',
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`pageerror ${error.message} ${error.stack ?? ''}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const file = path.join(options.dist, url.pathname === '/' ? 'index.html' : decodeURIComponent(url.pathname));
    try {
      await route.fulfill({
        status: 200,
        body: await readFile(file),
        headers: {
          'content-type': types[path.extname(file)] ?? 'application/octet-stream',
          'content-security-policy': contentSecurityPolicy(options.styleHash),
        },
      });
    } catch {
      await route.fulfill({ status: 404, body: '' });
    }
  });
  await page.addInitScript(installFakeBridge, options.scene);
  await page.goto(`${origin}/`);
  await page.getByRole('navigation').waitFor();
  return { page, complaints };
}
