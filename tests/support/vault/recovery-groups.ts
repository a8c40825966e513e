// SPDX-License-Identifier: Apache-2.0
import { askedGroupsOf } from '../../../main/vault/protectors/recovery-code.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { checkSymbolOf, recoveryAlphabet } from '../../../shared/domain/secrets/recovery-code-groups.ts';

export function mistyped(group: string): string {
  return group.replace(/^./, (symbol) => (symbol === '0' ? '1' : '0'));
}

/** The 1-based group `number`, valid in itself but from a different code. */
export function otherGroup(number: number): string {
  return `AAA${recoveryAlphabet.charAt(checkSymbolOf(number - 1, [10, 10, 10]))}`;
}

export async function confirmNewCode(vault: Vault): Promise<string> {
  const made = await vault.createRecoveryCode();
  await vault.confirmRecoveryCode(askedGroupsOf(made));
  return made.code;
}
