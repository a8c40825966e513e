// SPDX-License-Identifier: Apache-2.0
import { Bell, Check, KeyRound, LifeBuoy, Link, RefreshCw, ShieldOff, TriangleAlert, Unlink, Usb } from 'lucide-react';
import type { ComponentType } from 'react';
import { institutionOf } from '../../../../shared/domain/certificates/bank-of.ts';
import { needsKey } from '../../../../shared/domain/certificates/has-deadline.ts';
import { lacksKey } from '../../../../shared/domain/certificates/identity-pair.ts';
import type { ListRow } from '../../../../shared/schemas/certificates/list-row.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { isUrgent, statusNow, statusTone, toneNow } from '../../../lib/text/countdown.ts';
import { countdownText } from '../../../lib/text/countdown-text.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { hexPairs } from '../../../lib/text/hex.ts';
import { isBackupOptional, isSaidRevoked, lossInList, lossWords } from '../../../lib/text/loss-steps.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { Ring } from '../../../ui/feedback/ring.tsx';
import { type CellsProps, GridCell } from '../../../ui/grid/grid-row.tsx';
import cell from '../../../ui/grid/cell-text.module.css';
import hidden from '../../../ui/visually-hidden.module.css';
import css from './certificate-table.module.css';
import { PairMark } from './pair-mark.tsx';
import type { RowContext } from './row-words.ts';
import type { ColumnId, PlacedColumn } from './table-columns.ts';

export interface CertificateCellsContext extends RowContext {
  readonly columns: readonly PlacedColumn[];
  readonly isComfortable: boolean;
}

interface CellProps {
  readonly certificate: ListRow;
  readonly context: CertificateCellsContext;
}

function NameCell({ certificate, context: { columns, text, now, isComfortable } }: CellProps) {
  const { displayName, subject, issuer, place, tags, isCa, issuerName, chainState, pair, part } = certificate;
  const { status, notBefore, notAfter } = certificate;
  const isShown = (column: ColumnId): boolean => columns.some(({ id }) => id === column);
  const facts = [
    ...lossWords(text.t, certificate, statusNow(status, notBefore, notAfter, now)).slice(1),
    chainState === 'broken' && !isShown('chain') ? text.t('list.chain.broken') : null,
    part === null && lacksKey(certificate) ? text.t('list.pair.lacksKey') : null,
    pair === null ? null : text.t(`list.pair.${part ?? 'both'}`),
    institutionOf(subject, issuer),
    place,
    ...tags,
    isCa ? text.t('list.authority') : null,
    isShown('issuer') ? null : issuerName,
  ];
  const omitted: readonly (string | null)[] = [null, '', displayName, isShown('issuer') ? issuerName : null];
  const noted = facts.filter((fact) => !omitted.includes(fact));
  const note = screenText([...new Set(noted)].join(' · '));
  const name = screenText(displayName);
  return (
    <>
      <PairMark row={certificate} t={text.t} />
      <span className={css.names} title={note === '' ? name : `${name} · ${note}`}>
        <ShownName name={name} isComfortable={isComfortable} />
        {note !== '' && <span className={css.note}>{note}</span>}
      </span>
    </>
  );
}

/** Comfortable rows have two lines. Names such as `holder@number@2` differ only at the end, so it isn't cut off. */
function ShownName({ name, isComfortable }: { readonly name: string; readonly isComfortable: boolean }) {
  const [, start, end] = /^(.+)(@[^@]{1,6})$/.exec(name) ?? [];
  const clamped = isComfortable ? cell.clamped : '';
  if (start === undefined || end === undefined) return <b className={`${css.name} ${clamped}`}>{name}</b>;
  return (
    <b className={`${css.name} ${css.inTwo}`}>
      <span className={clamped} aria-hidden>
        {start}
      </span>
      <span aria-hidden>{end}</span>
      <span className={hidden.hidden}>{name}</span>
    </b>
  );
}

