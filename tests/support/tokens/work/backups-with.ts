// SPDX-License-Identifier: Apache-2.0
import { onTestFinished } from 'vitest';
import { createBackupService, type BackupService } from '../../../../main/backup/backup-service.ts';
import type { BackupPlace } from '../../../../main/backup/backup-place.ts';
import type { TokenDataObjects, TokenDataStore } from '../../../../main/backup/destinations/token-data-store.ts';
import { createParseClient } from '../../../../main/parser/parse-client.ts';
import { destinationsWith } from '../../contract/destinations.ts';
import { startNodeChild } from '../../cli/start-node-child.ts';
import { temporaryFolder } from '../../vault/vault-fixture.ts';
import { quietRun, tokensWith, type TokensAtHand, type TokensWithOptions } from './tokens-with.ts';
import type { TokenTarget } from '../modules/token-target.ts';

export interface BackupsAtHand extends TokensAtHand {
  readonly backups: BackupService;
  readonly scratch: string;
  /** The target's token as a backup place, by default with its PIN. */
  place(pin?: string): Promise<BackupPlace & { readonly kind: 'token' }>;
  /** Names of our data objects, including unfinished ones. */
  names(): Promise<readonly string[]>;
}

export interface BackupsWithOptions extends TokensWithOptions {
  readonly managed?: boolean;
  /** Wraps the data objects that backups see. */
  readonly between?: (data: TokenDataObjects) => TokenDataObjects;
}

/** The token and backup services over a vault that doesn't exist yet. They end with the test. */
export async function backupsWith(
  target: Pick<TokenTarget, 'modulePath' | 'environment' | 'libraryParameters' | 'label' | 'pin'>,
  { managed = true, between = (data) => data, ...options }: BackupsWithOptions = {},
): Promise<BackupsAtHand> {
  const at = await tokensWith([target], options);
  const parse = createParseClient(startNodeChild);
  onTestFinished(() => parse.close());
  const scratch = temporaryFolder();
  const { vault, tokens } = at;
  const store: TokenDataStore = { openData: async (entry) => between(await tokens.openData(entry)) };
  const now = (): Date => new Date();
  const destinations = destinationsWith();
  const withPartners = async (sha256s: readonly string[]) => await Promise.resolve([...sha256s]);
  const own = { tokens: store, scratch, destinations, withPartners };
  const backups = createBackupService({ vault, parse, now, version: 'test', ...own });
  const { id: tokenId, serial } = await at.token(target.label);
  await tokens.manage({ tokenId, on: managed }, quietRun);
  const entry = { tokenId, pin: target.pin, confirmedLastTry: false };
  return {
    ...at,
    backups,
    scratch,
    place: async (pin = target.pin) => ({ kind: 'token', ...entry, serial, pin }),
    names: async () => {
      const data = await tokens.openData({ ...entry, changes: false });
      const names = await data.names();
      await data.close();
      return names;
    },
  };
}
