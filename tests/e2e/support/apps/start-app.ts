// SPDX-License-Identifier: Apache-2.0
import type { AppUnderTest, HostKind } from './app-under-test.ts';
import { root, startInChromium } from './chromium-app.ts';
import { startInConformance } from './conformance-app.ts';
import { startInElectron } from './electron-app.ts';
import { openList } from './open-list.ts';
import { electronBinary } from '../../../../scripts/launcher/electron-binary.mjs';

/** `dist`: a different build; ignored by Electron. */
type Start = (dataFolder: string, files?: readonly string[], dist?: string) => Promise<AppUnderTest>;

/** Returns a function that starts the app and opens the certificate list. */
export function opener(hostKind: HostKind): Start {
  const start = starterOf(hostKind);
  return async (dataFolder, files, dist) => {
    const app = await start(dataFolder, files, dist);
    await openList(app.page);
    return app;
  };
}

function starterOf(hostKind: HostKind): Start {
  if (hostKind === 'chromium') return startInChromium;
  if (hostKind === 'conformance') return startInConformance;
  const { path } = electronBinary(root);
  if (path === null) throw new Error('there is no Electron binary on this machine');
  return (dataFolder, files) => startInElectron(path, root, dataFolder, files);
}
