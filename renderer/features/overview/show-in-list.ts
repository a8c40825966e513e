// SPDX-License-Identifier: Apache-2.0
import { expiringDays } from '../../../shared/domain/certificates/certificate-status.ts';
import type { ListFilter } from '../../../shared/schemas/certificates/certificate-query.ts';
import { changeQuery, emptyQuery, type OnlyOf, selectCertificate, showOnly } from '../../state/certificates-store.ts';
import { openWatched } from '../../state/reminders/watched-store.ts';
import { goTo } from '../../state/route-store.ts';

const { sort: _sort, group: _group, includeAuthorities: _authorities, expired: _expired, ...noFilter } = emptyQuery;

export interface Shown {
  readonly status?: ListFilter;
  /** Month of expiry such as `2026-12`. */
  readonly month?: string;
}

export function showTask(status: Exclude<OnlyOf, 'reminders'>, only: readonly string[] | null): void {
  openWatched();
  if (only === null) return showInList({ status });
  if (only.length === 0) return showInList();
  void showOnly(status, only);
  goTo('certificates');
}

/** Resets only the search and the filters. With a status, the list counts as the overview does. */
export function showInList({ status, month }: Shown = {}): void {
  const within = status === 'expiring' ? { expiringDays } : {};
  const counted = status === undefined ? {} : { includeAuthorities: false };
  void changeQuery({ ...noFilter, ...within, ...counted, filter: status ?? 'all', month: month ?? null, folded: [] });
  goTo('certificates');
}

export function showCertificate(sha256: string): void {
  selectCertificate(sha256);
  showInList();
}
