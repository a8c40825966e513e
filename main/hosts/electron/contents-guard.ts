// SPDX-License-Identifier: Apache-2.0
import type { WebContents } from 'electron';
import { electronOrigin } from '../../../shared/ipc/channel.ts';
import { isAppPage } from '../navigation.ts';

interface Preventable {
  readonly url: string;
  preventDefault(): void;
}

/** For every web contents of the app, ours or not: it shows the one page or nothing. */
export function guardContents(contents: WebContents): void {
  // Electron checklist 13: page, frame and redirect alike.
  contents.on('will-navigate', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  // Electron checklist 14: no second window; addresses are opened by main itself, never on a page's word (15).
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Electron checklist 11, 12: there is no <webview> in the app.
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // No packet leaves for a peer-to-peer connection; the policy has no directive for WebRTC.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

export function refuseForeign(details: Preventable): void {
  if (!isAppPage(details.url, electronOrigin)) details.preventDefault();
}
