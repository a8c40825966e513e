// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';

export interface ServerPasswordProps {
  readonly password: string;
  readonly remember: boolean;
  /** The system password store may already have the password. */
  readonly optional: boolean;
  readonly isDisabled: boolean;
  readonly autoFocus?: boolean;
  readonly onPassword: (password: string) => void;
  readonly onRemember: (remember: boolean) => void;
}

export function ServerPassword(props: ServerPasswordProps) {
  const { t } = useText();
  return (
    <>
      <PasswordField
        label={t('backup.server.password')}
        hint={props.optional ? t('backup.server.passwordOptional') : t('backup.server.passwordHint')}
        value={props.password}
        onChange={props.onPassword}
        isDisabled={props.isDisabled}
        autoFocus={props.autoFocus ?? false}
      />
      <Checkbox isSelected={props.remember} onChange={props.onRemember}>
        {t('backup.server.remember')}
      </Checkbox>
    </>
  );
}
