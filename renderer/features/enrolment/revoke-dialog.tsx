// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { type Say, toast } from '../../state/toasts-store.ts';
import { withUnlock } from '../../state/vault/unlock.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { sealingLabels } from './requests/code-fields.ts';
import { useLogin } from './requests/use-login.tsx';
import layout from '../../ui/layout.module.css';
import words from '../../ui/text.module.css';
import { hostWords } from '../../lib/text/host-words.ts';
import { SendProblem } from './requests/send-problem.tsx';

export interface RevokeDialogProps {
  readonly sha256: string;
  readonly name: string;
  /** Without the key, the CA's codes are needed. */
  readonly hasKey: boolean;
  readonly held: HeldProfile;
  readonly onClose: () => void;
}

/** A closure in the component would retain the code. */
const revoked =
  (name: string): Say =>
  (say) =>
    say('servers.revoke.done', { name });

/** Revokes permanently (RFC 9483 §4.2). */
export function RevokeDialog({ sha256, name, hasKey, held, onClose }: RevokeDialogProps) {
  const text = useText();
  const { t } = text;
  const form = useId();
  const login = useLogin(form);
  const [typed, setTyped] = useState('');
  const attempt = useAttempt();
  const { error } = attempt;
  const labels = sealingLabels(held.profile, text);
  const word = t('servers.revoke.word');
  const isFilled = hasKey || (login.hasUser && login.hasCode);
  const isReady = isFilled && typed.trim().toLowerCase() === word && !attempt.busy;
  const revoke = () => {
    const input = { sha256, profileId: held.id, login: hasKey ? null : login.value() };
    login.clear();
    return attempt.run(async (options) => {
      await withUnlock(async () => ipc('losses.revoke', input, options));
      toast(revoked(name));
      onClose();
    }, login.refused);
  };
  const close = () => {
    attempt.cancel();
    onClose();
  };
  return (
    <Dialog title={t('servers.revoke.title')} width="narrow" onClose={close}>
      <p className={words.name}>{screenText(name)}</p>
      <Notice tone="warn">
        <p>{t('servers.revoke.lead', { authority: screenText(held.profile.name), host: hostWords(held.host) })}</p>
      </Notice>
      <p>{t(hasKey ? 'servers.revoke.byKey' : 'servers.revoke.byCode')}</p>
      {error !== null && !attempt.busy && (
        <SendProblem key={attempt.number} error={error} sealed={hasKey ? null : 'revocation'} />
      )}
      <Form
        id={form}
        className={layout.stack14 ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void revoke();
        }}
      >
        {!hasKey && login.fields(labels, attempt.busy)}
        <TextField
          label={t('servers.revoke.type', { word })}
          value={typed}
          onChange={setTyped}
          maxLength={40}
          autoFocus={hasKey}
        />
      </Form>
      {attempt.busy && <ProgressLine label={t('servers.revoke.asking')} progress={attempt.progress} />}
      <DialogActions>
        <Button onPress={close} isDisabled={attempt.busy}>
          {t('common.cancel')}
        </Button>
        <Button look="danger" type="submit" form={form} isDisabled={!isReady}>
          {t('servers.revoke.go')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
