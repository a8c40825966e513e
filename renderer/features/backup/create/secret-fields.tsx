// SPDX-License-Identifier: Apache-2.0
import type { TypedSecret } from '../../../lib/typed-secret.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Choice } from '../../../ui/fields/choice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { RecoveryCodeField } from '../../../ui/fields/recovery-code-field.tsx';

export interface SecretFieldsProps {
  readonly kinds: readonly TypedSecret['kind'][];
  readonly typed: TypedSecret;
  readonly onChange: (typed: TypedSecret) => void;
  readonly isDisabled: boolean;
}

export function SecretFields({ kinds, typed, onChange, isDisabled }: SecretFieldsProps) {
  const { t } = useText();
  const byPassphrase = typed.kind === 'passphrase';
  const Field = byPassphrase ? PasswordField : RecoveryCodeField;
  return (
    <>
      {kinds.length > 1 && (
        <Choice
          look="segments"
          label={t('backup.secret.with')}
          value={typed.kind}
          onChange={(kind) => onChange({ kind, secret: '' })}
          options={[
            { value: 'passphrase', name: t('vault.withPassphrase') },
            { value: 'recovery-code', name: t('vault.withRecovery') },
          ]}
        />
      )}
      <Field
        label={t(byPassphrase ? 'backup.secret.passphrase' : 'backup.secret.recoveryCode')}
        hint={t(byPassphrase ? 'backup.secret.passphraseHint' : 'backup.secret.recoveryHint')}
        value={typed.secret}
        onChange={(secret) => onChange({ kind: typed.kind, secret })}
        isDisabled={isDisabled}
        autoFocus
      />
    </>
  );
}

export const secretKinds = ({ byPassphrase, byRecovery }: { byPassphrase: boolean; byRecovery: boolean }) => [
  ...(byPassphrase ? (['passphrase'] as const) : []),
  ...(byRecovery ? (['recovery-code'] as const) : []),
];
