// SPDX-License-Identifier: Apache-2.0
import { preventable, StrictEmitter, type MisuseLog } from './misuse.ts';

export interface RequestDetails {
  readonly id: number;
  readonly url: string;
  readonly resourceType: string;
}

type Listener<T extends readonly unknown[]> = (...given: T) => void;
type PermissionRequest = Listener<
  [contents: unknown, permission: string, answer: (allowed: boolean) => void, details: object]
>;
type BeforeRequest = Listener<[details: RequestDetails, answer: (answer: { cancel?: boolean }) => void]>;
type PermissionCheck = (contents: unknown, permission: string, origin: string, details: object) => boolean;

/** The default session: passes the page's requests to the handlers the app has set. */
export class Session extends StrictEmitter {
  #permissionRequest: PermissionRequest | null = null;
  #permissionCheck: PermissionCheck | null = null;
  #beforeRequest: BeforeRequest | null = null;
  readonly #schemes = new Map<string, (request: Request) => Promise<Response> | Response>();

  constructor(log: MisuseLog) {
    super(log, 'Session');
  }

  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>): void => {
      this.log.require(!this.#schemes.has(scheme), `a second handler for the scheme ${scheme}`);
      this.#schemes.set(scheme, handler);
    },
  };

  readonly webRequest = {
    onBeforeRequest: (...given: unknown[]): void => {
      this.#beforeRequest = given.at(-1) as BeforeRequest;
    },
  };

  setPermissionRequestHandler(handler: PermissionRequest | null): void {
    this.#permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheck | null): void {
    this.#permissionCheck = handler;
  }

  setDevicePermissionHandler(): void {}

  setDisplayMediaRequestHandler(): void {}

  setBluetoothPairingHandler(): void {}

  async setProxy(config: object): Promise<void> {
    this.log.options(config, 'ProxyConfig');
  }

  setSpellCheckerEnabled(on: boolean): void {
    this.log.require(typeof on === 'boolean', 'setSpellCheckerEnabled: no boolean');
  }

  /** Asks the check handler, then the request handler. Like Electron, a missing handler allows. */
  async allows(contents: unknown, permission: string, origin: string): Promise<boolean> {
    const details = { requestingUrl: `${origin}/`, isMainFrame: true };
    const checked = this.#permissionCheck?.(contents, permission, `${origin}/`, details) ?? true;
    const request = this.#permissionRequest;
    if (!checked || request === null) return checked;
    return await new Promise((resolve) => request(contents, permission, resolve, details));
  }

  async isCancelled(details: RequestDetails): Promise<boolean> {
    const listener = this.#beforeRequest;
    if (listener === null) return false;
    const { cancel } = await new Promise<{ cancel?: boolean }>((resolve) => listener(details, resolve));
    return cancel === true;
  }

  /** Returns null if the scheme has no handler. */
  async load(url: string, method: string): Promise<Response | null> {
    const handler = this.#schemes.get(new URL(url).protocol.slice(0, -1));
    return handler === undefined ? null : await handler(new Request(url, { method }));
  }

  /** Returns true if the app prevented the download. */
  download(url: string): boolean {
    const event = preventable();
    this.emit('will-download', event, { getURL: () => url });
    return event.defaultPrevented;
  }
}
