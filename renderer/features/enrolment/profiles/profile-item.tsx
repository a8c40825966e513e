// SPDX-License-Identifier: Apache-2.0
import { guideDays, isOutOfDate } from '../../../../shared/domain/enrolment/guide-age.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { openProfile, startRequest } from '../../../state/enrolment/enrolment-dialogs.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import layout from '../../../ui/layout.module.css';
import { HostText } from '../../../ui/host-text.tsx';
import css from '../enrolment-page.module.css';
import { hostWords } from '../../../lib/text/host-words.ts';

export function ProfileItem({ held }: { readonly held: HeldProfile }) {
  const { t } = useText();
  const { id, profile, host, confirmedAt } = held;
  const name = screenText(profile.name);
  const now = useNow();
  const isOld = isOutOfDate(profile.checkedOn, confirmedAt, now);
  const isComparing = useEnrolment(({ comparing }) => comparing === id);
  const isCompared = confirmedAt !== null && !isOld;
  return (
    <li className={css.item}>
      <div className={css.grow}>
        <div className={layout.line}>
          <b>{name}</b>
          {!isComparing && (
            <Pill tone={isCompared ? 'ok' : 'warn'}>
              {t(isCompared ? 'enrolment.verified' : 'enrolment.unverified')}
            </Pill>
          )}
          <Pill tone="off">{t(`enrolment.protocol.${profile.protocol}`)}</Pill>
        </div>
        <span className={css.host}>
          <HostText host={hostWords(host)} />
        </span>
        <span className={css.muted}>{t(`enrolment.protocolHelp.${profile.protocol}`)}</span>
        <GuideSource profile={profile} isOld={isOld} />
      </div>
      <div className={css.acts}>
        {!isCompared && !isComparing && (
          <Button
            size="small"
            onPress={() => openProfile('enrolment.confirm', held)}
            aria-label={t('enrolment.of', { action: t('enrolment.confirm'), name })}
          >
            {t('enrolment.confirm')}
          </Button>
        )}
        <Button
          size="small"
          onPress={() => startRequest(id)}
          aria-label={t('enrolment.of', { action: t('enrolment.apply'), name })}
        >
          {t('enrolment.apply')}
        </Button>
        <Button
          size="small"
          look="quiet"
          onPress={() => openProfile('enrolment.remove-profile', held)}
          aria-label={t('enrolment.of', { action: t('enrolment.remove'), name })}
        >
          {t('enrolment.remove')}
        </Button>
      </div>
    </li>
  );
}

function GuideSource({ profile, isOld }: { readonly profile: HeldProfile['profile']; readonly isOld: boolean }) {
  const { t, language } = useText();
  const { source, checkedOn } = profile;
  if (source === undefined || checkedOn === undefined) return null;
  const date = shortDate(`${checkedOn}T12:00:00`, language);
  return (
    <>
      <span className={css.muted}>{t('enrolment.source', { source: screenText(source), date })}</span>
      {isOld && <span className={css.old}>{t('enrolment.old', { days: guideDays })}</span>}
    </>
  );
}
