import { KeyRound, ShieldOff } from 'lucide-react';
import type { CertificateSummary } from '../../../shared/schemas/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { statusNow, statusTone } from '../../lib/countdown.ts';
import { useCountdown } from '../../lib/countdown-text.ts';
import { shortDate } from '../../lib/dates.ts';
import { screenText } from '../../lib/screen-text.ts';
import { Pill } from '../../ui/pill.tsx';
import { Ring } from '../../ui/ring.tsx';
import css from './certificate-table.module.css';

type CellProps = { readonly certificate: CertificateSummary };

export function HolderCell({ certificate }: CellProps) {
  const { t } = useText();
  const { displayName, place, tags, isCa } = certificate;
  const facts = [place, ...tags, isCa ? t('list.authority') : null].filter((fact) => fact !== null && fact !== '');
  return (
    <span className={css.stack}>
      <span className={css.name}>{screenText(displayName)}</span>
      {facts.length > 0 && <span className={css.sub}>{screenText(facts.join(' · '))}</span>}
    </span>
  );
}

export function IssuerCell({ certificate }: CellProps) {
  return <span className={css.issuer}>{screenText(certificate.issuerName)}</span>;
}

export function CountdownCell({ certificate }: CellProps) {
  const { language } = useText();
  const { notBefore, notAfter, status } = certificate;
  const { state, text } = useCountdown(notBefore, notAfter);
  const tone = statusTone[statusNow(status, notBefore, notAfter, useNow())];
  return (
    <span className={css.left}>
      <Ring fraction={state.fraction} tone={state.phase === 'expired' ? 'bad' : tone} />
      <span>
        {text}
        <span className={css.date}>{shortDate(notAfter, language)}</span>
      </span>
    </span>
  );
}

export function StatusCell({ certificate }: CellProps) {
  const { t } = useText();
  const { status, notBefore, notAfter } = certificate;
  const current = statusNow(status, notBefore, notAfter, useNow());
  return <Pill tone={statusTone[current]}>{t(`status.${current}`)}</Pill>;
}

export function KeyCell({ certificate }: CellProps) {
  const { t } = useText();
  if (certificate.isCa && !certificate.hasPrivateKey) return <span className={css.key}>—</span>;
  return certificate.hasPrivateKey ? (
    <span className={css.key}>
      <KeyRound size={15} aria-hidden />
      {t('list.keyHeld')}
    </span>
  ) : (
    <span className={`${css.key} ${css.missing}`}>
      <ShieldOff size={15} aria-hidden />
      {t('list.keyMissing')}
    </span>
  );
}
