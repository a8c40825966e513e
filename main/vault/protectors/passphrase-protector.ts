// SPDX-License-Identifier: Apache-2.0
import type { ProtectorRow } from '../store/rows/protector-rows.ts';
import { identityFile } from './identity-file.ts';
import { canonicalPassphrase, passphraseForms } from './passphrase-forms.ts';
import type { ProtectorKit } from './protector-kit.ts';

export async function makePassphraseProtector(
  kit: ProtectorKit,
  identity: Uint8Array,
  passphrase: string,
): Promise<ProtectorRow> {
  const plain = identityFile(identity);
  try {
    return {
      id: kit.newId(),
      kind: 'passphrase',
      createdAt: kit.clock().toISOString(),
      envelope: await kit.files.encrypt(canonicalPassphrase(passphrase), plain),
      wrappingRecipient: null,
      codeEnvelope: null,
      confirmedAt: null,
      token: null,
    };
  } finally {
    plain.fill(0);
  }
}

export async function openPassphraseProtector(
  kit: ProtectorKit,
  row: ProtectorRow,
  passphrase: string,
): Promise<Uint8Array | null> {
  return await kit.files.decrypt(passphraseForms(passphrase), row.envelope);
}
