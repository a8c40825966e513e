// SPDX-License-Identifier: Apache-2.0
import { cpSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openVault } from '../../../main/vault/open-vault.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { RekeyTemplate } from './rekey-template.ts';
import { bytesOfVault, rowsOf } from './vault-database.ts';
import { startVaultScript } from './vault-processes.ts';
import { testVaultOptions } from './vault-test-options.ts';

export interface KillResult {
  readonly faults: readonly string[];
  /** `before`: nothing was staged. `after`: the new identity was already in effect. */
  readonly phase: 'before' | 'during' | 'after';
}

type Action = 'remove-recovery-code' | 'change-passphrase';

/**
 * Copies the template, kills its re-keying at a random moment and checks the vault: unchanged, or complete after the
 * next unlock. `random` returns 0 to 1.
 */
export async function killRekey(
  template: RekeyTemplate,
  folder: string,
  action: Action,
  random: () => number,
): Promise<KillResult> {
  cpSync(template.folder, folder, { recursive: true });
  const script = startVaultScript('rekey', folder, action);
  // A kill after some output and a random delay hits mid-work at any machine speed.
  await script.printed(1 + Math.floor(random() * (template.keys / 50 + 4)));
  await delay(random() * 80);
  script.kill();
  await script.finished;
  const faults: string[] = [];
  const phase = phaseOf(template, folder);
  if (phase === 'before') await checkUntouched(template, folder, faults);
  else await complete(template, folder, { action, verifyMeanwhile: random() < 0.25 }, faults);
  return { faults, phase };
}

/** Searches the raw bytes of all vault files. */
function countOldEnvelopes(template: RekeyTemplate, folder: string): number {
  const former = rowsOf(template.folder, 'SELECT envelope FROM keys UNION ALL SELECT envelope FROM protectors');
  const bytes = bytesOfVault(folder);
  return former.filter(({ envelope }) => envelope instanceof Uint8Array && bytes.includes(Buffer.from(envelope)))
    .length;
}

function phaseOf(template: RekeyTemplate, folder: string): KillResult['phase'] {
  const recipient = (path: string) => rowsOf(path, 'SELECT recipient FROM vault')[0]?.['recipient'];
  if (recipient(folder) !== recipient(template.folder)) return 'after';
  return rowsOf(folder, 'SELECT 1 FROM pending_rekey').length > 0 ? 'during' : 'before';
}

/**
 * Checks that the remaining passphrase opens every key, that the removed secret never opens the vault, and that no old
 * envelope remains.
 */
async function complete(
  template: RekeyTemplate,
  folder: string,
  options: { readonly action: Action; readonly verifyMeanwhile: boolean },
  faults: string[],
): Promise<void> {
  const { action } = options;
  const removed =
    action === 'change-passphrase'
      ? ({ kind: 'passphrase', secret: 'stays' } as const)
      : ({ kind: 'recovery-code', secret: template.recoveryCode } as const);
  const remaining = action === 'change-passphrase' ? 'next' : 'stays';
  const vault = openVault(folder, testVaultOptions());
  try {
    const locked = await vault.verify();
    faults.push(...locked.findings.map((finding) => `locked: ${finding.problem} ${finding.affected}`));
    if ((await codeOf(vault.checkSecret(removed))) === null) faults.push('the removed secret opens');
    await vault.unlock({ kind: 'passphrase', secret: remaining });
    if (options.verifyMeanwhile) {
      const unlocked = await vault.verify();
      faults.push(...unlocked.findings.map((finding) => `open: ${finding.problem} ${finding.affected}`));
    }
    await vault.rekeyingSettled();
    const { findings, keys, keysOpened } = await vault.verify();
    faults.push(...findings.map((finding) => `completed: ${finding.problem} ${finding.affected}`));
    if (keys !== template.keys || !keysOpened) faults.push(`${keys} keys, opened: ${keysOpened}`);
    if ((await vault.status()).rekeying !== null) faults.push('still unfinished');
    if (rowsOf(folder, 'SELECT id FROM pending_rekey').length > 0) faults.push('the staging is still there');
    if ((await codeOf(vault.checkSecret(removed))) === null) faults.push('the removed secret opens after the end');
    const left = countOldEnvelopes(template, folder);
    if (left > 0) faults.push(`${left} old envelopes are still in the files`);
  } finally {
    vault.close();
  }
}

async function checkUntouched(template: RekeyTemplate, folder: string, faults: string[]): Promise<void> {
  const vault = openVault(folder, testVaultOptions());
  try {
    await vault.unlock({ kind: 'passphrase', secret: 'stays' });
    const { findings, keys } = await vault.verify();
    faults.push(...findings.map((finding) => `untouched: ${finding.problem} ${finding.affected}`));
    if (keys !== template.keys) faults.push(`untouched: ${keys} keys`);
  } finally {
    vault.close();
  }
}

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
