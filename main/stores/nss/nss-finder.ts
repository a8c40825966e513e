import { homedir } from 'node:os';
import path from 'node:path';
import type { StartChild } from '../../processes/process-port.ts';
import type { CertificateStore, StoreFinder } from '../store-port.ts';
import type { Surroundings } from './browsers-on-path.ts';
import { chromiumDatabases } from './chromium-databases.ts';
import { firefoxProfiles } from './firefox-profiles.ts';
import { createNssClient } from './nss-client.ts';
import { softoknLibraries } from './nss-libraries.ts';
import { createNssLooks } from './nss-looks.ts';
import { createNssStore, type NssLocation } from './nss-store.ts';

/** The stores of Chromium's family and of Firefox on Linux. `around` is read anew at each call: tests bring a home. */
export function createNssFinder(
  startChild: StartChild,
  around: () => Surroundings = () => ({ home: homedir(), env: process.env }),
): StoreFinder {
  const client = createNssClient(startChild);
  const looks = createNssLooks(client);
  const storeOf = (location: NssLocation): CertificateStore =>
    createNssStore(location, { client, looks, libraries: softoknLibraries(location.kind) });
  return {
    async find() {
      return [...(await chromiumDatabases(around())), ...firefoxProfiles(around())].map(storeOf);
    },
    async resolve(id) {
      const location = await locate(id, around());
      return location && storeOf(location);
    },
  };
}

/** By the id itself, by a profile's name in profiles.ini, or by a folder. */
async function locate(id: string, around: Surroundings): Promise<NssLocation | null> {
  const [, kind, rest = ''] = /^(chromium|firefox):(.+)$/.exec(id) ?? [];
  if (kind === 'chromium') {
    const known = (await chromiumDatabases(around)).find(({ folder }) => folder === path.resolve(rest));
    return known ?? folderLocation('chromium', rest);
  }
  if (kind !== 'firefox') return null;
  const profiles = firefoxProfiles(around);
  const named = profiles.filter(({ profileName }) => profileName === rest);
  return (
    profiles.find((each) => each.id === id || each.folder === path.resolve(rest)) ??
    (named.length === 1 ? named[0] : undefined) ??
    folderLocation('firefox', rest)
  );
}

/** A database that somebody names by its absolute path: a browser started with a folder of its own. */
function folderLocation(kind: NssLocation['kind'], folder: string): NssLocation | null {
  if (!path.isAbsolute(folder)) return null;
  return {
    id: `${kind}:${folder}`,
    kind,
    name: `${kind === 'firefox' ? 'Firefox' : 'Chromium'} (${folder})`,
    folder,
    browsers: [],
    isDefault: false,
    isRunning: () => false,
  };
}
