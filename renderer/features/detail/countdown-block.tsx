// SPDX-License-Identifier: Apache-2.0
import { needsReplacement } from '../../../shared/domain/certificates/needs-replacement.ts';
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { RenewalFacts } from '../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { statusNow, statusTone } from '../../lib/text/countdown.ts';
import { useCountdown } from '../../lib/text/countdown-text.ts';
import { deadline } from '../../lib/text/dates.ts';
import { startLoss } from '../../state/losses.ts';
import { startHowToRenew, startRenewal } from '../../state/enrolment/renewal.ts';
import { Button } from '../../ui/button.tsx';
import { Ring } from '../../ui/feedback/ring.tsx';
import css from './detail.module.css';

export interface CountdownBlockProps {
  readonly detail: CertificateDetail;
  readonly renewal: RenewalFacts | null;
}

export function CountdownBlock({ detail, renewal }: CountdownBlockProps) {
  const { language, t } = useText();
  const now = useNow();
  const { notBefore, notAfter } = detail;
  const { state, text } = useCountdown(notBefore, notAfter);
  const tone = statusTone[statusNow(detail.status, notBefore, notAfter, now)];
  const date = deadline(state.phase === 'not-yet' ? notBefore : notAfter, language);
  const when = { running: 'time.expiresOn', expired: 'time.expiredOn', 'not-yet': 'time.startsOn' } as const;
  return (
    <div className={css.big} data-tone={tone}>
      <Ring fraction={state.fraction} tone={tone} size={44} />
      <div className={css.when}>
        <div className={css.span}>{text}</div>
        <div>{t(when[state.phase], { date })}</div>
      </div>
      {renewal !== null && <RenewButton detail={detail} renewal={renewal} now={now} />}
    </div>
  );
}

interface RenewButtonProps {
  readonly detail: CertificateDetail;
  readonly renewal: RenewalFacts;
  readonly now: number;
}

/** Prominent once the CA allows renewal. Without a protocol it never pretends to renew (UI). */
function RenewButton({ detail, renewal, now }: RenewButtonProps) {
  const { t } = useText();
  const { sha256 } = detail;
  const status = statusNow(detail.status, detail.notBefore, detail.notAfter, now);
  if (detail.isCa || status === 'superseded' || status === 'revoked' || status === 'not-yet-valid') return null;
  const isDue = now >= Date.parse(renewal.from);
  const look = isDue ? 'primary' : 'quiet';
  if (needsReplacement(detail)) {
    // The replacement is already here.
    if (detail.loss?.replaced === true) return null;
    return (
      <Button look={look} onPress={() => startLoss(sha256)}>
        {t('losses.replace.start')}
      </Button>
    );
  }
  const isAsked = isServerProtocol(renewal.protocol) && detail.hasPrivateKey && status !== 'expired';
  return (
    <Button look={look} onPress={() => (isAsked ? startRenewal(sha256) : startHowToRenew(detail))}>
      {t(isAsked ? 'renewal.renew' : 'detail.renewHow')}
    </Button>
  );
}
