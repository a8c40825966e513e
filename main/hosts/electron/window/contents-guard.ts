// SPDX-License-Identifier: Apache-2.0
import type { WebContents } from 'electron';
import { electronOrigin } from '../../../../shared/ipc/channel.ts';
import { isAppPage } from '../../navigation.ts';

interface Preventable {
  readonly url: string;
  preventDefault(): void;
}

export function guardContents(contents: WebContents): void {
  // Electron checklist 13: page, frame and redirect.
  contents.on('will-navigate', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  // Electron checklist 14, 15: no second window. The main process opens addresses.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Electron checklist 11, 12: no <webview>.
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // Chromium's CSP doesn't cover WebRTC.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

export function refuseForeign(details: Preventable): void {
  if (!isAppPage(details.url, electronOrigin)) details.preventDefault();
}
