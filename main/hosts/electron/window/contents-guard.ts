// SPDX-License-Identifier: Apache-2.0
import type { WebContents } from 'electron';
import { electronOrigin } from '../../../../shared/ipc/channel.ts';
import { isAppPage } from '../../navigation.ts';

interface Preventable {
  readonly url: string;
  preventDefault(): void;
}

export function guardContents(contents: WebContents): void {
  // Electron security checklist, item 13: navigation of the page or a frame, and redirects.
  contents.on('will-navigate', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  // Electron security checklist, items 14 and 15: no second window. The main process opens addresses.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Electron security checklist, items 11 and 12: no <webview>.
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // Chromium's CSP doesn't cover WebRTC.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

export function refuseForeign(details: Preventable): void {
  if (!isAppPage(details.url, electronOrigin)) details.preventDefault();
}
