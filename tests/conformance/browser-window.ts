// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from './app.ts';
import { preventable, StrictEmitter, type MisuseLog } from './misuse.ts';
import { openPage } from './page.ts';
import type { PageHost } from './page.ts';
import { WebContents, type ShownPage } from './web-contents.ts';

interface WindowOptions {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
  readonly show?: boolean;
  readonly webPreferences: { readonly preload: string };
}

/** The app's windows, for quitting and for tests. */
export class Windows {
  readonly all: BrowserWindow[] = [];
  readonly closing: Promise<void>[] = [];

  get open(): readonly BrowserWindow[] {
    return this.all.filter((each) => !each.isDestroyed());
  }

  closeAll(): boolean {
    return this.open.every((each) => each.closeByUser());
  }

  /** Resolves once the browsers of closed windows have exited. */
  async pagesClosed(): Promise<void> {
    await Promise.all(this.closing);
  }

  destroyAll(): void {
    for (const each of this.open) each.destroy();
  }
}

export interface WindowParts {
  readonly log: MisuseLog;
  readonly app: App;
  readonly windows: Windows;
  readonly page: Omit<PageHost, 'contents' | 'preload' | 'size'>;
}

export class BrowserWindow extends StrictEmitter {
  readonly #parts: WindowParts;
  readonly #options: WindowOptions;
  readonly contents: WebContents;
  /** Strict proxy of `contents`, passed to the app. */
  readonly webContents: WebContents;
  #page: ShownPage | null = null;
  #destroyed = false;
  #visible: boolean;
  #protected = false;

  constructor(parts: WindowParts, options: WindowOptions) {
    super(parts.log, 'BrowserWindow');
    const { app } = parts;
    const log: MisuseLog = parts.log;
    app.needReady('new BrowserWindow');
    log.options(options, 'BrowserWindowConstructorOptions');
    log.options(options.webPreferences, 'WebPreferences');
    const { preload } = options.webPreferences;
    log.require(path.isAbsolute(preload) && existsSync(preload), `preload is no file: ${preload}`);
    this.#parts = parts;
    this.#options = options;
    this.#visible = options.show ?? true;
    this.contents = new WebContents(log, () => this.#page);
    this.webContents = log.strict(this.contents, 'WebContents');
    parts.windows.all.push(this);
    app.emit('web-contents-created', preventable(), this.webContents);
  }

  get isProtected(): boolean {
    return this.#protected;
  }

  async loadURL(url: string): Promise<void> {
    const preload = readFileSync(this.#options.webPreferences.preload, 'utf8');
    const { width, height } = this.#options;
    const page = await openPage(
      { ...this.#parts.page, contents: this.contents, preload, size: { width, height } },
      url,
    );
    this.#page = page;
    page.onClosed(() => {
      if (!this.#destroyed) this.closeByUser();
    });
    this.emit('ready-to-show');
  }

  get shownPage(): ShownPage | null {
    return this.#page;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return false;
  }

  restore(): void {}

  show(): void {
    this.#visible = true;
  }

  hide(): void {
    this.#visible = false;
  }

  focus(): void {}

  maximize(): void {
    this.#visible = true;
  }

  setContentProtection(on: boolean): void {
    this.log.require(typeof on === 'boolean', 'setContentProtection: no boolean');
    this.#protected = on;
  }

  getNormalBounds() {
    const { x = 10, y = 10, width, height } = this.#options;
    return { x, y, width, height };
  }

  close(): void {
    this.closeByUser();
  }

  /** Returns false if the app prevented `close`. */
  closeByUser(): boolean {
    const event = preventable();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.emit('closed');
    const { windows, app } = this.#parts;
    if (this.#page) windows.closing.push(this.#page.close());
    if (windows.open.length === 0) setImmediate(() => app.windowAllClosed());
  }
}
