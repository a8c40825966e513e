// SPDX-License-Identifier: Apache-2.0
import { protocol } from 'electron';
import type { Session } from 'electron';
import { electronScheme } from '../../../shared/ipc/channel.ts';
import type { RendererFiles } from '../renderer-files.ts';
import { answerScheme } from './scheme-answer.ts';

/** Has to run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: electronScheme,
      // Electron checklist 18: an origin of our own, secure like https; no fetch, no service worker, no CSP bypass.
      // Module scripts are requested in CORS mode, hence corsEnabled; there is no other origin to share with.
      privileges: {
        standard: true,
        secure: true,
        codeCache: true,
        bypassCSP: false,
        supportFetchAPI: false,
        corsEnabled: true,
        allowServiceWorkers: false,
        stream: false,
      },
    },
  ]);
}

// Electron checklist 1, 18: nothing is loaded but the files of the build.
export function serveScheme(session: Session, files: RendererFiles): void {
  session.protocol.handle(electronScheme, (request) => answerScheme(request, files));
}
