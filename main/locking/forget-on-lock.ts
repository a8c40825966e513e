// SPDX-License-Identifier: Apache-2.0
import type { ParseClient } from '../processes/parse-client.ts';
import type { VaultAccess } from '../vault/vault-access.ts';

/**
 * A lock ends the children that saw keys and files. Measured: after one import and one export nine copies of the key
 * stood in their memory, where nobody can zero them (docs/threat-model.md).
 */
export function forgetOnLock(vault: VaultAccess, children: readonly Pick<ParseClient, 'forget'>[]): void {
  let wasOpen = false;
  const look = async () => {
    const isOpen = (await vault.current())?.isUnlocked === true;
    if (wasOpen && !isOpen) for (const child of children) child.forget();
    wasOpen = isOpen;
  };
  // A vault that cannot be opened says so where it is asked for.
  vault.onChange(() => void look().catch(() => undefined));
}
