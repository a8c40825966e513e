import type { Session } from 'electron';
import { isAllowedRequest } from './request-filter.ts';

/** Everything a page could ask of its session is answered no. */
export async function guardSession(session: Session, developerTools: boolean): Promise<void> {
  // Electron checklist 5: the app needs no permission, so each is refused, asked or checked.
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  // Electron checklist 1: only our own scheme; a name that cannot resolve is the proxy for whatever gets past this.
  session.webRequest.onBeforeRequest((details, callback) =>
    callback({ cancel: !isAllowedRequest(details, developerTools) }),
  );
  await session.setProxy({ mode: 'fixed_servers', proxyRules: 'http://proxy.invalid:9' });
  // Electron checklist 13: a download is a navigation that ends on the disk.
  session.on('will-download', (event) => event.preventDefault());
  // Dictionaries are fetched from a server.
  session.setSpellCheckerEnabled(false);
}
