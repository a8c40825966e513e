// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { memoryOsStore } from '../../support/vault/memory-os-store.ts';
import type { ExpectedState, World } from './honest-steps.ts';

export interface LeftBehind {
  readonly folder: string;
  /** Contents of the OS store. */
  readonly items: ReadonlyMap<string, string>;
}

/**
 * Unlocks a copy as another process would, returns what is wrong, and removes the copy. Each certificate must match one
 * of the `allowed` states.
 */
export async function judgeHonestVault(
  { folder, items }: LeftBehind,
  world: World,
  allowed: readonly (readonly ExpectedState[])[],
): Promise<string[]> {
  const found: string[] = [];
  const osStore = memoryOsStore();
  for (const [account, secret] of items) osStore.items.set(account, secret);
  const vault = openVault(folder, { ...world.options, osStore });
  try {
    const locked = await vault.activity.verify();
    if (locked.findings.length > 0) found.push(`locked: ${JSON.stringify(locked.findings)}`);
    await unlockByAny(vault, world);
    await vault.rekeyingSettled();
    const { seal, findings } = await vault.activity.verify();
    if (seal !== 'sealed' || findings.length > 0) found.push(`seal ${seal}: ${JSON.stringify(findings)}`);
    const whole = await vault.verify();
    if (whole.findings.length > 0) found.push(`verify: ${JSON.stringify(whole.findings)}`);
    const { olderCopy, rekeying } = await vault.status();
    if (olderCopy || rekeying) found.push(olderCopy ? 'looks like an older copy' : 're-keying unfinished');
    for (const [index] of world.identities.entries()) found.push(...(await judgeOne(vault, world, allowed, index)));
  } catch (error) {
    found.push(error instanceof AppError ? `${error.code} ${JSON.stringify(error.details)}` : String(error));
  } finally {
    vault.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return found;
}

/** Tries former passphrases too, because the kill may precede the change. */
async function unlockByAny(vault: Vault, world: World): Promise<void> {
  for (const secret of world.passphrases.toReversed()) {
    try {
      await vault.unlock({ kind: 'passphrase', secret });
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'wrong-secret') throw error;
    }
  }
  throw new AppError('wrong-secret');
}

async function judgeOne(
  vault: Vault,
  { identities }: World,
  allowed: readonly (readonly ExpectedState[])[],
  index: number,
): Promise<string[]> {
  const { sha256, key } = identities[index] ?? { sha256: '' };
  const places = allowed.map((states) => states[index]?.place);
  const deleted = vault.deletion.list().some((row) => row.sha256 === sha256);
  const place = deleted ? 'deleted' : vault.getRow(sha256) === null ? 'absent' : 'in use';
  if (!places.includes(place)) return [`certificate ${index} is ${place}, not ${places.join(' or ')}`];
  if (place !== 'in use') return [];
  const wanted = Buffer.from(key?.pkcs8 ?? []);
  const whole = await vault.withPrivateKey(sha256, async (pkcs8) => Promise.resolve(wanted.equals(pkcs8)));
  const note = await vault.readNote(sha256);
  const noteFits = allowed.some((states) => (states[index]?.note ?? null) === note);
  return [...(whole ? [] : [`key ${index} is another one`]), ...(noteFits ? [] : [`note ${index} is ${note}`])];
}
