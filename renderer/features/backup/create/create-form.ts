// SPDX-License-Identifier: Apache-2.0
import { isWholeRecoveryCode } from '../../../../shared/domain/secrets/recovery-code-groups.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import { judgePassword } from '../../../../shared/domain/secrets/password-rules.ts';
import type { BackupOverview } from '../../../state/backups-store.ts';

export const createSteps = ['what', 'place', 'protect', 'done'] as const;
export type CreateStep = (typeof createSteps)[number];

/** Holds secrets only while the dialog is open. */
export interface CreateForm {
  readonly scope: 'all' | 'unsafe' | 'chosen';
  readonly protection: 'vault' | 'own';
  readonly passphrase: string;
  readonly own: string;
  readonly ownAgain: string;
  readonly withRecovery: boolean;
  readonly recoveryCode: string;
}

export function startForm(certificates: readonly string[], { passphrase, recoverySaved }: BackupOverview): CreateForm {
  return {
    scope: certificates.length > 0 ? 'chosen' : 'all',
    // Without a vault passphrase or recovery code only a separate passphrase is left.
    protection: passphrase === 'none' && !recoverySaved ? 'own' : 'vault',
    passphrase: '',
    own: '',
    ownAgain: '',
    withRecovery: false,
    recoveryCode: '',
  };
}

export function isProtected(form: CreateForm, { passphrase }: BackupOverview): boolean {
  if (form.withRecovery && !isWholeRecoveryCode(form.recoveryCode)) return false;
  if (form.protection === 'own') return judgePassword(form.own).usable && form.own === form.ownAgain;
  return passphrase !== 'needed' || form.passphrase !== '';
}

type Input = CallInput<'backups.create'>;

export function inputOf(
  form: CreateForm,
  { passphrase }: BackupOverview,
  certificates: readonly string[],
  place: Input['place'],
): Input {
  const scope: Input['scope'] =
    form.scope === 'chosen' ? { kind: 'chosen', certificates: [...certificates] } : { kind: form.scope };
  const protection: Input['protection'] =
    form.protection === 'own'
      ? { kind: 'own', password: form.own }
      : { kind: 'vault', passphrase: passphrase === 'needed' ? form.passphrase : null };
  return { scope, protection, recoveryCode: form.withRecovery ? form.recoveryCode : null, place };
}
