// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';

export interface ReplyPasswordProps {
  readonly error: AppError;
  readonly onOpen: (password: string) => void;
  readonly onAnother: () => void;
}

/** Some CAs send the certificate in a PKCS#12 file without a key. */
export function ReplyPassword({ error, onOpen, onAnother }: ReplyPasswordProps) {
  const { t } = useText();
  const [password, setPassword] = useState('');
  const form = useId();
  useSecretsCleared(() => setPassword(''));
  return (
    <>
      <ErrorNotice error={error} />
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          onOpen(password);
        }}
      >
        <PasswordField
          label={t('enrolment.answer.password')}
          error={error.code === 'wrong-password' ? '' : undefined}
          value={password}
          onChange={setPassword}
          autoFocus
        />
      </Form>
      <DialogActions>
        <div data-start>
          <Button onPress={onAnother}>{t('enrolment.answer.another')}</Button>
        </div>
        <Button look="primary" type="submit" form={form}>
          {t('enrolment.answer.open')}
        </Button>
      </DialogActions>
    </>
  );
}
