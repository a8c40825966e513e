// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import type { VaultSecret } from '../../vault/protectors/open-protector.ts';
import type { Vault } from '../../vault/vault.ts';
import type { CommandRun } from '../command.ts';
import { words } from '../output/messages.ts';
import type { SecretPrompt } from '../runtime/secrets.ts';
import { namingToken } from '../tokens/pin-refusals.ts';
import { lastTryFlag, tokenOfOption, tokenRun } from '../tokens/token-options.ts';
import { readPins } from '../tokens/token-pins.ts';

/** Returns null if no secret was given. */
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

/** Returns false if no passphrase was given. */
export async function unlockWithGivenPassphrase({ secrets }: CommandRun, vault: Vault): Promise<boolean> {
  const passphrase = await secrets.read('passphrase');
  if (passphrase !== null) await unlockWith(vault, { kind: 'passphrase', secret: passphrase });
  return passphrase !== null;
}

const tokenWays = [
  { option: 'vault-token', pin: 'vault-pin', lastTry: 'vault-last-try' },
  { option: 'token', pin: 'pin', lastTry: lastTryFlag },
] as const;

async function unlockByToken(run: CommandRun, { option, ...by }: (typeof tokenWays)[number]): Promise<void> {
  // Throws if no token unlocks this vault, before asking for a PIN.
  (await run.services.vault.require()).protectorChanges.tokens();
  const token = await tokenOfOption(run, option);
  const { pin, confirmedLastTry } = await readPins(run, token, { changes: false, by });
  await namingToken(run, token, by.lastTry, async () =>
    run.services.tokens.unlockVault({ tokenId: token.id, pin, confirmedLastTry }, tokenRun(run)),
  );
}

/** Returns null if the vault stays locked. Using a key then fails with `vault-locked`. */
export async function unlockIfPossible(run: CommandRun, asks: SecretPrompt = {}): Promise<ProtectorKind | null> {
  return (await unlockWithoutAsking(run)) ?? (await unlockByTypedPassphrase(run, asks));
}

/** Returns null without a passphrase protector or terminal. */
export async function unlockByTypedPassphrase(run: CommandRun, asks: SecretPrompt = {}): Promise<'passphrase' | null> {
  const vault = await run.services.vault.require();
  const { protectors } = await vault.status();
  if (!protectors.some(({ kind }) => kind === 'passphrase')) return null;
  const typed = await run.secrets.prompt('passphrase', words(run.language).passphrase, asks);
  if (typed === null) return null;
  await unlockWith(vault, { kind: 'passphrase', secret: typed });
  return 'passphrase';
}

/** Uses a given secret or the OS store. For commands that also work while the vault is locked. */
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
      // The OS store is locked, gone, or belongs to a different login.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return null;
}

/** Also creates a missing backup key. */
export async function unlockForBackup(vault: Vault, passphrase: string): Promise<void> {
  await vault.backups.unlockWith(passphrase);
  await vault.rekeyingSettled();
}

/** Finishes an interrupted re-keying, because commands are short-lived. */
async function unlockWith(vault: Vault, secret: VaultSecret): Promise<void> {
  await vault.unlock(secret);
  await vault.rekeyingSettled();
}
