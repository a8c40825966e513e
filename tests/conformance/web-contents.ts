// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import type { MisuseLog } from './misuse.ts';
import { preventable, StrictEmitter } from './misuse.ts';

export interface ShownPage {
  readonly page: Page;
  receive(channel: string, given: readonly unknown[]): void;
  pdf(): Promise<Uint8Array>;
  onClosed(listener: () => void): void;
  close(): Promise<void>;
}

let lastId = 0;

export class WebContents extends StrictEmitter {
  readonly id: number;
  /** Printer output as PDF. */
  readonly printed: Uint8Array[] = [];
  readonly #page: () => ShownPage | null;
  #openHandler: ((details: { url: string }) => { action: string }) | null = null;

  constructor(log: MisuseLog, page: () => ShownPage | null) {
    super(log, 'WebContents');
    lastId += 1;
    this.id = lastId;
    this.#page = page;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#openHandler = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    const known = [
      'default',
      'default_public_interface_only',
      'default_public_and_private_interfaces',
      'disable_non_proxied_udp',
    ];
    this.log.require(known.includes(policy), `setWebRTCIPHandlingPolicy: ${policy}`);
  }

  send(channel: string, ...given: unknown[]): void {
    this.#page()?.receive(channel, this.log.clone(given, `main to page, ${channel}`));
  }

  reload(): void {
    void this.#page()?.page.reload();
  }

  print(options: object, answer: (success: boolean, reason: string) => void): void {
    this.log.options(options, 'WebContentsPrintOptions');
    void this.#pdf().then((paper) => {
      this.printed.push(paper);
      answer(true, '');
    });
  }

  async printToPDF(options: object): Promise<Uint8Array> {
    this.log.options(options, 'PrintToPDFOptions');
    return await this.#pdf();
  }

  async #pdf(): Promise<Uint8Array> {
    return (await this.#page()?.pdf()) ?? this.log.fail('printing without a page');
  }

  mayNavigate(url: string, topFrame: boolean): boolean {
    const details = () => preventable({ url, isMainFrame: topFrame });
    const events = topFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'];
    return events.every((name) => {
      const event = details();
      this.emit(name, event);
      return !event.defaultPrevented;
    });
  }

  mayOpen(url: string): boolean {
    return this.#openHandler === null || this.#openHandler({ url }).action === 'allow';
  }
}
