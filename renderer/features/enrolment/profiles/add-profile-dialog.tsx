// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { guideDays } from '../../../../shared/domain/enrolment/guide-age.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { toast } from '../../../state/toasts-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';

export function AddProfileDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const taken = ({ profile }: { readonly profile: { readonly name: string } }) => {
    const name = screenText(profile.name);
    toast((say) => say('enrolment.add.done', { name }));
    onClose();
  };
  const [saved, setSaved] = useState<string | null>(null);
  const attempt = useAttempt();
  const choose = () =>
    attempt.run(async () => {
      const answer = await ipc('profiles.chooseFile', {});
      if (answer.outcome === 'imported') taken(answer.profile);
    });
  const saveTemplate = () =>
    attempt.run(async (options) => {
      const answer = await ipc('files.chooseDestination', { purpose: 'profile-template' });
      if (answer.outcome === 'cancelled') return;
      const { destinationId } = answer;
      setSaved((await ipc('profiles.writeTemplate', { destinationId }, options)).displayPath);
    });
  const pending = attempt.error?.code === 'profile-exists' ? attempt.error.details['pending'] : null;
  const replace = (id: string) =>
    attempt.run(async (options) => taken(await ipc('profiles.replace', { pending: id }, options)));
  return (
    <Dialog title={t('enrolment.addProfile')} width="narrow" onClose={onClose}>
      <p>{t('enrolment.add.lead')}</p>
      {attempt.error !== null && (
        <ErrorNotice
          key={attempt.number}
          error={attempt.error}
          {...(typeof pending === 'string' && {
            actions: (
              <Button size="small" onPress={() => void replace(pending)} isDisabled={attempt.busy}>
                {t('enrolment.add.replace')}
              </Button>
            ),
          })}
        />
      )}
      {saved !== null && (
        <Notice tone="ok" title={t('enrolment.add.templateSaved')} urgent>
          <p className={text.path}>{screenText(saved)}</p>
        </Notice>
      )}
      <div className={layout.wrap}>
        <Button onPress={() => void choose()} isDisabled={attempt.busy} autoFocus>
          {t('enrolment.add.choose')}
        </Button>
        <Button onPress={() => void saveTemplate()} isDisabled={attempt.busy}>
          {t('enrolment.add.template')}
        </Button>
      </div>
      <p className={text.muted}>{t('enrolment.add.templateHint', { days: guideDays })}</p>
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}
