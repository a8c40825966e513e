// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { RenewalFacts } from '../../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { statusNow, statusTone, urgentDays } from '../../../lib/text/countdown.ts';
import { useCountdown } from '../../../lib/text/countdown-text.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { openRenewGuide } from '../../../state/enrolment/guide-store.ts';
import { isKeyOnToken, startRenewal, startTokenRenewal } from '../../../state/enrolment/renewal.ts';
import { startLoss } from '../../../state/losses.ts';
import { startInstall } from '../../../state/stores/store-dialogs.ts';
import { Button } from '../../../ui/button.tsx';
import { Ring } from '../../../ui/feedback/ring.tsx';
import css from './detail-header.module.css';
import { actionsFor, type PrimaryAction } from './primary-action.ts';

export interface CountdownBlockProps {
  readonly detail: CertificateDetail;
  readonly renewal: RenewalFacts | null;
  /** Null: not known yet. */
  readonly isInstalled: boolean | null;
}

const names = {
  replace: 'losses.replace.start',
  renew: 'renewal.renew',
  howToRenew: 'detail.renewHow',
  install: 'detail.install',
  backup: 'detail.backUp',
} as const;

/** Is it valid, how long still, and what to do next. */
export function CountdownBlock({ detail, renewal, isInstalled }: CountdownBlockProps) {
  const { language, t } = useText();
  const now = useNow();
  const { notBefore, notAfter, sha256, displayName } = detail;
  const { state, text } = useCountdown(notBefore, notAfter);
  const status = statusNow(detail.status, notBefore, notAfter, now);
  const isUrgent = status === 'expiring' && Date.parse(notAfter) - now <= urgentDays * 86_400_000;
  const tone = isUrgent ? 'bad' : statusTone[status];
  const isRunning = state.phase === 'running';
  const isOff = status === 'revoked' || status === 'superseded';
  const date = dueDay(state.phase === 'not-yet' ? notBefore : notAfter, language);
  const when = { running: 'time.until', expired: 'time.since', 'not-yet': 'time.from' } as const;
  const { primary, secondary } = actionsFor({ detail, status, renewal, isInstalled, now });
  const run = (action: PrimaryAction) => {
    if (action === 'replace') startLoss(sha256);
    if (action === 'renew' && isKeyOnToken(detail)) startTokenRenewal(renewal?.profileId ?? null, detail);
    else if (action === 'renew') startRenewal(sha256);
    if (action === 'howToRenew') void openRenewGuide(sha256);
    if (action === 'install') startInstall([{ sha256, displayName }]);
    if (action === 'backup') startBackup([sha256]);
  };
  return (
    <div className={css.block} data-tone={tone}>
      <Ring fraction={isOff ? 0 : state.fraction} tone={tone} size={40} />
      <div className={css.when}>
        <div className={css.left}>
          {isOff ? t(`status.${status}`) : isRunning ? t('time.remaining', { time: text }) : text}
        </div>
        <div>
          {t(`list.status.${status}`)} · {t(when[state.phase], { date })}
        </div>
        {status === 'expired' && <div>{t('detail.expiredMeans')}</div>}
      </div>
      <div className={css.buttons}>
        {primary !== null && (
          <Button look="primary" onPress={() => run(primary)}>
            {t(names[primary])}
          </Button>
        )}
        {secondary !== null && secondary !== primary && (
          <Button onPress={() => run(secondary)}>{t(names[secondary])}</Button>
        )}
      </div>
    </div>
  );
}
