// SPDX-License-Identifier: Apache-2.0
import type { ComponentType } from 'react';
import { ArchiveX, Bell, KeyRound, Link, ShieldOff, Unlink, Usb } from 'lucide-react';
import type { CertificateSummary } from '../../../../shared/schemas/certificates/certificate.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { statusNow, statusTone } from '../../../lib/text/countdown.ts';
import { countdownText } from '../../../lib/text/countdown-text.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { Ring } from '../../../ui/feedback/ring.tsx';
import { GridCell, type CellsProps } from '../../../ui/grid/grid-row.tsx';
import hidden from '../../../ui/visually-hidden.module.css';
import words from '../../../ui/grid/cell-text.module.css';
import css from './certificate-table.module.css';
import { type ColumnId, type ColumnSpec, iconWidth } from './table-columns.ts';

export interface CertificateCellsContext {
  readonly columns: readonly ColumnSpec[];
  readonly text: Text;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface CellProps {
  readonly certificate: CertificateSummary;
  /** A hook in each of 150 cells made scrolling stutter. `now`: milliseconds. */
  readonly text: Text;
  readonly now: number;
  /** The word is for screen readers. */
  readonly iconOnly: boolean;
  readonly withIssuer: boolean;
  readonly withChain: boolean;
}

function HolderCell({ certificate, withIssuer, withChain, text: { t } }: CellProps) {
  const { displayName, place, tags, isCa, issuerName, chainState } = certificate;
  const facts = [
    place,
    ...tags,
    isCa ? t('list.authority') : null,
    withIssuer ? issuerName : null,
    withChain && chainState !== 'complete' ? t(`list.chain.${chainState}`) : null,
  ].filter((fact) => fact !== null && fact !== '');
  return (
    <span className={words.stack}>
      <span className={words.name}>{screenText(displayName)}</span>
      {facts.length > 0 && <span className={words.sub}>{screenText(facts.join(' · '))}</span>}
    </span>
  );
}

function IssuerCell({ certificate }: CellProps) {
  return <span className={css.issuer}>{screenText(certificate.issuerName)}</span>;
}

export function CountdownCell({ certificate, text, now }: CellProps) {
  const { notBefore, notAfter, status } = certificate;
  const { state, words: left } = countdownText(text.t, notBefore, notAfter, now);
  const tone = statusTone[statusNow(status, notBefore, notAfter, now)];
  return (
    <span className={css.left}>
      <Ring fraction={state.fraction} tone={tone} />
      <span>
        {left}
        <span className={css.date}>{shortDate(state.phase === 'not-yet' ? notBefore : notAfter, text.language)}</span>
      </span>
    </span>
  );
}

function StatusCell({ certificate, text: { t }, now }: CellProps) {
  const { status, notBefore, notAfter, loss } = certificate;
  const current = statusNow(status, notBefore, notAfter, now);
  const pill = <Pill tone={statusTone[current]}>{t(`status.${current}`)}</Pill>;
  if (loss === null) return pill;
  return (
    <span className={css.stack}>
      {pill}
      <span className={css.mark}>{t(`losses.mark.${loss.kind}`)}</span>
    </span>
  );
}

function ChainCell({ certificate: { chainState }, text: { t } }: CellProps) {
  const isComplete = chainState === 'complete';
  const Icon = isComplete ? Link : Unlink;
  const word = t(`list.chain.${chainState}`);
  return (
    <span className={`${css.key} ${isComplete ? '' : css.missing}`} title={word}>
      <Icon size={16} aria-hidden />
      <span className={hidden.hidden}>{word}</span>
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
      <span className={iconOnly ? hidden.hidden : words.stack}>
        <span>{word}</span>
        {mark !== null && <span className={`${words.sub} ${backup === 'current' ? '' : css.unsaved}`}>{mark}</span>}
      </span>
      {iconOnly && backup !== null && backup !== 'current' && (
        <ArchiveX size={14} className={css.unsaved} aria-hidden />
      )}
    </span>
  );
}

const contents: Record<ColumnId, ComponentType<CellProps>> = {
  holder: HolderCell,
  issuer: IssuerCell,
  left: CountdownCell,
  status: StatusCell,
  chain: ChainCell,
  key: KeyCell,
};

export function CertificateCells(props: CellsProps<CertificateSummary, CertificateCellsContext>) {
  const { row, isTicked, context } = props;
  const { columns, text, now } = context;
  const { t } = text;
  const issuerShown = columns.some(({ id }) => id === 'issuer');
  const chainShown = columns.some(({ id }) => id === 'chain');
  return (
    <>
      {isTicked !== null && (
        <GridCell>
          {row !== undefined && (
            <input
              type="checkbox"
              className={css.tick}
              checked={isTicked}
              readOnly
              tabIndex={-1}
              aria-label={t('list.selectRow', { name: screenText(row.displayName) })}
            />
          )}
        </GridCell>
      )}
      {columns.map(({ id, width }) => {
        const Content = contents[id];
        return (
          <GridCell key={id} isRowHeader={id === 'holder'}>
            {row === undefined ? (
              <span className={css.placeholder}>
                {id === 'holder' && <span className={hidden.hidden}>{t('list.rowComing')}</span>}
              </span>
            ) : (
              <Content
                certificate={row}
                text={text}
                now={now}
                iconOnly={width === iconWidth}
                withIssuer={!issuerShown}
                withChain={!chainShown}
              />
            )}
          </GridCell>
        );
      })}
    </>
  );
}
