import { KeyRound, ShieldOff } from 'lucide-react';
import type { CertificateSummary } from '../../../shared/schemas/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { statusNow, statusTone, timeStatus } from '../../lib/countdown.ts';
import { useCountdown } from '../../lib/countdown-text.ts';
import { shortDate } from '../../lib/dates.ts';
import { screenText } from '../../lib/screen-text.ts';
import { Pill } from '../../ui/pill.tsx';
import { Ring } from '../../ui/ring.tsx';
import css from './certificate-table.module.css';

export interface CellProps {
  readonly certificate: CertificateSummary;
  /** The word is for screen readers only: the column is too narrow for it. */
  readonly iconOnly?: boolean;
  /** The issuer has no column of its own now. */
  readonly withIssuer?: boolean;
}

export function HolderCell({ certificate, withIssuer = false }: CellProps) {
  const { t } = useText();
  const { displayName, place, tags, isCa, issuerName } = certificate;
  const facts = [place, ...tags, isCa ? t('list.authority') : null, withIssuer ? issuerName : null].filter(
    (fact) => fact !== null && fact !== '',
  );
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
  const tone = statusTone[timeStatus(status, notBefore, notAfter, useNow())];
  return (
    <span className={css.left}>
      <Ring fraction={state.fraction} tone={tone} />
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

export function KeyCell({ certificate, iconOnly = false }: CellProps) {
  const { t } = useText();
  const { hasPrivateKey, isCa } = certificate;
  if (isCa && !hasPrivateKey) return <span className={css.key}>—</span>;
  const Icon = hasPrivateKey ? KeyRound : ShieldOff;
  const word = hasPrivateKey ? t('list.keyHeld') : t('list.keyMissing');
  return (
    <span className={`${css.key} ${hasPrivateKey ? '' : css.missing}`} {...(iconOnly && { title: word })}>
      <Icon size={16} aria-hidden />
      <span className={iconOnly ? css.hidden : undefined}>{word}</span>
    </span>
  );
}
