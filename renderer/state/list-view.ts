// SPDX-License-Identifier: Apache-2.0
import { expiringDays } from '../../shared/domain/certificates/certificate-status.ts';
import type { Settings } from '../../shared/schemas/settings.ts';
import { changeQuery, emptyQuery, type ListQuery, placeExpired, useCertificates } from './certificates-store.ts';
import { changeSettings, useSettings } from './settings-store.ts';

export type ListView = Settings['list'];

export const plainView: ListView = {
  sort: emptyQuery.sort,
  group: emptyQuery.group,
  columns: ['issuer', 'where', 'status', 'backup'],
  density: 'auto',
  expiredLast: true,
  expiredHidden: false,
  expiringDays,
};

/** With density `auto`, rows are compact above this number of certificates. */
export const comfortableUpTo = 20;

function queryOf(view: ListView): Pick<ListQuery, 'sort' | 'group' | 'expired' | 'expiringDays'> {
  const { sort, group, expiredLast, expiredHidden, expiringDays: days } = view;
  const expired = expiredHidden ? 'hidden' : expiredLast ? 'folded' : 'mixed';
  return { sort, group, expired, expiringDays: days };
}

export function restoreListView(): void {
  const { settings } = useSettings.getState();
  if (settings !== null) useCertificates.setState({ query: { ...emptyQuery, ...queryOf(settings.list) } });
}

export function listViewNow(): ListView {
  return useSettings.getState().settings?.list ?? plainView;
}

/** Applies at once, then saves. Throws the errors of `settings.change` without undoing the change. */
export async function changeListView(change: Partial<ListView>): Promise<void> {
  const list = { ...listViewNow(), ...change };
  useSettings.setState(({ settings }) => ({ settings: settings && { ...settings, list } }));
  const { sort, group, expired, expiringDays: days } = queryOf(list);
  const movesExpired = change.expiredLast !== undefined || change.expiredHidden !== undefined;
  const asksAgain = movesExpired || [change.sort, change.group, change.expiringDays].some((each) => each !== undefined);
  const asked = asksAgain
    ? changeQuery({
        sort,
        group,
        ...(movesExpired && { expired }),
        ...(change.expiringDays !== undefined && { expiringDays: days }),
      })
    : null;
  await Promise.all([asked, changeSettings({ list: { ...list, columns: [...list.columns] } })]);
}

/** Shows the expired certificates for now, even if the setting hides them. Hides or folds them again otherwise. */
export async function showExpired(isShown: boolean): Promise<void> {
  await placeExpired(isShown ? 'shown' : listViewNow().expiredHidden ? 'hidden' : 'folded');
}
