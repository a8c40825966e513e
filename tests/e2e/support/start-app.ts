import type { AppUnderTest, HostKind } from './app-under-test.ts';
import { root, startInChromium } from './chromium-app.ts';
import { startInConformance } from './conformance-app.ts';
import { startInElectron } from './electron-app.ts';
import { electronBinary } from '../../../scripts/launcher/electron-binary.mjs';

type Start = (dataFolder: string, files?: readonly string[]) => Promise<AppUnderTest>;

/** What starts the app in this host. Null: Electron's binary is not on this machine. */
export function opener(hostKind: HostKind): Start | null {
  if (hostKind === 'chromium') return startInChromium;
  if (hostKind === 'conformance') return startInConformance;
  const executable = electronBinary(root).path;
  return executable === null ? null : (dataFolder, files) => startInElectron(executable, root, dataFolder, files);
}
