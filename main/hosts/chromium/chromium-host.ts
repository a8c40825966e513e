import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { chromiumOrigin } from '../../../shared/ipc/channel.ts';
import { createCrashPolicy } from '../crash-policy.ts';
import type { Host, MessageHandler, SettingsStore } from '../host.ts';
import { createForkChild } from '../node/fork-child.ts';
import { systemLocale } from '../node/system-locale.ts';
import { createOpenedFiles } from '../opened-files.ts';
import type { OpenedFiles } from '../opened-files.ts';
import { openRendererFiles } from '../renderer-files.ts';
import { launchBrowser } from './launch.ts';
import { openFileDialog } from './open-dialog.ts';
import { prepareProfile } from './profile.ts';
import { findZenity, saveWithZenity } from './save-dialog.ts';
import { serveRenderer } from './serve.ts';
import { openTransport } from './transport.ts';
import type { Transport } from './transport.ts';
import { readWindowState } from './window-state.ts';

export interface ChromiumHostOptions {
  readonly dataFolder: string;
  readonly distFolder: string;
  readonly executablePath: string;
  readonly headless: boolean;
  readonly settings: SettingsStore;
}

export interface ChromiumHost extends Host {
  readonly kind: 'chromium';
  readonly openedFiles: OpenedFiles;
  /** For the tour and the end-to-end tests: the window's page, once `open` has resolved. */
  page(): Page;
}

interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly session: CDPSession;
  readonly transport: Transport;
}

export function createChromiumHost(options: ChromiumHostOptions): ChromiumHost {
  const { settings, headless } = options;
  const openedFiles = createOpenedFiles();
  const zenity = headless ? null : findZenity(process.platform, process.env);
  const closed = Promise.withResolvers<void>();
  let window: Window | undefined;

  function opened(): Window {
    if (!window) throw new Error('the window is not open');
    return window;
  }

  async function rememberWindow(session: CDPSession): Promise<void> {
    const known = settings.get().window;
    // The window may close under the question; then the last known state stays.
    const state = await readWindowState(session, known).catch(() => known);
    if (JSON.stringify(state) !== JSON.stringify(known)) settings.change({ window: state });
  }

  return {
    kind: 'chromium',
    origin: chromiumOrigin,
    systemLocale: systemLocale(process.env),
    nativeSaveDialog: zenity !== null,
    startChild: createForkChild(options.distFolder),
    openedFiles,
    onFilesOpened: (listener) => openedFiles.onFilesOpened(listener),
    closed: closed.promise,
    page: () => opened().page,

    async openFiles({ filters }) {
      const { session, transport } = opened();
      const worldId = transport.worldId();
      return worldId === null ? [] : openFileDialog(session, worldId, filters);
    },

    async saveFile(wanted) {
      return zenity === null ? { outcome: 'unavailable' } : saveWithZenity(zenity, wanted);
    },

    emit(event, payload) {
      window?.transport.emit(event, payload);
    },

    async open(handler: MessageHandler) {
      const context = await launchBrowser({
        executablePath: options.executablePath,
        profile: prepareProfile(options.dataFolder),
        headless,
        window: settings.get().window,
        asRoot: process.getuid?.() === 0,
      });
      context.once('close', () => closed.resolve());
      await serveRenderer(context, openRendererFiles(options.distFolder, chromiumOrigin), chromiumOrigin);
      await context.grantPermissions([], { origin: chromiumOrigin });
      const page = context.pages()[0] ?? (await context.newPage());
      keepOneWindow(context, page);
      const session = await context.newCDPSession(page);
      const { frameTree } = await session.send('Page.getFrameTree');
      const preload = (name: string) => readFile(path.join(options.distFolder, 'preload', name), 'utf8');
      const transport = await openTransport({
        session,
        mainFrameId: frameTree.frame.id,
        origin: chromiumOrigin,
        pageScript: await preload('chromium.js'),
        isolatedScript: await preload('chromium-isolated.js'),
        handler,
        onWindowChanged: () => void rememberWindow(session),
      });
      window = { context, page, session, transport };
      await page.goto(`${chromiumOrigin}/`);
      stayOnPage(page);
      openedFiles.windowIsReady();
    },

    async close() {
      await window?.context.close();
      closed.resolve();
    },
  };
}

/** The page cannot open windows (204 and the popup setting); whatever the browser itself opens is closed again. */
function keepOneWindow(context: BrowserContext, ours: Page): void {
  context.on('page', (page) => {
    if (page !== ours) page.close().catch(() => undefined);
  });
  ours.once('close', () => void context.close().catch(() => undefined));
}

/** Addresses that no request is made for (about:blank) cannot be refused, only left again. */
function stayOnPage(page: Page): void {
  const afterCrash = createCrashPolicy(() => performance.now());
  const back = () => void page.goto(`${chromiumOrigin}/`).catch(() => undefined);
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame() && new URL(frame.url()).origin !== chromiumOrigin) back();
  });
  page.on('crash', () => {
    if (afterCrash() === 'reload') back();
    else void page.close().catch(() => undefined);
  });
}
