// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page, type Route } from '@playwright/test';
import { preventable, type MisuseLog } from './misuse.ts';
import { installPreload } from './preload-world.ts';
import type { Session } from './session.ts';
import type { ShownPage, WebContents } from './web-contents.ts';

/** Chromium treats HTTPS as a secure context. The app sees its own scheme instead. */
const shownOrigin = 'https://app.invalid';

export interface InvokeEvent {
  readonly sender: WebContents;
  readonly senderFrame: { readonly parent: object | null; readonly origin: string } | null;
  readonly processId: number;
  readonly frameId: number;
}

export interface PageHost {
  readonly log: MisuseLog;
  readonly session: Session;
  readonly contents: WebContents;
  readonly preload: string;
  readonly size: { readonly width: number; readonly height: number };
  /** Calls the handler set with `ipcMain.handle`. */
  readonly invoke: (event: InvokeEvent, channel: string, given: readonly unknown[]) => Promise<unknown>;
}

/** Maps Playwright's resource types to Electron's (docs/api/web-request.md). */
const resourceTypes: Readonly<Record<string, string>> = {
  document: 'mainFrame',
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  fetch: 'xhr',
  xhr: 'xhr',
  websocket: 'webSocket',
  media: 'media',
};

/** The window's page in the installed Chromium, headless unless E2E_HEADED=1, with a separate profile. */
export async function openPage(host: PageHost, url: string): Promise<ShownPage> {
  const { origin } = new URL(url.replace(/^[a-z]+:/, 'https:'));
  const appOrigin = url.slice(0, url.indexOf('//') + 2) + new URL(origin).host;
  const seen = (address: string) => address.replace(shownOrigin, appOrigin);
  const profile = mkdtempSync(path.join(tmpdir(), 'certsteward-conformance-'));
  const context = await launch(profile, host.size);
  const page = context.pages()[0] ?? (await context.newPage());
  await context.route('**/*', (route) => answer(route, host, seen, page));
  const mayCopy = await host.session.allows(host.contents, 'clipboard-sanitized-write', appOrigin);
  await context.grantPermissions(mayCopy ? ['clipboard-write'] : [], { origin: shownOrigin });
  context.on('page', (other) => {
    if (other === page) return;
    if (host.contents.mayOpen(seen(other.url()))) host.log.entries.push(`a second window was opened: ${other.url()}`);
    void other.close();
  });
  page.on('crash', () => host.contents.emit('render-process-gone', preventable(), { reason: 'crashed', exitCode: 1 }));
  const receive = await installPreload(page, {
    log: host.log,
    source: host.preload,
    invoke: async (channel, given, frame) => {
      const senderFrame = {
        parent: frame.isTop ? null : {},
        origin: frame.origin === shownOrigin ? appOrigin : frame.origin,
      };
      const event = { sender: host.contents, senderFrame, processId: 1, frameId: 1 };
      return await host.invoke(event, channel, given);
    },
  });
  await page.goto(`${shownOrigin}/`);
  return {
    page,
    receive,
    onClosed: (listener) => void page.once('close', listener),
    async pdf() {
      return await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
    },
    async close() {
      await context.close().catch(() => undefined);
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function launch(profile: string, { width, height }: PageHost['size']): Promise<BrowserContext> {
  return await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: process.env['E2E_HEADED'] !== '1',
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: null,
    colorScheme: null,
    reducedMotion: null,
    serviceWorkers: 'block',
    acceptDownloads: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--test-type',
      '--no-first-run',
      '--proxy-server=http://proxy.invalid:9',
      // Prevents a DNS query for the proxy.
      '--host-resolver-rules=MAP * ~NOTFOUND',
      `--window-size=${width},${height}`,
    ],
  });
}

/** Handles a request in Electron's order: navigation, web request, protocol handler. */
async function answer(route: Route, host: PageHost, seen: (url: string) => string, page: Page): Promise<void> {
  const request = route.request();
  const url = seen(request.url());
  const topFrame = request.frame() === page.mainFrame();
  const first = request.frame().url() === 'about:blank' && topFrame;
  if (request.isNavigationRequest() && !first && !host.contents.mayNavigate(url, topFrame)) {
    return await route.fulfill({ status: 204 });
  }
  const resourceType =
    topFrame || request.resourceType() !== 'document' ? (resourceTypes[request.resourceType()] ?? 'other') : 'subFrame';
  if (await host.session.isCancelled({ id: 1, url, resourceType })) return await route.abort();
  const response = await host.session.load(url, request.method());
  if (response === null) return await route.abort();
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
