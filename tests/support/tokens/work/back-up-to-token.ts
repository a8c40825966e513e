// SPDX-License-Identifier: Apache-2.0
import type { BackupSource } from '../../../../main/backup/backup-place.ts';
import type { BackupScope } from '../../../../main/backup/create-backup.ts';
import type { BackupsAtHand } from './backups-with.ts';

export const vaultPassphrase = 'p';

export async function backUp(
  at: BackupsAtHand,
  scope: BackupScope = { kind: 'all' },
  { pin, signal }: { readonly pin?: string; readonly signal?: AbortSignal } = {},
) {
  const protection = { kind: 'vault', passphrase: vaultPassphrase } as const;
  return at.backups.create({ scope, protection, recoveryCode: null, place: await at.place(pin), signal });
}

export async function restoreFromToken(at: BackupsAtHand, fileName: string): Promise<void> {
  const secret = { kind: 'passphrase', secret: vaultPassphrase } as const;
  const prepare = async (): Promise<void> => {
    const vault = await at.vault.requireOrCreate();
    await vault.initialiseProtectors({ passphrase: 'new', useOsStore: false, recoveryCode: 'later' });
  };
  await at.backups.lend(await at.place(), fileName, async (path: string, source: BackupSource) =>
    at.backups.restore(path, secret, { choices: new Map(), expected: null, prepare, source }),
  );
}
