// SPDX-License-Identifier: Apache-2.0
import type { ProtectorKind } from '../../schemas/vault/vault-status.ts';

export interface ListedCode {
  readonly kind: ProtectorKind;
  readonly createdAt: string;
}

export interface OpenableBackup {
  readonly createdAt: string;
  readonly byRecovery: boolean;
  readonly problem: string | null;
}

/** True without a code. A recovery code doesn't open backups made before it. */
export function someOpensWithCode(protectors: readonly ListedCode[], backups: readonly OpenableBackup[]): boolean {
  const since = protectors.find(({ kind }) => kind === 'recovery-code')?.createdAt;
  if (since === undefined) return true;
  return backups.some(({ problem, byRecovery, createdAt }) => problem === null && byRecovery && createdAt >= since);
}
