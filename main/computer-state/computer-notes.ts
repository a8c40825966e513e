// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ComputerNote } from '../../shared/schemas/computer-note.ts';
import type { ComputerState } from './state-port.ts';

/** Ignored: consents stored next to a vault may have been copied with it. */
const ignoredName = 'tokens.sqlite';

export function computerNotes(state: ComputerState, vaultFolder: string): ComputerNote[] {
  const ignored = join(vaultFolder, ignoredName);
  return [
    ...(existsSync(ignored) ? [{ code: 'tokens-file-ignored' as const, path: ignored }] : []),
    ...state.damagedFiles().map((name) => ({ code: 'state-damaged' as const, path: join(state.folder, name) })),
  ];
}
