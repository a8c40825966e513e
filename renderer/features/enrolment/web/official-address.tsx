// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { toast } from '../../../state/toasts-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import css from '../enrolment-page.module.css';
import { hostWords } from '../profiles/host-words.ts';

/** An unconfirmed host needs a second press (E01). */
export function OfficialAddress({ held }: { readonly held: HeldProfile }) {
  const { t } = useText();
  const [canOpen, setCanOpen] = useState(false);
  const [warned, setWarned] = useState(false);
  const [said, setSaid] = useState<'opened' | 'notOpened' | 'copyFailed' | null>(null);
  const attempt = useAttempt();
  const { id, profile, host, confirmedAt } = held;
  useEffect(() => {
    void ipc('webEnrolments.place', {}).then(
      (answer) => setCanOpen(answer.canOpen),
      () => setCanOpen(false),
    );
  }, []);
  const open = (unverified: boolean) =>
    attempt.run(async () => {
      const { opened } = await ipc('webEnrolments.openAddress', { profileId: id, unverified });
      setWarned(false);
      setSaid(opened ? 'opened' : 'notOpened');
    });
  const copy = () =>
    navigator.clipboard.writeText(profile.url).then(
      () => toast((say) => say('webEnrolments.copied')),
      () => setSaid('copyFailed'),
    );
  return (
    <section className={css.facts}>
      <p className={css.address}>{screenText(profile.url)}</p>
      {host.ascii !== host.unicode && <p className={css.host}>{hostWords(host)}</p>}
      <div className={css.acts}>
        {canOpen && !warned && (
          <Button
            look="primary"
            onPress={() => (confirmedAt === null ? setWarned(true) : void open(false))}
            isDisabled={attempt.busy}
          >
            {t('webEnrolments.openAddress')}
          </Button>
        )}
        <Button onPress={() => void copy()}>{t('webEnrolments.copyAddress')}</Button>
      </div>
      {warned && (
        <Notice
          tone="warn"
          title={t('webEnrolments.unverifiedTitle')}
          urgent
          actions={
            <>
              <Button onPress={() => setWarned(false)} autoFocus>
                {t('common.cancel')}
              </Button>
              <Button onPress={() => void open(true)} isDisabled={attempt.busy}>
                {t('webEnrolments.openAnyway')}
              </Button>
            </>
          }
        >
          <p>{t('webEnrolments.unverifiedText', { host: hostWords(host) })}</p>
        </Notice>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {(said !== null || confirmedAt === null) && (
        <p className={css.muted} role="status">
          {said === null ? t('enrolment.addressHint') : t(`webEnrolments.${said}`)}
        </p>
      )}
    </section>
  );
}
