// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { encryptTo, encryptToTokenKey } from '../age/age-files.ts';
import { identityFile } from '../protectors/identity-file.ts';
import { canonicalPassphrase } from '../protectors/passphrase-forms.ts';
import type { ProtectorKit } from '../protectors/protector-kit.ts';
import type { ProtectorRow } from '../store/rows/protector-rows.ts';

/**
 * Passphrase rows need `passphrase`. Throws `secret-required`, `passphrase-weak`, `vault-damaged`, `key-unsupported`.
 */
export async function wrapIdentity(
  kit: ProtectorKit,
  row: ProtectorRow,
  identity: Uint8Array,
  passphrase: string | null,
): Promise<ProtectorRow> {
  const plain = identityFile(identity);
  try {
    if (row.kind === 'passphrase') {
      if (passphrase === null) throw new AppError('secret-required', { reason: 'passphrase' });
      return { ...row, envelope: await kit.files.encrypt(canonicalPassphrase(passphrase), plain) };
    }
    if (row.wrappingRecipient === null) {
      throw new AppError('vault-damaged', { problem: 'protector-unreadable', affected: [row.kind] });
    }
    if (row.kind === 'token') return { ...row, envelope: await encryptToTokenKey(row.wrappingRecipient, plain) };
    return { ...row, envelope: await encryptTo(row.wrappingRecipient, plain) };
  } finally {
    plain.fill(0);
  }
}
