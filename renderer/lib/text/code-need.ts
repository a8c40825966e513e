// SPDX-License-Identifier: Apache-2.0
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';

/** What has to fail until only the recovery code opens the vault. */
export function codeNeed(status: VaultStatus | null): 'passphrase' | 'account' | 'several' {
  const kinds = (status?.protectors ?? []).map(({ kind }) => kind).filter((kind) => kind !== 'recovery-code');
  if (kinds.every((kind) => kind === 'passphrase')) return 'passphrase';
  return kinds.every((kind) => kind === 'os-store') ? 'account' : 'several';
}
