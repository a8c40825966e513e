// SPDX-License-Identifier: Apache-2.0
import { protocol } from 'electron';
import type { Session } from 'electron';
import { electronScheme } from '../../../../shared/ipc/channel.ts';
import type { RendererFiles } from '../../renderer-files.ts';
import { answerScheme } from './scheme-answer.ts';

/** Call before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: electronScheme,
      // Electron security checklist, item 18: secure, without fetch, service worker or CSP bypass. Module scripts need
      // corsEnabled.
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

/** Electron security checklist, items 1 and 18: serves only build output. */
export function serveScheme(session: Session, files: RendererFiles): void {
  session.protocol.handle(electronScheme, (request) => answerScheme(request, files));
}
