// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import { isTyped, type TypedSecret } from '../../../lib/typed-secret.ts';
import { usePlaceOf } from '../../../state/vault/backup-words.ts';
import { SecretFields } from '../create/secret-fields.tsx';
import type { BackupFile } from './source-step.tsx';
import type { Access } from '../with-access.tsx';

export interface OpenStepProps {
  readonly file: BackupFile;
  readonly typed: TypedSecret;
  readonly attempt: Attempt;
  readonly access: Access;
  readonly onChange: (typed: TypedSecret) => void;
  readonly onBack: () => void;
  readonly onOpen: () => void;
}

export function OpenStep({ file, typed, attempt, access, onChange, onBack, onOpen }: OpenStepProps) {
  const { t } = useText();
  const id = useId();
  const placeOf = usePlaceOf();
  const { backup } = file;
  const ready = isTyped(typed) && access.ready && !attempt.busy;
  return (
    <>
      <p className={text.path}>
        {backup?.kind === 'token'
          ? `${placeOf(backup)} · ${screenText(backup.fileName)}`
          : screenText(file.displayPath)}
      </p>
      {attempt.error !== null && attempt.error.code !== 'wrong-secret' && (
        <ErrorNotice key={attempt.number} error={attempt.error} />
      )}
      <Form
        id={id}
        className={layout.stack8 ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onOpen();
        }}
      >
        <SecretFields kinds={file.kinds} typed={typed} attempt={attempt} form={id} onChange={onChange} />
        {access.fields}
      </Form>
      {attempt.busy && (
        <ProgressLine label={t('backup.restoring.opening')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} isDisabled={attempt.busy}>
            {t('common.back')}
          </Button>
        </div>
        <Button look="primary" type="submit" form={id} isDisabled={!ready}>
          {t('backup.restoring.open')}
        </Button>
      </DialogActions>
    </>
  );
}