function IssuerCell({ certificate: { issuerName } }: CellProps) {
  const name = screenText(issuerName);
  return (
    <span className={css.quiet} title={name}>
      {name}
    </span>
  );
}

const mostPlaces = 2;

function WhereCell({ certificate: { where }, context: { text } }: CellProps) {
  const names = where.map(({ kind, name }) =>
    kind === 'vault'
      ? text.t('list.where.vault')
      : kind === 'token' && name === ''
        ? text.t('list.where.token')
        : screenText(name),
  );
  const shown = names.slice(0, mostPlaces).join(' · ');
  const all = where.map(({ name }, index) => (name === '' ? names[index] : screenText(name))).join(' · ');
  return (
    <span className={css.quiet} title={all}>
      {names.length > mostPlaces ? `${shown} +${names.length - mostPlaces}` : shown}
    </span>
  );
}

export function CountdownCell({ certificate, context: { text, now, isComfortable } }: CellProps) {
  const { notBefore, notAfter } = certificate;
  const status = statusNow(certificate.status, notBefore, notAfter, now);
  const start = status === 'not-yet-valid' ? new Date(now).toISOString() : notBefore;
  const { state, words } = countdownText(text.t, start, notAfter, now, 'list');
  if (status === 'revoked' || isSaidRevoked(certificate, status)) return <span className={css.quiet}>—</span>;
  const loss = lossInList(certificate, status);
  return (
    <span className={css.left}>
      {state.phase === 'running' && (
        <Ring fraction={state.fraction} tone={loss === null ? toneNow(status, notAfter, now) : 'bad'} size={16} />
      )}
      <span
        className={isUrgent(status, notAfter, now) ? css.urgent : state.phase === 'running' ? undefined : css.quiet}
      >
        {words}
        {isComfortable && <span className={css.date}>{shortDate(notAfter, text.language)}</span>}
      </span>
    </span>
  );
}

function DateCell({ certificate: { notAfter }, context: { text } }: CellProps) {
  return <span className={css.quiet}>{shortDate(notAfter, text.language)}</span>;
}

function StatusCell({ certificate, context: { text, now } }: CellProps) {
  const { t } = text;
  const { status, notBefore, notAfter } = certificate;
  const current = statusNow(status, notBefore, notAfter, now);
  const loss = lossInList(certificate, current);
  const marks = lossWords(t, certificate, current);
  const mark = marks.length === 0 ? undefined : marks.join(' · ');
  const tone =
    isUrgent(current, notAfter, now) || loss !== null ? 'bad' : mark === undefined ? statusTone[current] : 'warn';
  const word = t(loss === null ? `status.${current}` : `losses.short.${loss}`);
  if (current === 'revoked' || current === 'expired') return <Pill tone={tone}>{word}</Pill>;
  return (
    <span className={`${css.plain} ${css[tone]}`} title={mark}>
      {mark === undefined ? <span className={css.dot} aria-hidden /> : <LifeBuoy size={14} aria-hidden />}
      {word}
      {mark !== undefined && <span className={hidden.hidden}>{mark}</span>}
    </span>
  );
}

const backupIcons = { current: Check, outdated: RefreshCw, none: TriangleAlert } as const;

function BackupCell({ certificate, context: { text } }: CellProps) {
  const { t } = text;
  const { backup } = certificate;
  if (backup === null) return <NothingToBackUp certificate={certificate} t={t} />;
  if (backup === 'current' && certificate.part === null && lacksKey(certificate)) return <OneKeyMissing t={t} />;
  if (backup !== 'current' && isBackupOptional(certificate))
    return <span className={css.quiet}>{t(`list.backup.${backup}`)}</span>;
  const Icon = backupIcons[backup];
  return (
    <span className={`${css.mark} ${backup === 'current' ? css.safe : css.warned}`}>
      <Icon size={16} aria-hidden />
      {t(`list.backup.${backup}`)}
    </span>
  );
}

