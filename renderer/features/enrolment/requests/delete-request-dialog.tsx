// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { type Say, toast } from '../../../state/toasts-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { SubjectName } from './subject-name.tsx';

export interface DeleteRequestDialogProps {
  readonly request: PendingRequest;
  readonly onClose: () => void;
}

const deleted: Say = (say) => say('enrolment.deleting.done');

export function DeleteRequestDialog({ request, onClose }: DeleteRequestDialogProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const attempt = useAttempt();
  const form = useId();
  const losesKey = request.state === 'pending' && request.token === null;
  const word = t('enrolment.deleting.word');
  const ready = (!losesKey || typed.trim().toLowerCase() === word) && !attempt.busy;
  const remove = () =>
    attempt.run(async (options) => {
      await ipc('requests.remove', { id: request.id }, options);
      toast(deleted);
      onClose();
    });
  const close = () => {
    attempt.cancel();
    onClose();
  };
  const lead = losesKey ? 'lead' : request.state === 'done' ? 'leadDone' : 'leadToken';
  return (
    <Dialog title={t('enrolment.deleting.title')} width="narrow" onClose={close}>
      <SubjectName subject={request.subject} />
      <Notice tone={losesKey ? 'warn' : 'off'}>
        <p>{t(`enrolment.deleting.${lead}`)}</p>
      </Notice>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void remove();
        }}
      >
        {losesKey && (
          <TextField
            label={t('enrolment.deleting.type', { word })}
            value={typed}
            onChange={setTyped}
            maxLength={40}
            autoFocus
          />
        )}
      </Form>
      {attempt.busy && (
        <ProgressLine label={t('enrolment.deleting.going')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <Button onPress={close}>{t('common.cancel')}</Button>
        <Button look="danger" type="submit" form={form} isDisabled={!ready}>
          {t('enrolment.deleting.go')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
