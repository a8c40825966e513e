import { onTestFinished } from 'vitest';
import { createBackupService, type BackupService } from '../../../main/backup/backup-service.ts';
import type { BackupPlace } from '../../../main/backup/backup-place.ts';
import { createParseClient } from '../../../main/processes/parse-client.ts';
import { startNodeChild } from '../start-node-child.ts';
import { temporaryFolder } from '../vault-fixture.ts';
import { quietRun, tokensWith, type TokensAtHand, type TokensWithOptions } from './tokens-with.ts';
import type { TokenTarget } from './token-target.ts';

export interface BackupsAtHand extends TokensAtHand {
  readonly backups: BackupService;
  /** Where what is on its way to a token lies. */
  readonly scratch: string;
  /** The target's token as a place, with its PIN or another one. */
  place(pin?: string): Promise<BackupPlace>;
}

/** The services of tokens and of backups over a vault that is not there yet; they end with the test. */
export async function backupsWith(
  target: Pick<TokenTarget, 'modulePath' | 'environment' | 'libraryParameters' | 'label' | 'pin'>,
  { managed = true, ...options }: TokensWithOptions & { readonly managed?: boolean } = {},
): Promise<BackupsAtHand> {
  const at = await tokensWith([target], options);
  const parse = createParseClient(startNodeChild);
  onTestFinished(() => parse.close());
  const scratch = temporaryFolder();
  const { vault, tokens } = at;
  const backups = createBackupService({ vault, parse, now: () => new Date(), version: 'test', tokens, scratch });
  const { id: tokenId, serial } = await at.token(target.label);
  await tokens.manage({ tokenId, on: managed }, quietRun);
  return {
    ...at,
    backups,
    scratch,
    place: async (pin = target.pin) => ({ kind: 'token', tokenId, serial, pin, confirmedLastTry: false }),
  };
}