/** Usually the encryption key, which the CA hasn't delivered yet. */
function OneKeyMissing({ t }: Pick<Text, 't'>) {
  return (
    <span className={`${css.mark} ${css.warned}`}>
      <ShieldOff size={16} aria-hidden />
      {t('list.pair.lacksKey')}
    </span>
  );
}

function NothingToBackUp({ certificate, t }: { readonly certificate: ListRow; readonly t: Text['t'] }) {
  const { keyOnToken, inVault, watched, isCa } = certificate;
  if (keyOnToken !== null) {
    return (
      <span className={css.quiet} title={t('list.backup.impossibleWhy')}>
        {t('list.backup.impossible')}
      </span>
    );
  }
  if (!inVault) return <span className={css.quiet}>{t('list.backup.notInVault')}</span>;
  if (watched) return <span className={css.quiet}>{t('list.keyWatched')}</span>;
  if (isCa || !needsKey(certificate)) return <span className={css.quiet}>—</span>;
  return (
    <span className={`${css.mark} ${css.warned}`}>
      <ShieldOff size={16} aria-hidden />
      {t('list.keyMissing')}
    </span>
  );
}

export function KeyCell({ certificate, context: { text } }: CellProps) {
  const { t } = text;
  const { hasPrivateKey, isCa, watched, keyOnToken, part } = certificate;
  if (part === null && hasPrivateKey && lacksKey(certificate)) return <OneKeyMissing t={t} />;
  if (isCa && !hasPrivateKey && !watched) return <span className={css.quiet}>—</span>;
  const Icon = hasPrivateKey ? KeyRound : keyOnToken ? Usb : watched ? Bell : ShieldOff;
  const isMissing = needsKey(certificate) && !hasPrivateKey && !watched && keyOnToken === null;
  const word = keyOnToken
    ? t('list.keyOnToken', { name: screenText(keyOnToken.label) })
    : t(hasPrivateKey ? 'list.keyHeld' : watched ? 'list.keyWatched' : 'list.keyMissing');
  return (
    <span className={`${css.mark} ${isMissing ? css.warned : ''}`} title={word}>
      <Icon size={16} aria-hidden />
      {word}
    </span>
  );
}

function ChainCell({ certificate: { chainState }, context: { text } }: CellProps) {
  const Icon = chainState === 'complete' ? Link : Unlink;
  return (
    <span className={`${css.mark} ${chainState === 'complete' ? '' : css.warned}`}>
      <Icon size={16} aria-hidden />
      {text.t(`list.chain.${chainState}`)}
    </span>
  );
}

function SerialCell({ certificate: { serial } }: CellProps) {
  return <span className={css.serial}>{hexPairs(serial)}</span>;
}

const contents: Record<Exclude<ColumnId, 'tick'>, ComponentType<CellProps>> = {
  name: NameCell,
  issuer: IssuerCell,
  where: WhereCell,
  left: CountdownCell,
  date: DateCell,
  status: StatusCell,
  backup: BackupCell,
  key: KeyCell,
  chain: ChainCell,
  serial: SerialCell,
};

export function CertificateCells(props: CellsProps<ListRow, CertificateCellsContext>) {
  const { row, isTicked, context } = props;
  const { t } = context.text;
  return context.columns.map(({ id }) => {
    if (row === undefined) {
      return (
        <GridCell key={id} isRowHeader={id === 'name'}>
          {id !== 'tick' && <span className={css.placeholder} />}
          {id === 'name' && <span className={hidden.hidden}>{t('list.rowComing')}</span>}
        </GridCell>
      );
    }
    if (id === 'tick') {
      return (
        <GridCell key={id}>
          {row.inVault && (
            <input
              type="checkbox"
              className={css.tick}
              checked={isTicked ?? false}
              readOnly
              tabIndex={-1}
              aria-label={t('list.selectRow', { name: screenText(row.displayName) })}
            />
          )}
        </GridCell>
      );
    }
    const Content = contents[id];
    return (
      <GridCell key={id} isRowHeader={id === 'name'}>
        <Content certificate={row} context={context} />
      </GridCell>
    );
  });
}
