// SPDX-License-Identifier: Apache-2.0
import { LifeBuoy } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { countdownText } from '../../lib/text/countdown-text.ts';
import { dueDay } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Ring } from '../../ui/feedback/ring.tsx';
import { CardAction } from './card-action.tsx';
import { cardLossWords, cardTone, isCardUnsafe, usePlacesOf } from './card-facts.ts';
import css from './expiring-first.module.css';
import { showCertificate } from './show-in-list.ts';

/** Delay (ms): answering for one row reads the whole inventory, which would hold up someone who opens the list. */
const restMs = 200;

export function ExpiringFirst({ certificates }: { readonly certificates: readonly CertificateSummary[] }) {
  const { t } = useText();
  const [waits, setWaits] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setWaits(false), restMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <ul className={css.rows} aria-label={t('overview.first')}>
      {certificates.map((certificate) => (
        <Row key={certificate.sha256} certificate={certificate} waits={waits} />
      ))}
    </ul>
  );
}

function Row({ certificate, waits }: { readonly certificate: CertificateSummary; readonly waits: boolean }) {
  const text = useText();
  const { t, language } = text;
  const now = useNow();
  const nameId = useId();
  const places = usePlacesOf(certificate, waits);
  const { sha256, displayName, notBefore, notAfter } = certificate;
  const { state, words } = countdownText(t, notBefore, notAfter, now);
  const tone = cardTone(certificate, now);
  const [loss, progress] = cardLossWords(text, certificate, now);
  return (
    <li className={css.row} data-card={sha256}>
      {isCardUnsafe(certificate, now) ? (
        <LifeBuoy size={16} className={css.bad} aria-hidden />
      ) : (
        <Ring fraction={state.fraction} tone={tone} size={16} />
      )}
      <AriaButton id={nameId} className={css.name ?? ''} onPress={() => showCertificate(sha256)}>
        {screenText(displayName)}
      </AriaButton>
      <span className={`${css.places} ${progress === undefined ? '' : css.progress}`} title={progress ?? places.text}>
        {progress ?? places.text}
      </span>
      <span className={css.date}>{dueDay(notAfter, language)}</span>
      <span className={`${css.left} ${css[tone]}`}>{loss ?? words}</span>
      <span className={css.action}>
        <CardAction certificate={certificate} now={now} nameId={nameId} waits={waits} />
      </span>
    </li>
  );
}
