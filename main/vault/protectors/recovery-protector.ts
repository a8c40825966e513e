// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { decryptWith, encryptTo, newIdentity } from '../age/age-files.ts';
import type { ProtectorRow } from '../store/rows/protector-rows.ts';
import { identityFile } from './identity-file.ts';
import type { ProtectorKit } from './protector-kit.ts';
import { formatRecoveryCode, parseRecoveryCode } from './recovery-code.ts';

export interface NewRecovery {
  readonly row: ProtectorRow;
  readonly code: string;
}

/** Stores the recipient, so re-keying doesn't need the code (docs/decisions/0005-rekeying.md). */
export async function makeRecoveryProtector(kit: ProtectorKit, vaultIdentity: Uint8Array): Promise<NewRecovery> {
  const recovery = await newIdentity();
  const secret = kit.random(16);
  const vaultFile = identityFile(vaultIdentity);
  const recoveryFile = identityFile(recovery.identity);
  try {
    const code = formatRecoveryCode(secret);
    return {
      code,
      row: {
        id: kit.newId(),
        kind: 'recovery-code',
        createdAt: kit.clock().toISOString(),
        envelope: await encryptTo(recovery.recipient, vaultFile),
        wrappingRecipient: recovery.recipient,
        codeEnvelope: await kit.files.encryptUnderRandom(code, recoveryFile),
        confirmedAt: null,
        token: null,
      },
    };
  } finally {
    for (const bytes of [secret, vaultFile, recoveryFile, recovery.identity]) bytes.fill(0);
  }
}

/** Returns null if the code is wrong. Throws `wrong-secret` (details: `group`) for a typo. */
export async function openRecoveryProtector(
  kit: ProtectorKit,
  row: ProtectorRow,
  typed: string,
): Promise<Uint8Array | null> {
  const parsed = parseRecoveryCode(typed);
  if (parsed.kind === 'invalid') throw new AppError('wrong-secret', { typingError: true, group: parsed.group });
  if (!row.codeEnvelope) return null;
  const recovery = await kit.files.decrypt([parsed.canonical], row.codeEnvelope);
  if (!recovery) return null;
  try {
    return await decryptWith(recovery, row.envelope);
  } finally {
    recovery.fill(0);
  }
}
