// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { selectCertificate } from '../../state/certificates-store.ts';
import { refreshEnrolment, useEnrolment } from '../../state/enrolment/enrolment-store.ts';
import { openApplyGuide, resumeGuide } from '../../state/enrolment/guide-store.ts';
import { refreshWebEnrolments, useWebEnrolments } from '../../state/enrolment/web-enrolments-store.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { goTo } from '../../state/route-store.ts';
import { startReplacement } from '../../state/enrolment/enrolment-dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import text from '../../ui/text.module.css';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './step-props.ts';

export interface ReplaceStepProps extends StepProps {
  readonly onClose: () => void;
}

export function ReplaceStep({ facts, loss, onTick, onBack, onNext, onClose }: ReplaceStepProps) {
  const { t } = useText();
  const profiles = useEnrolment((state) => state.profiles);
  const webEnrolments = useWebEnrolments((state) => state.webEnrolments);
  useEffect(() => {
    void refreshEnrolment();
    void refreshWebEnrolments();
  }, []);
  const { view, detail } = facts;
  const toRoom = () => {
    onClose();
    goTo('enrolment');
  };
  const apply = () => {
    onClose();
    const profileId = view.sheet.authority?.profileId ?? null;
    startReplacement({ sha256: detail.sha256, subject: detail.subject, profileId, purpose: 'replace' });
  };
  const show = (sha256: string) => {
    onClose();
    goTo('certificates');
    selectCertificate(sha256);
  };
  const goOn = (id: string) => {
    onClose();
    void resumeGuide(id);
  };
  const applyGenerally = () => {
    onClose();
    openApplyGuide(detail.sha256);
  };
  const { successor, isAskedFor } = view;
  const host = view.sheet.authority?.host.ascii;
  const own = webEnrolments.findLast(({ renews }) => renews === detail.sha256);
  const beside = webEnrolments.findLast(({ purpose, profile }) => purpose === 'apply' && profile.host === host);
  const isNext = successor === null && !isAskedFor && !loss.replaced && profiles !== null;
  const isWaiting = successor === null && isAskedFor && !loss.replaced;
  const look = isNext && beside === undefined ? 'primary' : 'plain';
  const isKnown = view.sheet.authority !== null;
  const applyLook = isKnown ? look : 'plain';
  return (
    <>
      <p className={text.muted}>{t(loss.kind === 'lost' ? 'losses.replace.leadLost' : 'losses.replace.lead')}</p>
      {successor !== null && (
        <Notice
          tone="ok"
          title={t('losses.replace.done')}
          actions={<Button onPress={() => show(successor)}>{t('losses.replace.show')}</Button>}
        >
          {null}
        </Notice>
      )}
      {successor === null && isAskedFor && (
        <Notice
          tone="off"
          title={t(own === undefined ? 'losses.replace.pending' : 'losses.replace.started')}
          actions={
            <Button
              look={isWaiting ? 'primary' : 'plain'}
              onPress={own === undefined ? toRoom : () => goOn(own.id)}
              autoFocus={isWaiting}
            >
              {t(own === undefined ? 'losses.replace.view' : 'losses.replace.goOn')}
            </Button>
          }
        >
          {null}
        </Notice>
      )}
      {successor === null && !isAskedFor && beside !== undefined && (
        <Notice
          tone="off"
          title={t('losses.replace.running', { bank: screenText(beside.profile.name) })}
          actions={
            <Button look={isNext ? 'primary' : 'plain'} onPress={() => goOn(beside.id)} autoFocus={isNext}>
              {t('losses.replace.goOn')}
            </Button>
          }
        >
          <p>{t('losses.replace.runningText')}</p>
        </Notice>
      )}
      {successor === null && !isAskedFor && profiles !== null && !isKnown && (
        <Notice
          tone="off"
          title={t('losses.replace.noProfile')}
          actions={
            <Button look={look} onPress={applyGenerally} autoFocus={look === 'primary'}>
              {t('losses.replace.general')}
            </Button>
          }
        >
          <p>{t('losses.replace.noProfileText')}</p>
        </Notice>
      )}
      {successor === null && !isAskedFor && profiles !== null && profiles.length > 0 && (
        <>
          {!isKnown && <p className={text.small}>{t('losses.replace.applyHint')}</p>}
          <div>
            <Button look={applyLook} onPress={apply} autoFocus={applyLook === 'primary'}>
              {t('losses.replace.apply')}
            </Button>
          </div>
        </>
      )}
      <StepFoot
        tick={t('losses.replace.replaced')}
        ticked={loss.replaced}
        onTick={onTick}
        onBack={onBack}
        onNext={onNext}
        isPrimary={!isNext && !isWaiting}
      />
    </>
  );
}
