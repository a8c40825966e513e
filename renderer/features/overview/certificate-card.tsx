// SPDX-License-Identifier: Apache-2.0
import { LifeBuoy } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { statusNow, type Tone } from '../../lib/text/countdown.ts';
import { countdownText } from '../../lib/text/countdown-text.ts';
import { dueDay } from '../../lib/text/dates.ts';
import { bankLine } from '../../lib/text/holder.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { refreshOverview } from '../../state/overview-store.ts';
import { Button } from '../../ui/button.tsx';
import { Ring } from '../../ui/feedback/ring.tsx';
import hidden from '../../ui/visually-hidden.module.css';
import { CardAction, OpenSite, useSignInBank } from './card-action.tsx';
import { cardLossWords, cardTone, type Dated, isCardUnsafe, useBackupMark, usePlacesOf } from './card-facts.ts';
import css from './certificate-card.module.css';
import { showCertificate } from './show-in-list.ts';

export function CertificateCard({ certificate }: { readonly certificate: CertificateSummary }) {
  const { t } = useText();
  const now = useNow();
  const nameId = useId();
  const places = usePlacesOf(certificate);
  const mark = useBackupMark(certificate);
  const { sha256, displayName, place } = certificate;
  const bank = useSignInBank(certificate, now);
  return (
    <li className={css.card} data-card={sha256}>
      <Countdown certificate={certificate} now={now} />
      <div className={css.text}>
        <h3 id={nameId} className={css.name}>
          <AriaButton className={css.link ?? ''} onPress={() => showCertificate(sha256)}>
            {screenText(displayName)}
          </AriaButton>
        </h3>
        <p className={css.sub}>{[bankLine(certificate), ...(place === null ? [] : [screenText(place)])].join(' · ')}</p>
        <When certificate={certificate} now={now} />
      </div>
      <Foot
        facts={
          <>
            <span className={css[mark.tone]} {...(mark.why !== undefined && { title: mark.why })}>
              {mark.text}
              {mark.why !== undefined && <span className={hidden.hidden}> {mark.why}</span>}
            </span>
            {places.isInstallMissing ? (
              <span className={css.warn}>{t('browsers.notInstalled')}</span>
            ) : (
              places.text !== '' && <span title={places.text}>{places.text}</span>
            )}
          </>
        }
        action={
          <>
            {bank !== null && <OpenSite bank={bank} sha256={sha256} storeId={places.storeId} nameId={nameId} />}
            <CardAction certificate={certificate} now={now} nameId={nameId} hasOther={bank !== null} />
          </>
        }
      />
    </li>
  );
}

export function WatchedCard({ entry }: { readonly entry: Watched }) {
  const { t } = useText();
  const now = useNow();
  const nameId = useId();
  const { name, place, notAfter, createdAt, status } = entry;
  // The clock may have been set back.
  const notBefore = new Date(Math.min(Date.parse(createdAt), now)).toISOString();
  const dated = { status, notBefore, notAfter };
  return (
    <li className={css.card}>
      <Countdown certificate={dated} now={now} />
      <div className={css.text}>
        <h3 id={nameId} className={css.name}>
          {screenText(name)}
        </h3>
        <p className={css.sub}>{place === null ? '' : screenText(place)}</p>
        <When certificate={dated} now={now} />
      </div>
      <Foot
        facts={<span>{t('overview.reminderOnly')}</span>}
        action={
          <Button
            size="small"
            aria-describedby={nameId}
            onPress={() => void openDialog('watch', { entry }).then(refreshOverview)}
          >
            {t('overview.task.changeDate')}
          </Button>
        }
      />
    </li>
  );
}

export function Foot({ facts, action }: { readonly facts: ReactNode; readonly action: ReactNode }) {
  return (
    <div className={css.foot}>
      <span className={css.facts}>{facts}</span>
      {action}
    </div>
  );
}

export function When({ certificate, now }: { readonly certificate: Dated; readonly now: number }) {
  const { notBefore, notAfter, status } = certificate;
  const words = useText();
  const { t, language } = words;
  const shown = statusNow(status, notBefore, notAfter, now);
  const loss = cardLossWords(words, certificate, now);
  if (loss.length > 0) return <p className={`${css.sub} ${css.bad}`}>{loss.join(' · ')}</p>;
  if (shown === 'revoked') return <p className={`${css.sub} ${css.bad}`}>{t('status.revoked')}</p>;
  if (shown === 'not-yet-valid')
    return <p className={css.sub}>{t('overview.starts', { date: dueDay(notBefore, language) })}</p>;
  const key = shown === 'expired' ? 'overview.expired' : 'overview.expires';
  return <p className={css.sub}>{t(key, { date: dueDay(notAfter, language) })}</p>;
}

export function Countdown({ certificate, now }: { readonly certificate: Dated; readonly now: number }) {
  const { t } = useText();
  const { notBefore, notAfter, status } = certificate;
  const { state, words } = countdownText(t, notBefore, notAfter, now);
  const isRevoked = status === 'revoked';
  const isUnsafe = isCardUnsafe(certificate, now);
  const tone: Tone = isRevoked ? 'off' : cardTone(certificate, now);
  return (
    <div className={css.countdown}>
      <Ring fraction={isRevoked || isUnsafe ? 0 : state.fraction} tone={tone} size={64} />
      {isRevoked ? (
        <span className={css.number} aria-hidden>
          —
        </span>
      ) : isUnsafe ? (
        <span className={`${css.number} ${css.bad}`}>
          <LifeBuoy size={24} aria-hidden />
        </span>
      ) : (
        <span className={`${css.number} ${css[tone]}`} aria-hidden>
          {state.count}
          <span className={`${css.unit} ${state.phase === 'expired' ? css.ago : ''}`}>
            {state.phase === 'expired' ? t(`overview.unitAgo.${state.unit}`) : t(`overview.unit.${state.unit}`)}
          </span>
        </span>
      )}
      {!isUnsafe && <span className={hidden.hidden}>{isRevoked ? t('status.revoked') : words}</span>}
    </div>
  );
}
