// SPDX-License-Identifier: Apache-2.0
import type { ListRow } from '../../../../shared/schemas/certificates/list-row.ts';
import { statusNow } from '../../../lib/text/countdown.ts';
import { countdownText } from '../../../lib/text/countdown-text.ts';
import { deadline } from '../../../lib/text/dates.ts';
import { isSaidRevoked, lossInList, lossWords } from '../../../lib/text/loss-steps.ts';
import { needsKey } from '../../../../shared/domain/certificates/has-deadline.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { Text } from '../../../i18n/i18n.ts';

export interface RowContext {
  readonly text: Text;
  /** ms since the epoch. */
  readonly now: number;
}

/** Screen reader text, most important facts first. The cells alone would read as `None` or digits and slashes. */
export function rowWords(row: ListRow, { text: { t, language }, now }: RowContext): string {
  const { notBefore, notAfter, backup, displayName, issuerName, place, tags, isCa, chainState } = row;
  const status = statusNow(row.status, notBefore, notAfter, now);
  const lost = lossInList(row, status);
  const { state, words } = countdownText(t, notBefore, notAfter, now);
  const left = state.phase === 'running' ? t('time.remaining', { time: words }) : words;
  const day = deadline(state.phase === 'not-yet' ? notBefore : notAfter, language);
  const until = { running: 'time.until', expired: 'time.since', 'not-yet': 'time.from' } as const;
  const facts = [
    displayName,
    t(lost === null ? `status.${status}` : `losses.short.${lost}`),
    ...(status === 'revoked' || isSaidRevoked(row, status) ? [] : [left, t(until[state.phase], { date: day })]),
    ...lossWords(t, row, status),
    chainState === 'broken' ? t('list.chain.broken') : null,
    backup === null ? keyWords(row, t) : `${t('list.column.backup')} ${t(`list.backup.${backup}`)}`,
    isCa ? t('list.authority') : null,
    place,
    ...tags,
    issuerName,
    ...row.where.map(({ kind, name }) =>
      kind === 'vault' ? t('list.where.vault') : kind === 'token' ? `${t('list.where.token')} ${name}`.trim() : name,
    ),
  ].filter((fact) => fact !== null && fact !== '');
  return screenText([...new Set(facts)].join(t('common.listSeparator')));
}

function keyWords(row: ListRow, t: Text['t']): string | null {
  if (row.keyOnToken !== null) return `${t('list.column.backup')} ${t('list.backup.impossible')}`;
  if (!row.inVault || row.isCa || (!row.watched && !needsKey(row))) return null;
  return t(row.watched ? 'list.keyWatched' : 'list.keyMissing');
}
