// SPDX-License-Identifier: Apache-2.0
import { joinSentences } from '../../../../shared/i18n/message.ts';
import type { TypedSecret } from '../../../lib/typed-secret.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { useFocusAfterFailure } from '../../../lib/use-focus-after-failure.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Choice } from '../../../ui/fields/choice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { RecoveryCodeField } from '../../../ui/fields/recovery-code-field.tsx';
import hidden from '../../../ui/visually-hidden.module.css';

export interface SecretFieldsProps {
  readonly kinds: readonly TypedSecret['kind'][];
  readonly typed: TypedSecret;
  readonly attempt: Attempt;
  readonly form: string;
  readonly onChange: (typed: TypedSecret) => void;
}

export function SecretFields({ kinds, typed, attempt, form, onChange }: SecretFieldsProps) {
  const { t } = useText();
  const byPassphrase = typed.kind === 'passphrase';
  const Field = byPassphrase ? PasswordField : RecoveryCodeField;
  const isWrong = attempt.error?.code === 'wrong-secret';
  const cause = t(`backupRoom.secret.wrong.${typed.kind}`);
  useFocusAfterFailure(form, isWrong && !attempt.busy ? attempt.error : null);
  const type = (next: TypedSecret) => {
    if (isWrong && next.secret !== typed.secret) attempt.clear();
    onChange(next);
  };
  return (
    <>
      {kinds.length > 1 && (
        <Choice
          look="segments"
          label={t('backup.secret.with')}
          value={typed.kind}
          onChange={(kind) => type({ kind, secret: '' })}
          options={[
            { value: 'passphrase', name: t('backupRoom.secret.byPassphrase') },
            { value: 'recovery-code', name: t('vault.withRecovery') },
          ]}
        />
      )}
      <Field
        label={t(byPassphrase ? 'backup.secret.passphrase' : 'backup.secret.recoveryCode')}
        hint={t(byPassphrase ? 'backup.secret.passphraseHint' : 'backup.secret.recoveryHint')}
        error={isWrong ? joinSentences(cause, t(`backupRoom.secret.wrongStep.${typed.kind}`)) : undefined}
        value={typed.secret}
        onChange={(secret) => type({ kind: typed.kind, secret })}
        isDisabled={attempt.busy}
        autoFocus
      />
      {isWrong && byPassphrase && (
        <p key={attempt.number} className={hidden.hidden} role="alert" data-error-code="wrong-secret">
          {cause}
        </p>
      )}
    </>
  );
}

export const secretKinds = ({ byPassphrase, byRecovery }: { byPassphrase: boolean; byRecovery: boolean }) => [
  ...(byPassphrase ? (['passphrase'] as const) : []),
  ...(byRecovery ? (['recovery-code'] as const) : []),
];
