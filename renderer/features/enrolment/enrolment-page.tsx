// SPDX-License-Identifier: Apache-2.0
import { FileDown, FilePlus2, LifeBuoy } from 'lucide-react';
import { useEffect } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { addProfile, startRequest } from '../../state/enrolment/enrolment-dialogs.ts';
import { openEnrolment, refreshEnrolment, useEnrolment } from '../../state/enrolment/enrolment-store.ts';
import { startLoss } from '../../state/losses.ts';
import { refreshWebEnrolments, useWebEnrolments } from '../../state/enrolment/web-enrolments-store.ts';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import layout from '../../ui/layout.module.css';
import page from '../../ui/page.module.css';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import css from './enrolment-page.module.css';
import { ExampleList } from './profiles/example-list.tsx';
import { ProfileItem } from './profiles/profile-item.tsx';
import { RequestItem } from './requests/request-item.tsx';
import { WebEnrolmentItem } from './web/web-enrolment-item.tsx';

export function EnrolmentPage() {
  const { t } = useText();
  const { profiles, requests, error } = useEnrolment();
  const webEnrolments = useWebEnrolments((state) => state.webEnrolments);
  const onTheWay = requests.length + webEnrolments.length;
  useEffect(() => {
    void openEnrolment();
    void refreshWebEnrolments();
  }, []);
  return (
    <div className={page.page}>
      <header className={layout.line}>
        <h1 className={page.title}>{t('shell.room.enrolment')}</h1>
        <span className={layout.gap} />
        <Button onPress={() => startLoss()}>
          <LifeBuoy size={16} aria-hidden />
          {t('losses.open')}
        </Button>
        <Button onPress={addProfile}>
          <FileDown size={16} aria-hidden />
          {t('enrolment.addProfile')}
        </Button>
        <Button
          look="primary"
          onPress={() => startRequest(null)}
          isDisabled={profiles === null || profiles.length === 0}
        >
          <FilePlus2 size={16} aria-hidden />
          {t('enrolment.apply')}
        </Button>
      </header>
      <p className={css.lead}>{t('enrolment.lead')}</p>
      {error !== null && (
        <ErrorNotice
          error={error}
          actions={<Button onPress={() => void refreshEnrolment()}>{t('common.retry')}</Button>}
        />
      )}
      {profiles === null && error === null && <ProgressLine label={t('enrolment.reading')} />}
      {profiles !== null && (
        <>
          {(profiles.length > 0 || onTheWay > 0) && (
            <section className={css.part} aria-labelledby="enrolment-requests">
              <h2 id="enrolment-requests">{t('enrolment.requests')}</h2>
              {onTheWay === 0 ? (
                <p className={css.none}>{t('enrolment.noRequests')}</p>
              ) : (
                <ul className={css.items}>
                  {webEnrolments.map((webEnrolment) => (
                    <WebEnrolmentItem key={webEnrolment.id} webEnrolment={webEnrolment} />
                  ))}
                  {requests.map((request) => (
                    <RequestItem key={request.id} request={request} />
                  ))}
                </ul>
              )}
            </section>
          )}
          {profiles.length > 0 && (
            <section className={css.part} aria-labelledby="enrolment-profiles">
              <h2 id="enrolment-profiles">{t('enrolment.profiles')}</h2>
              <ul className={css.items}>
                {profiles.map((held) => (
                  <ProfileItem key={held.id} held={held} />
                ))}
              </ul>
            </section>
          )}
          {profiles.length === 0 && <ExampleList />}
        </>
      )}
      <LiveRegion text={profiles === null ? '' : t('enrolment.count', { count: onTheWay })} />
    </div>
  );
}
