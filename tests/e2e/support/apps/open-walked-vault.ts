// SPDX-License-Identifier: Apache-2.0
import type { SharedApp } from './shared-app.ts';

export const walkedPassphrase = '我的主密码 long enough';

/** Some walks leave the vault locked. */
export async function openWalkedVault({ pages: { shell, unlocking } }: SharedApp): Promise<void> {
  if (!(await shell.unlock.isVisible())) return;
  await shell.unlock.click();
  await unlocking.withPassphrase(walkedPassphrase);
}
