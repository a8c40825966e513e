import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/screen-text.ts';
import { toast } from '../../state/toasts-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FileOrPath } from '../../ui/file-or-path.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { useFileOrPath } from '../../ui/use-file-or-path.ts';

/** The file of a profile, by the system's dialog or by its path (E01). */
export function AddProfileDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const taken = ({ profile }: { readonly profile: { readonly name: string } }) => {
    const name = screenText(profile.name);
    toast((say) => say('enrolment.add.done', { name }));
    onClose();
  };
  const { attempt, isReady, field } = useFileOrPath(
    async () => {
      const answer = await ipc('profiles.chooseFile', {});
      if (answer.outcome === 'imported') taken(answer.profile);
    },
    async (path) => taken(await ipc('profiles.typeFile', { path })),
  );
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
      <FileOrPath
        {...field}
        words={{
          choose: t('enrolment.add.choose'),
          typed: t('enrolment.add.typed'),
          typedHint: t('enrolment.add.typedHint'),
        }}
      />
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form={field.form} isDisabled={!isReady}>
          {t('enrolment.add.take')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
