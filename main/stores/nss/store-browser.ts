// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { BrowserProgram } from '../store-port.ts';
import { chromiumBrowsers, defaultFirst, firefoxPrograms, type Surroundings } from './browsers-on-path.ts';
import { chromiumDatabases } from './chromium-databases.ts';
import { firefoxProfiles } from './firefox-profiles.ts';

export async function browserOfStore(storeId: string, around: Surroundings): Promise<BrowserProgram | null> {
  if (storeId.startsWith('firefox:')) {
    const profile = firefoxProfiles(around).find(({ id }) => id === storeId);
    const found = firefoxPrograms(around).find(({ name }) => profile?.browsers.includes(name));
    if (profile === undefined || found === undefined) return null;
    const before = profile.isDefault ? [] : ['--profile', path.resolve(profile.folder)];
    return { ...found, before };
  }
  const location = (await chromiumDatabases(around)).find(({ id }) => id === storeId);
  const found = defaultFirst(chromiumBrowsers(around), around).find(({ name }) => location?.browsers.includes(name));
  return found === undefined ? null : { name: found.name, program: found.program, before: [] };
}
