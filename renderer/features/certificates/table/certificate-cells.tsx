// SPDX-License-Identifier: Apache-2.0
import { ArchiveX, Bell, KeyRound, Link, ShieldOff, Unlink, Usb } from 'lucide-react';
import type { CertificateSummary } from '../../../../shared/schemas/certificates/certificate.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { statusNow, statusTone } from '../../../lib/text/countdown.ts';
import { countdownText } from '../../../lib/text/countdown-text.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { Ring } from '../../../ui/feedback/ring.tsx';
import css from './certificate-table.module.css';

export interface CellProps {
  readonly certificate: CertificateSummary;
  /** A hook in each of 150 cells made scrolling stutter. `now`: milliseconds. */
  readonly text: Text;
  readonly now: number;
  /** The word is for screen readers. */
  readonly iconOnly: boolean;
  readonly withIssuer: boolean;
  readonly withChain: boolean;
}

export function HolderCell({ certificate, withIssuer, withChain, text: { t } }: CellProps) {
  const { displayName, place, tags, isCa, issuerName, chainState } = certificate;
  const facts = [
    place,
    ...tags,
    isCa ? t('list.authority') : null,
    withIssuer ? issuerName : null,
    withChain && chainState !== 'complete' ? t(`list.chain.${chainState}`) : null,
  ].filter((fact) => fact !== null && fact !== '');
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

export function CountdownCell({ certificate, text, now }: CellProps) {
  const { notBefore, notAfter, status } = certificate;
  const { state, words } = countdownText(text.t, notBefore, notAfter, now);
  const tone = statusTone[statusNow(status, notBefore, notAfter, now)];
  return (
    <span className={css.left}>
      <Ring fraction={state.fraction} tone={tone} />
      <span>
        {words}
        <span className={css.date}>{shortDate(state.phase === 'not-yet' ? notBefore : notAfter, text.language)}</span>
      </span>
    </span>
  );
}

export function StatusCell({ certificate, text: { t }, now }: CellProps) {
  const { status, notBefore, notAfter, loss } = certificate;
  const current = statusNow(status, notBefore, notAfter, now);
  const pill = <Pill tone={statusTone[current]}>{t(`status.${current}`)}</Pill>;
  if (loss === null) return pill;
  return (
    <span className={css.stack}>
      {pill}
      <span className={`${css.sub} ${css.unsaved}`}>{t(`losses.mark.${loss.kind}`)}</span>
    </span>
  );
}

export function ChainCell({ certificate: { chainState }, text: { t } }: CellProps) {
  const isComplete = chainState === 'complete';
  const Icon = isComplete ? Link : Unlink;
  const word = t(`list.chain.${chainState}`);
  return (
    <span className={`${css.key} ${isComplete ? '' : css.missing}`} title={word}>
      <Icon size={16} aria-hidden />
      <span className={css.hidden}>{word}</span>
    </span>
  );
}

export function KeyCell({ certificate, iconOnly, text: { t } }: CellProps) {
  const { hasPrivateKey, isCa, watched, backup, keyOnToken } = certificate;
  if (isCa && !hasPrivateKey && !watched) return <span className={css.key}>—</span>;
  const Icon = hasPrivateKey ? KeyRound : keyOnToken ? Usb : watched ? Bell : ShieldOff;
  const word = keyOnToken
    ? t('list.keyOnToken', { name: screenText(keyOnToken.label) })
    : t(hasPrivateKey ? 'list.keyHeld' : watched ? 'list.keyWatched' : 'list.keyMissing');
  const mark = backup === null ? null : t(`backup.mark.${backup}`);
  return (
    <span
      className={`${css.key} ${hasPrivateKey || watched || keyOnToken ? '' : css.missing}`}
      {...(iconOnly && { title: mark === null ? word : `${word} · ${mark}` })}
    >
      <Icon size={16} aria-hidden />
      <span className={iconOnly ? css.hidden : css.stack}>
        <span>{word}</span>
        {mark !== null && <span className={`${css.sub} ${backup === 'current' ? '' : css.unsaved}`}>{mark}</span>}
      </span>
      {iconOnly && backup !== null && backup !== 'current' && (
        <ArchiveX size={14} className={css.unsaved} aria-hidden />
      )}
    </span>
  );
}
