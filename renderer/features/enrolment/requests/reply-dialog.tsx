// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { ReplyPassword } from './reply-password.tsx';
import { ReplyRefused } from './reply-refused.tsx';
import { ReplyTaken } from './reply-taken.tsx';
import { SubjectName } from './subject-name.tsx';

export interface ReplyDialogProps {
  readonly request: PendingRequest;
  readonly onClose: () => void;
}

export function ReplyDialog({ request, onClose }: ReplyDialogProps) {
  const { t } = useText();
  const [draftId, setDraftId] = useState<string | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [taken, setTaken] = useState<CallOutput<'requests.takeReply'> | null>(null);
  const attempt = useAttempt();
  const held = useRef<string | null>(null);
  const hold = (id: string | null) => {
    // Main also expires drafts, so a failed discard is harmless.
    if (held.current !== null) void ipc('imports.discard', { draftId: held.current }).catch(() => undefined);
    held.current = id;
    setDraftId(id);
    setPassword(null);
  };
  useEffect(
    () => () => {
      if (held.current !== null) void ipc('imports.discard', { draftId: held.current }).catch(() => undefined);
    },
    [],
  );
  const take = (id: string, given: string | null, acceptNames: boolean) =>
    attempt.run(async (options) => {
      setPassword(given);
      setTaken(await ipc('requests.takeReply', { draftId: id, password: given, acceptNames }, options));
    });
  const choose = () =>
    attempt.run(async (options) => {
      const draftIds = (await ipc('imports.choose', {})).files.map(({ draftId }) => draftId);
      const [first, ...others] = draftIds;
      for (const other of others) void ipc('imports.discard', { draftId: other }).catch(() => undefined);
      if (first === undefined) return;
      hold(first);
      setTaken(await ipc('requests.takeReply', { draftId: first, password: null, acceptNames: false }, options));
    });
  const paste = () =>
    attempt.run(async (options) => {
      const pasted = await ipc('imports.paste', { text });
      hold(pasted.draftId);
      setTaken(
        await ipc('requests.takeReply', { draftId: pasted.draftId, password: null, acceptNames: false }, options),
      );
    });
  const another = () => {
    hold(null);
    attempt.clear();
  };
  const { error } = attempt;
  const wantsPassword = error?.code === 'needs-password' || error?.code === 'wrong-password';
  return (
    <Dialog title={t('enrolment.answer.title')} onClose={onClose}>
      {taken === null && <SubjectName subject={request.subject} />}
      {attempt.busy && (
        <ProgressLine label={t('enrolment.answer.checking')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      {taken !== null && <ReplyTaken taken={taken} onClose={onClose} />}
      {taken === null && draftId !== null && error?.code === 'reply-refused' && (
        <ReplyRefused
          key={attempt.number}
          error={error}
          onAccept={() => void take(draftId, password, true)}
          onAnother={another}
        />
      )}
      {taken === null && draftId !== null && wantsPassword && (
        <ReplyPassword
          key={attempt.number}
          error={error}
          onOpen={(given) => void take(draftId, given, false)}
          onAnother={another}
        />
      )}
      {taken === null && !wantsPassword && error?.code !== 'reply-refused' && (
        <>
          {error !== null && <ErrorNotice key={attempt.number} error={error} />}
          <p>{t('enrolment.answer.lead')}</p>
          <div>
            <Button look="primary" onPress={() => void choose()} isDisabled={attempt.busy} autoFocus>
              {t('enrolment.answer.choose')}
            </Button>
          </div>
          <TextField
            label={t('enrolment.answer.paste')}
            value={text}
            onChange={setText}
            lines={4}
            mono
            maxLength={1024 * 1024}
          />
          <DialogActions>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button onPress={() => void paste()} isDisabled={text.trim() === '' || attempt.busy}>
              {t('enrolment.answer.take')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
