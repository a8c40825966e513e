// SPDX-License-Identifier: Apache-2.0
import type { AskedCall, ReachOf } from '../../grants/reach.ts';
import type { SettingsStore } from '../../hosts/host.ts';
import type { Services } from '../../services.ts';
import type { PageHandles } from '../page-handles.ts';
import type { Places } from '../places.ts';
import { backupReaches } from './backup-reaches.ts';
import type { Described, Reaches } from './reach-parts.ts';
import { serverReaches } from './server-reaches.ts';
import { storeReaches } from './store-reaches.ts';
import { tokenReaches } from './token-reaches.ts';
import { vaultReaches } from './vault-reaches.ts';

export function createReachOf(
  services: Services,
  settings: SettingsStore,
  held: PageHandles,
  places: Pick<Places, 'pathOf'>,
  hasDefaultFolder = false,
): ReachOf {
  const reaches: Reaches<AskedCall> = {
    ...vaultReaches(services, settings, hasDefaultFolder),
    ...tokenReaches(services),
    ...storeReaches(services),
    ...serverReaches(services),
    ...backupReaches(services, held, places),
  };
  const byName: Readonly<Record<AskedCall, unknown>> = reaches;
  return async (call, input) => {
    const describe = byName[call] as (input: unknown) => Promise<Described>;
    const described = await describe(input);
    return described && { call, ...described };
  };
}
