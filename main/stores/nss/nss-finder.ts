// SPDX-License-Identifier: Apache-2.0
import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { StartChild } from '../../children/process-port.ts';
import type { CertificateStore, StoreFinder } from '../store-port.ts';
import type { Surroundings } from './browsers-on-path.ts';
import { keyFile } from './child/file-names.ts';
import { chromiumDatabases, wouldHideAnother } from './chromium-databases.ts';
import { firefoxProfiles } from './firefox-profiles.ts';
import { createNssClient } from './nss-client.ts';
import { softoknLibraries } from './nss-libraries.ts';
import { createNssLooks } from './nss-looks.ts';
import { createNssStore, type NssLocation } from './nss-store.ts';
import { browserOfStore } from './store-browser.ts';

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
      return oncePerDatabase([...(await chromiumDatabases(around())), ...firefoxProfiles(around())]).map(storeOf);
    },
    browserOf: async (id) => browserOfStore(id, around()),
    async resolve(id) {
      const location = await locate(id, around());
      return location && storeOf(location);
    },
  };
}

/** A linked database would look like a second copy. */
function oncePerDatabase<T extends NssLocation>(locations: readonly T[]): T[] {
  const seen = new Set<string>();
  return locations.filter(({ folder }) => {
    const identity = databaseIdentity(folder);
    return !seen.has(identity) && seen.add(identity);
  });
}

async function locate(id: string, around: Surroundings): Promise<NssLocation | null> {
  const [, kind, rest = ''] = /^(chromium|firefox):(.+)$/.exec(id) ?? [];
  if (kind !== 'chromium' && kind !== 'firefox') return null;
  const profiles = firefoxProfiles(around);
  const known = oncePerDatabase([...(await chromiumDatabases(around)), ...profiles]);
  const named = kind === 'firefox' ? profiles.filter(({ profileName }) => profileName === rest) : [];
  const meant =
    [...known, ...profiles].find((each) => each.id === id) ?? (named.length === 1 ? named[0] : undefined) ?? null;
  const folder = meant?.folder ?? path.resolve(rest);
  const same = known.find((each) => databaseIdentity(each.folder) === databaseIdentity(folder));
  if (same !== undefined || meant !== null) return same ?? meant;
  return wouldHideAnother(folder, around) ? null : folderLocation(kind, rest);
}

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

function databaseIdentity(folder: string): string {
  const keys = statSync(path.join(folder, keyFile), { bigint: true, throwIfNoEntry: false });
  if (keys !== undefined) return `${keys.dev}:${keys.ino}`;
  try {
    return realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}
