import type { CertificateDetail } from '../../../shared/schemas/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { statusNow, statusTone, timeStatus } from '../../lib/countdown.ts';
import { useCountdown } from '../../lib/countdown-text.ts';
import { deadline } from '../../lib/dates.ts';
import { startVisitTask } from '../../state/visits-store.ts';
import { Button } from '../../ui/button.tsx';
import { Ring } from '../../ui/ring.tsx';
import css from './detail.module.css';

/** How long still, until which day, and what to do about it. */
export function CountdownBlock({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const now = useNow();
  const { sha256, displayName, issuerName, notBefore, notAfter, isCa } = detail;
  const { state, text } = useCountdown(notBefore, notAfter);
  const status = statusNow(detail.status, notBefore, notAfter, now);
  const tone = statusTone[timeStatus(detail.status, notBefore, notAfter, now)];
  const date = deadline(state.phase === 'not-yet' ? notBefore : notAfter, language);
  const when = { running: 'time.expiresOn', expired: 'time.expiredOn', 'not-yet': 'time.startsOn' } as const;
  return (
    <div className={css.big} data-tone={tone}>
      <Ring fraction={state.fraction} tone={tone} size={44} />
      <div className={css.when}>
        <div className={css.span}>{text}</div>
        <div>{t(when[state.phase], { date })}</div>
      </div>
      {!isCa && (status === 'expiring' || status === 'expired') && (
        <Button
          look="primary"
          onPress={() =>
            startVisitTask({ kind: 'renew', sha256, displayName, issuerName, isOver: status === 'expired' })
          }
        >
          {t('detail.renewHow')}
        </Button>
      )}
    </div>
  );
}
