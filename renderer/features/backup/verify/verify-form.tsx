// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { Backup } from '../../../../shared/schemas/vault/backup.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { isTyped, type TypedSecret } from '../../../lib/typed-secret.ts';
import { SecretFields, secretKinds } from '../create/secret-fields.tsx';
import type { Access } from '../with-access.tsx';

export interface VerifyFormProps {
  readonly backup: Backup;
  readonly access: Access;
  readonly attempt: Attempt;
  readonly onResult: (result: CallOutput<'backups.verify'>) => void;
  readonly onCancel: () => void;
}

export function VerifyForm({ backup, access, attempt, onResult, onCancel }: VerifyFormProps) {
  const { t } = useText();
  const id = useId();
  const kinds = secretKinds(backup);
  const [how, setHow] = useState<'open' | 'compare'>('open');
  const [typed, setTyped] = useState<TypedSecret>({ kind: kinds[0] ?? 'passphrase', secret: '' });
  const ready = !attempt.busy && access.ready && (how === 'compare' || isTyped(typed));
  const check = async () => {
    const input = { id: backup.id, secret: how === 'open' ? typed : null, access: access.take() };
    await attempt.run(async (options) => onResult(await ipc('backups.verify', input, options)), access.refused);
  };
  return (
    <>
      <p className={text.muted}>{t('backup.verify.lead')}</p>
      <Form
        id={id}
        className={layout.stack8 ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void check();
        }}
      >
        <Choice
          look="segments"
          label={t('backup.verify.how')}
          value={how}
          onChange={setHow}
          options={[
            { value: 'open', name: t('backup.verify.open') },
            { value: 'compare', name: t('backup.verify.compare') },
          ]}
        />
        {how === 'open' && <SecretFields kinds={kinds} typed={typed} attempt={attempt} form={id} onChange={setTyped} />}
        {access.fields}
      </Form>
      {attempt.busy && (
        <ProgressLine label={t('backup.verify.checking')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <Button onPress={onCancel}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form={id} isDisabled={!ready}>
          {t('backup.verify.check')}
        </Button>
      </DialogActions>
    </>
  );
}
