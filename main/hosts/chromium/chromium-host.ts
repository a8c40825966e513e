// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { settingsLanguage } from '../../../shared/i18n/settings-language.ts';
import { chromiumOrigin } from '../../../shared/ipc/channel.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { createCrashPolicy } from '../crash-policy.ts';
import type { Host, MessageHandler, SaveAnswer, SettingsStore } from '../host.ts';
import { createClockPresence, processClocks } from '../node/clock-presence.ts';
import { findGio, trashWithGio } from '../node/gio-trash.ts';
import { findAddressOpeners, openAddress } from '../node/open-address.ts';
import { createForkChild } from '../node/fork-child.ts';
import { createDesktopNotices } from '../node/notices/desktop-notices.ts';
import { systemLocale } from '../node/system-locale.ts';
import { createOpenedFiles } from '../opened-files.ts';
import type { OpenedFiles } from '../opened-files.ts';
import { openRendererFiles } from '../renderer-files.ts';
import { createAskWindow, type AskWindow } from './ask/ask-window.ts';
import { launchBrowser } from './launch.ts';
import { openFileDialog } from './open-dialog.ts';
import { prepareProfile } from './profile.ts';
import { findZenity, folderWithZenity, saveWithZenity } from './save-dialog.ts';
import { serveRenderer } from './serve.ts';
import { openTransport } from './transport.ts';
import type { Transport } from './transport.ts';
import { bringToFront, readWindowState } from './window-state.ts';

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
  readonly confirmations: Pick<AskWindow, 'onOpened'>;
  page(): Page;
}

const pathWords = {
  'zh-CN': { path: '路径（~ 表示您的用户文件夹）', use: '使用', cancel: '取消' },
  en: { path: 'Path (~ is your home folder)', use: 'Use', cancel: 'Cancel' },
} as const;

interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly session: CDPSession;
  readonly transport: Transport;
}

export function createChromiumHost(options: ChromiumHostOptions): ChromiumHost {
  const { settings, headless } = options;
  const openedFiles = createOpenedFiles();
  const gio = findGio(process.platform, process.env);
  const openers = findAddressOpeners(process.platform, process.env);
  const zenity = headless ? null : findZenity(process.platform, process.env);
  const notices = createDesktopNotices(process.platform, process.env);
  const closed = Promise.withResolvers<void>();
  const afterCrash = createCrashPolicy(() => performance.now());
  const confirmations = createAskWindow(options);
  let window: Window | undefined;

  async function typePath({ title, suggestedPath }: { title: string; suggestedPath: string }): Promise<SaveAnswer> {
    const language = settingsLanguage(settings.get().language, systemLocale(process.env));
    const words = pathWords[language];
    const field = { label: words.path, value: visibleText(suggestedPath) };
    const answer = await confirmations.ask({
      language,
      title,
      facts: [],
      field,
      allow: words.use,
      cancel: words.cancel,
    });
    const typed = answer?.path.trim() ?? '';
    return typed === '' ? { outcome: 'cancelled' } : { outcome: 'chosen', path: typed, typed: true };
  }

  function opened(): Window {
    if (!window) throw new Error('the window is not open');
    return window;
  }

  async function rememberWindow(session: CDPSession): Promise<void> {
    const known = settings.get().window;
    const state = await readWindowState(session, known).catch(() => known);
    if (JSON.stringify(state) !== JSON.stringify(known)) settings.change({ window: state });
  }

  async function openWindow(handler: MessageHandler): Promise<void> {
    const context = await launchBrowser({
      executablePath: options.executablePath,
      profile: prepareProfile(options.dataFolder),
      headless,
      window: settings.get().window,
      asRoot: process.getuid?.() === 0,
    });
    let replaced = false;
    context.once('close', () => {
      if (!replaced) closed.resolve();
    });
    await serveRenderer(context, openRendererFiles(options.distFolder, chromiumOrigin), chromiumOrigin);
    await context.grantPermissions(['clipboard-write'], { origin: chromiumOrigin });
    const page = context.pages()[0] ?? (await context.newPage());
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
    keepOnePage(context, page);
    page.once('crash', () => {
      // Playwright can't use a crashed page.
      replaced = afterCrash() === 'reload';
      const reopened = replaced ? context.close().then(() => openWindow(handler)) : context.close();
      reopened.catch(() => closed.resolve());
    });
  }

  return {
    kind: 'chromium',
    origin: chromiumOrigin,
    systemLocale: systemLocale(process.env),
    startChild: createForkChild(options.distFolder),
    presence: createClockPresence(processClocks()),
    openedFiles,
    onFilesOpened: (listener) => openedFiles.onFilesOpened(listener),
    closed: closed.promise,
    page: () => opened().page,

    async openFiles({ filters, reading }) {
      const { session, transport } = opened();
      const worldId = transport.worldId();
      return worldId === null ? [] : openFileDialog(session, worldId, filters, reading);
    },

    async saveFile(wanted) {
      const answer = zenity === null ? null : await saveWithZenity(zenity, wanted);
      return answer === null || answer.outcome === 'unavailable' ? await typePath(wanted) : answer;
    },

    canPrint: false,
    async printPage() {
      return false;
    },

    canTrash: gio !== null,
    async trashFile(file) {
      if (gio === null) throw new AppError('not-available');
      await trashWithGio(gio, file);
    },

    canOpenAddress: openers.length > 0,
    openAddress: async (address, browser) => openAddress(browser === null ? openers : [browser], address),

    async pagePdf() {
      // A4 in inches.
      const paper = { paperWidth: 8.27, paperHeight: 11.69, preferCSSPageSize: true, printBackground: true };
      const { data } = await opened().session.send('Page.printToPDF', { ...paper, transferMode: 'ReturnAsBase64' });
      return new Uint8Array(Buffer.from(data, 'base64'));
    },

    async openFolder(wanted) {
      const answer = zenity === null ? null : await folderWithZenity(zenity, wanted);
      return answer === null || answer.outcome === 'unavailable' ? await typePath(wanted) : answer;
    },

    confirmations,
    confirm: async (question) => (await confirmations.ask({ ...question, field: null })) !== null,

    emit(event, payload) {
      window?.transport.emit(event, payload);
    },

    notify: (notice, onAction) => notices.notify(notice, onAction),

    showCount: () => undefined,

    show() {
      if (window) void bringToFront(window.session);
    },

    async open(handler: MessageHandler) {
      await openWindow(handler);
      openedFiles.windowIsReady();
    },

    async close() {
      notices.close();
      await confirmations.close();
      await window?.context.close();
      closed.resolve();
    },
  };
}

function keepOnePage(context: BrowserContext, ours: Page): void {
  context.on('page', (page) => {
    if (page !== ours) page.close().catch(() => undefined);
  });
  ours.once('close', () => void context.close().catch(() => undefined));
  // Navigating to about:blank sends no request that could be refused.
  ours.on('framenavigated', (frame) => {
    if (frame !== ours.mainFrame() || new URL(frame.url()).origin === chromiumOrigin) return;
    ours.goto(`${chromiumOrigin}/`).catch(() => undefined);
  });
}
