import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { Backup } from '../../../shared/schemas/backup.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { exactTime } from '../../lib/dates.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { startBackup } from '../../state/backup-tasks-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import page from '../../ui/page.module.css';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { placeOf } from './backup-words.ts';
import { SecretFields, secretKinds, type TypedSecret } from './secret-fields.tsx';

/** Codes that say something about the backup itself, and not about what was typed. */
const verdicts = new Set(['backup-damaged', 'not-a-backup']);

/** B09: a backup is looked at again, on demand; what was found goes into the history. */
export function VerifyDialog({ backup, onClose }: { readonly backup: Backup; readonly onClose: () => void }) {
  const text = useText();
  const { t, language } = text;
  const id = useId();
  const kinds = secretKinds(backup);
  const [how, setHow] = useState<'open' | 'compare'>('open');
  const [typed, setTyped] = useState<TypedSecret>({ kind: kinds[0] ?? 'passphrase', secret: '' });
  const [result, setResult] = useState<CallOutput<'backups.verify'> | null>(null);
  const attempt = useAttempt();
  const close = () => {
    attempt.cancel();
    onClose();
  };
  const ready = !attempt.busy && (how === 'compare' || typed.secret !== '');
  const check = async () => {
    const input = { id: backup.id, secret: how === 'open' ? typed : null };
    const done = await attempt.run(async (options) => setResult(await ipc('backups.verify', input, options)));
    if (done) setTyped({ kind: typed.kind, secret: '' });
  };
  const failed = attempt.error !== null && verdicts.has(attempt.error.code);
  return (
    <Dialog title={t('backup.verify.title')} width="narrow" onClose={close}>
      <p>
        {t('backup.restoring.made', { time: exactTime(backup.createdAt, language) })}
        <br />
        <span className={page.muted}>{placeOf(text, backup)}</span>
      </p>
      {attempt.error !== null && (
        <ErrorNotice
          key={attempt.number}
          error={attempt.error}
          {...(failed && {
            title: t('backup.verify.failed'),
            actions: <Button onPress={() => startBackup()}>{t('backup.createNow')}</Button>,
          })}
        />
      )}
      {result === null ? (
        <>
          <p className={page.muted}>{t('backup.verify.lead')}</p>
          <Form
            id={id}
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
            {how === 'open' && (
              <SecretFields kinds={kinds} typed={typed} onChange={setTyped} isDisabled={attempt.busy} />
            )}
          </Form>
          {attempt.busy && (
            <ProgressLine label={t('backup.verify.checking')} progress={attempt.progress} onCancel={attempt.cancel} />
          )}
        </>
      ) : (
        <Notice
          tone="ok"
          title={t(result.outcome === 'rehearsed' ? 'backup.verify.rehearsed' : 'backup.verify.unchanged')}
          urgent
        >
          <p>
            {result.outcome === 'rehearsed'
              ? t('backup.verify.rehearsedText', { signed: result.signed })
              : t('backup.verify.unchangedText')}
          </p>
        </Notice>
      )}
      <DialogActions>
        {result === null ? (
          <>
            <Button onPress={close}>{t('common.cancel')}</Button>
            <Button look="primary" type="submit" form={id} isDisabled={!ready}>
              {t('backup.verify.check')}
            </Button>
          </>
        ) : (
          <Button look="primary" onPress={onClose} autoFocus>
            {t('common.done')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
