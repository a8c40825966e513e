// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { electronVersion } from './declarations.ts';
import { preventable, StrictEmitter, type MisuseLog } from './misuse.ts';

/** What `app` needs from the windows to quit. */
export interface OpenWindows {
  /** Returns false if a window refused to close. */
  closeAll(): boolean;
  destroyAll(): void;
}

const paths = [
  'home',
  'appData',
  'userData',
  'sessionData',
  'temp',
  'exe',
  'module',
  'desktop',
  'documents',
  'downloads',
  'music',
  'pictures',
  'videos',
  'recent',
  'logs',
  'crashDumps',
];

/** Electron's order: ready, then before-quit, closing the windows, will-quit and quit (docs/api/app.md). */
export class App extends StrictEmitter {
  readonly isPackaged = false;
  name = 'CertSteward';
  readonly #paths = new Map<string, string>();
  readonly #windows: OpenWindows;
  readonly #exited = Promise.withResolvers<number>();
  readonly #locale: string;
  #ready = false;
  #state: 'running' | 'quitting' | 'gone' = 'running';
  /** Events emitted while closing and quitting. */
  readonly order: string[] = [];

  constructor(log: MisuseLog, windows: OpenWindows, locale: string) {
    super(log, 'App');
    this.#windows = windows;
    this.#locale = locale;
  }

  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void => {
      this.log.require(/^[a-z][a-z0-9-]*$/.test(name), `appendSwitch takes a name without dashes: ${name}`);
      this.log.require(value === undefined || typeof value === 'string', `appendSwitch ${name}: no string`);
      this.log.require(!this.#ready, `appendSwitch ${name} after ready`);
    },
    hasSwitch: (): boolean => false,
  };

  /** Electron becomes ready only after evaluating the main module. */
  becomeReady(): void {
    this.#ready = true;
    this.emit('ready', preventable());
  }

  needReady(what: string): void {
    this.log.require(this.#ready, `${what} before ready`);
  }

  needNotReady(what: string): void {
    this.log.require(!this.#ready, `${what} after ready`);
  }

  get isQuitting(): boolean {
    return this.#state !== 'running';
  }

  /** Resolves with the exit code once the process would have ended. */
  get exited(): Promise<number> {
    return this.#exited.promise;
  }

  isReady(): boolean {
    return this.#ready;
  }

  async whenReady(): Promise<void> {
    if (!this.#ready) await new Promise<void>((resolve) => void this.once('ready', () => resolve()));
  }

  setPath(name: string, folder: string): void {
    this.log.require(paths.includes(name), `setPath: no ${name}`);
    this.log.require(path.isAbsolute(folder), `setPath ${name}: not absolute`);
    this.#paths.set(name, folder);
  }

  getPath(name: string): string {
    return this.#paths.get(name) ?? this.log.fail(`getPath ${name} is not in the stand-in`);
  }

  getName(): string {
    return this.name;
  }

  getVersion(): string {
    return electronVersion;
  }

  getLocale(): string {
    this.needReady('app.getLocale');
    return this.#locale;
  }

  async resolveProxy(url: string): Promise<string> {
    this.needReady('app.resolveProxy');
    this.log.require(/^https?:/.test(url), `resolveProxy: no address: ${url}`);
    return 'DIRECT';
  }

  getPreferredSystemLanguages(): string[] {
    this.needReady('app.getPreferredSystemLanguages');
    return [this.#locale];
  }

  enableSandbox(): void {
    this.needNotReady('app.enableSandbox');
    // `enableSandbox` removes `--no-sandbox`, without which Chromium doesn't start as root.
    this.log.require(process.getuid?.() !== 0, 'app.enableSandbox as root');
  }

  setAppUserModelId(id: string): void {
    this.log.require(typeof id === 'string' && id !== '', 'setAppUserModelId: no id');
  }

  setDesktopName(name: string): void {
    this.log.require(name.endsWith('.desktop'), 'setDesktopName: no .desktop file');
  }

  setLoginItemSettings(settings: object): void {
    this.log.options(settings, 'Settings');
  }

  setBadgeCount(count: number): boolean {
    this.needReady('app.setBadgeCount');
    this.log.require(Number.isInteger(count), 'setBadgeCount: no whole number');
    return true;
  }

  requestSingleInstanceLock(data?: object): boolean {
    this.log.clone(data, 'requestSingleInstanceLock');
    const folder = this.getPath('userData');
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    return true;
  }

  /** Simulates a second start of the app. */
  secondInstance(data: object): void {
    this.emit('second-instance', preventable(), [], '/', structuredClone(data));
  }

  quit(): void {
    if (this.#state !== 'running') return;
    this.#state = 'quitting';
    if (this.#tell('before-quit').defaultPrevented || !this.#windows.closeAll()) {
      this.#state = 'running';
      return;
    }
    // Electron doesn't emit window-all-closed while quitting.
    if (this.#tell('will-quit').defaultPrevented) {
      this.#state = 'running';
      return;
    }
    this.#end(0);
  }

  /** Neither asks windows nor emits before-quit or will-quit. */
  exit(code = 0): void {
    if (this.#state === 'gone') return;
    this.#state = 'quitting';
    this.#windows.destroyAll();
    this.#end(code);
  }

  windowAllClosed(): void {
    if (this.#state !== 'running') return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.#tell('window-all-closed');
  }

  #tell(event: string) {
    const preventableEvent = preventable();
    this.order.push(event);
    this.emit(event, preventableEvent);
    return preventableEvent;
  }

  #end(code: number): void {
    this.order.push('quit');
    this.emit('quit', preventable(), code);
    this.#state = 'gone';
    this.#exited.resolve(code);
  }
}
