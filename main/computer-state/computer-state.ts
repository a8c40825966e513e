// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { acceptedVaults, moduleConsents, standingGrants, watchedFolders } from './consents.ts';
import { damagedNames } from './damaged-state.ts';
import { createStateFile } from './state-file.ts';
import type { ComputerState } from './state-port.ts';
import { tokenMemory } from './token-memory.ts';

export const stateFileName = 'state.sqlite';

export interface StateOptions {
  readonly folder: string;
  readonly now: () => Date;
}

export function createComputerState({ folder, now }: StateOptions): ComputerState {
  const path = join(folder, stateFileName);
  const file = createStateFile(path, now);
  return {
    folder,
    tokens: tokenMemory(file),
    modules: moduleConsents(file),
    standingGrants: standingGrants(file),
    acceptedVaults: acceptedVaults(file),
    watchedFolders: watchedFolders(file),
    damagedFiles: () => damagedNames(path),
    close: () => file.close(),
  };
}
