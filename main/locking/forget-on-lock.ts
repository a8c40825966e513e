// SPDX-License-Identifier: Apache-2.0
import type { ParseClient } from '../parser/parse-client.ts';
import type { VaultAccess } from '../vault/vault-access.ts';

/** Ends children that saw keys, because copies in their memory can't be zeroed (docs/threat-model.md). */
export function forgetOnLock(vault: VaultAccess, children: readonly Pick<ParseClient, 'forget'>[]): void {
  let wasOpen = false;
  const look = async () => {
    const isOpen = (await vault.current())?.isUnlocked === true;
    if (wasOpen && !isOpen) for (const child of children) child.forget();
    wasOpen = isOpen;
  };
  // The next request reports vault errors.
  vault.onChange(() => void look().catch(() => undefined));
}
