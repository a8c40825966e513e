// SPDX-License-Identifier: Apache-2.0
import type { Session } from 'electron';
import { electronOrigin } from '../../../../shared/ipc/channel.ts';
import { isAppPage } from '../../navigation.ts';
import { isAllowedRequest } from './request-filter.ts';

const copying = 'clipboard-sanitized-write';

export async function guardSession(session: Session, developerTools: boolean): Promise<void> {
  // Electron security checklist, item 5.
  const allows = (permission: string, url: string, { isMainFrame }: { isMainFrame: boolean }): boolean =>
    permission === copying && isMainFrame && isAppPage(url, electronOrigin);
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(allows(permission, details.requestingUrl, details)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, details) => allows(permission, origin, details));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  // Electron security checklist, item 1. The proxy below stops requests that bypass the filter.
  session.webRequest.onBeforeRequest((details, callback) =>
    callback({ cancel: !isAllowedRequest(details, developerTools) }),
  );
  await session.setProxy({ mode: 'fixed_servers', proxyRules: 'http://proxy.invalid:9' });
  // Electron security checklist, item 13: a download is a navigation.
  session.on('will-download', (event) => event.preventDefault());
  // Chromium downloads dictionaries from a server.
  session.setSpellCheckerEnabled(false);
}
