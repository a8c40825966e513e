// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault-status.ts';
import type { VaultSecret } from '../../vault/protectors/open-protector.ts';
import type { Vault } from '../../vault/vault.ts';
import type { CommandRun } from '../command.ts';
import { words } from '../output/messages.ts';
import { namingToken } from '../tokens/pin-refusals.ts';
import { tokenOfOption, tokenRun } from '../tokens/token-options.ts';
import { lastTryFlag, readPins } from '../tokens/token-pins.ts';

/**
 * Unlocks with the secret that was given on the command line. Returns the protector used, or null when none was
 * given. Errors: `wrong-secret`, of a token those of `TokensService.unlockVault`.
 */
export async function unlockWithGivenSecret(run: CommandRun): Promise<ProtectorKind | null> {
  const vault = await run.services.vault.require();
  if (await unlockWithGivenPassphrase(run, vault)) return 'passphrase';
  const code = await run.secrets.read('recovery-code');
  if (code !== null) {
    await unlockWith(vault, { kind: 'recovery-code', secret: code });
    return 'recovery-code';
  }
  const way = tokenWays.find(({ option }) => run.arguments.values[option] !== undefined);
  if (way === undefined) return null;
  await unlockByToken(run, way);
  return 'token';
}

/** False: none was given. Errors: `wrong-secret`, `not-available` (none is set). */
export async function unlockWithGivenPassphrase({ secrets }: CommandRun, vault: Vault): Promise<boolean> {
  const passphrase = await secrets.read('passphrase');
  if (passphrase !== null) await unlockWith(vault, { kind: 'passphrase', secret: passphrase });
  return passphrase !== null;
}

/** How a command names the token that opens the vault: it has the one or the other (unlock-options.ts). */
const tokenWays = [
  { option: 'vault-token', pin: 'vault-pin', lastTry: 'vault-last-try' },
  { option: 'token', pin: 'pin', lastTry: lastTryFlag },
] as const;

/** The token's own PIN, which is sent once. What an earlier process left of a re-keying is completed with it. */
async function unlockByToken(run: CommandRun, { option, ...by }: (typeof tokenWays)[number]): Promise<void> {
  // Before the token is looked for, and a PIN asked for: whether it would help.
  (await run.services.vault.require()).protectorChanges.token();
  const token = await tokenOfOption(run, option);
  const { pin, confirmedLastTry } = await readPins(run, token, { changes: false, by });
  await namingToken(run, token, by.lastTry, async () =>
    run.services.tokens.unlockVault({ tokenId: token.id, pin, confirmedLastTry }, tokenRun(run)),
  );
}

/**
 * The given secret, else the OS store, else a question on a terminal. Null when none of them is there: what needs a key
 * then fails as `vault-locked`.
 */
export async function unlockIfPossible(run: CommandRun): Promise<ProtectorKind | null> {
  return (await unlockWithoutAsking(run)) ?? (await unlockByTypedPassphrase(run));
}

/** Null: the vault has no passphrase, or there is no terminal to ask on. Errors: `wrong-secret`. */
export async function unlockByTypedPassphrase(run: CommandRun): Promise<'passphrase' | null> {
  const vault = await run.services.vault.require();
  const { protectors } = await vault.status();
  if (!protectors.some(({ kind }) => kind === 'passphrase')) return null;
  const typed = await run.secrets.prompt('passphrase', words(run.language).passphrase);
  if (typed === null) return null;
  await unlockWith(vault, { kind: 'passphrase', secret: typed });
  return 'passphrase';
}

/** The given secret, else the OS store (a process of the command line is at its start, K03). For looking, which needs no unlock. */
export async function unlockWithoutAsking(run: CommandRun): Promise<ProtectorKind | null> {
  const given = await unlockWithGivenSecret(run);
  if (given !== null) return given;
  const vault = await run.services.vault.require();
  const { protectors } = await vault.status();
  if (protectors.some(({ kind }) => kind === 'os-store')) {
    try {
      await unlockWith(vault, { kind: 'os-store' });
      return 'os-store';
    } catch (error) {
      // A store that is locked, gone, or belongs to another login is no reason to fail: a person may know a secret.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return null;
}

/** With the passphrase that the backup will be under: it is worked out once for both. Errors: `wrong-secret`. */
export async function unlockForBackup(vault: Vault, passphrase: string): Promise<void> {
  await vault.backups.unlockWith(passphrase);
  await vault.rekeyingSettled();
}

/** A command ends soon: a re-keying that an earlier process left is completed before it does its own work. */
async function unlockWith(vault: Vault, secret: VaultSecret): Promise<void> {
  await vault.unlock(secret);
  await vault.rekeyingSettled();
}
