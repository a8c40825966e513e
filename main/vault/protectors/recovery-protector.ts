import { AppError } from '../../../shared/domain/app-error.ts';
import { decryptWith, encryptTo, newIdentity, recipientOf, type NewIdentity } from '../age-files.ts';
import type { ProtectorRow } from '../store/protector-rows.ts';
import { identityFile } from './identity-file.ts';
import type { ProtectorKit } from './protector-kit.ts';
import { formatRecoveryCode, parseRecoveryCode } from './recovery-code.ts';

export interface NewRecovery {
  readonly row: ProtectorRow;
  /** To be shown once and forgotten. */
  readonly code: string;
}

/**
 * A new recovery code. The recovery identity is lifelong: when there is one (`former`), only its wrapping under the
 * code changes, so that backups and a later re-keying need no code.
 */
export async function makeRecoveryProtector(
  kit: ProtectorKit,
  vault: { readonly identity: Uint8Array; readonly recipient: string },
  former: ProtectorRow | null,
): Promise<NewRecovery> {
  const recovery = await lifelongIdentity(vault.identity, former);
  const secret = kit.random(16);
  const vaultFile = identityFile(vault.identity);
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
        escrow: await encryptTo(vault.recipient, recoveryFile),
        confirmedAt: null,
      },
    };
  } finally {
    for (const bytes of [secret, vaultFile, recoveryFile, recovery.identity]) bytes.fill(0);
  }
}

/** The vault identity, or null for a wrong code. Throws `wrong-secret` (details: `group`) for a mistyped one. */
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

async function lifelongIdentity(vaultIdentity: Uint8Array, former: ProtectorRow | null): Promise<NewIdentity> {
  const identity = former?.escrow ? await decryptWith(vaultIdentity, former.escrow) : null;
  if (!identity) return await newIdentity();
  return { identity, recipient: await recipientOf(identity) };
}
