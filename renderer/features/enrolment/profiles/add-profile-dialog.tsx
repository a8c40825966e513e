// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { toast } from '../../../state/toasts-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';

export function AddProfileDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const taken = ({ profile }: { readonly profile: { readonly name: string } }) => {
    const name = screenText(profile.name);
    toast((say) => say('enrolment.add.done', { name }));
    onClose();
  };
  const attempt = useAttempt();
  const choose = () =>
    attempt.run(async () => {
      const answer = await ipc('profiles.chooseFile', {});
      if (answer.outcome === 'imported') taken(answer.profile);
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
      <div>
        <Button onPress={() => void choose()} isDisabled={attempt.busy} autoFocus>
          {t('enrolment.add.choose')}
        </Button>
      </div>
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}
