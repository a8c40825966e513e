// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ProtectorToken } from '../../../shared/schemas/vault/vault-status.ts';
import { decryptByTokenKey, encryptToTokenKey } from '../age/age-files.ts';
import { readAgeHeader } from '../age/age-header.ts';
import type { UseTokenKey } from '../age/age-ssh-rsa.ts';
import { spkiOfTokenRecipient, tokenRecipient } from '../age/token-recipient.ts';
import type { ProtectorRow } from '../store/rows/protector-rows.ts';
import { identityFile } from './identity-file.ts';
import type { ProtectorKit } from './protector-kit.ts';

export interface TokenProtectorKey {
  readonly token: ProtectorToken;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
}

/**
 * Encrypts directly to the token's key, because a stolen wrapping identity would still work after a re-keying
 * (docs/decisions/0024-token-protector.md). Throws `unsupported-algorithm`, `key-unsupported`.
 */
export async function makeTokenProtector(
  kit: Pick<ProtectorKit, 'newId' | 'clock'>,
  identity: Uint8Array,
  { token, publicKey }: TokenProtectorKey,
): Promise<ProtectorRow> {
  const recipient = tokenRecipient(publicKey);
  if (recipient === null) throw new AppError('unsupported-algorithm');
  const plain = identityFile(identity);
  try {
    return {
      id: kit.newId(),
      kind: 'token',
      createdAt: kit.clock().toISOString(),
      envelope: await encryptToTokenKey(recipient, plain),
      wrappingRecipient: recipient,
      codeEnvelope: null,
      confirmedAt: null,
      token,
    };
  } finally {
    plain.fill(0);
  }
}

export async function openTokenProtector(row: ProtectorRow, unwrap: UseTokenKey): Promise<Uint8Array | null> {
  return await decryptByTokenKey(row.wrappingRecipient ?? '', row.envelope, unwrap);
}

/** SubjectPublicKeyInfo, DER. */
export function publicKeyOfToken({ wrappingRecipient }: ProtectorRow): Uint8Array | null {
  return spkiOfTokenRecipient(wrappingRecipient ?? '');
}

export function isTokenProtector(row: ProtectorRow): boolean {
  const kind = row.wrappingRecipient?.startsWith('age1') === true ? 'p256tag' : 'ssh-rsa';
  const isForIt = readAgeHeader(row.envelope)?.recipientTypes.includes(kind) ?? false;
  return isForIt && row.token !== null && publicKeyOfToken(row) !== null;
}

export function opensWithoutToken(protectors: readonly Pick<ProtectorRow, 'kind'>[]): boolean {
  return protectors.some(({ kind }) => kind !== 'token');
}
