// SPDX-License-Identifier: Apache-2.0
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { storeName } from '../../../state/stores/install-places.ts';
import type { Installed, InstalledItem } from '../import-flow.ts';
import { ResultRow } from './result-row.tsx';

const isThere = ({ outcome }: InstalledItem) => outcome === 'installed' || outcome === 'already-installed';
const isProved = ({ proofs }: InstalledItem) => proofs.some(({ kind, passed }) => kind === 'signed' && passed);

/** A newly installed key must have signed, because installation alone proves nothing. */
export function everyPlacePassed(installed: Installed | null): boolean {
  if (installed === null || installed.error !== null || installed.items.length === 0) return false;
  return installed.items.every((item) => isThere(item) && (isProved(item) || item.outcome === 'already-installed'));
}

export function shortfall({ items, error }: Installed) {
  if (!items.some(isThere)) return 'import.result.nowhere';
  return error === null && items.every(isThere) ? 'import.result.untested' : 'import.result.partly';
}

export function keySigned(installed: Installed | null): boolean {
  return installed?.items.some(isProved) === true;
}

export interface InstallRowsProps {
  readonly installed: Installed;
  /** The first retry is the dialog's primary button. */
  readonly isPrimary: boolean;
  readonly onAgain: (storeIds: readonly string[]) => void;
}

export function InstallRows({ installed, isPrimary, onAgain }: InstallRowsProps) {
  const { t, language } = useText();
  const { items, stores, error } = installed;
  const namesOf = (those: readonly InstalledItem[]) =>
    [...new Set(those.map(({ storeId }) => storeId))]
      .map((storeId) => screenText(storeName(stores, storeId)))
      .join(t('common.listSeparator'));
  const fresh = items.filter((item) => item.outcome === 'installed' && isProved(item));
  const unproved = items.filter((item) => item.outcome === 'installed' && !isProved(item));
  const before = items.filter(({ outcome }) => outcome === 'already-installed');
  const missing = [...new Set(items.filter((item) => !isThere(item)).map(({ storeId }) => storeId))];
  const again = (storeIds: readonly string[], isFirst: boolean) => ({
    name: t('common.retry'),
    run: () => onAgain(storeIds),
    isPrimary: isPrimary && isFirst,
  });
  const untried = error === null ? [] : stores.filter(({ id }) => items.every(({ storeId }) => storeId !== id));
  return (
    <>
      {fresh.length > 0 && (
        <ResultRow
          tone="ok"
          title={t('import.result.installed', { places: namesOf(fresh) })}
          about={t('import.result.installedHow')}
        />
      )}
      {unproved.length > 0 && (
        <ResultRow
          tone="warn"
          title={t('import.result.installed', { places: namesOf(unproved) })}
          about={t('import.result.keyFailed')}
        />
      )}
      {before.length > 0 && (
        <ResultRow
          tone="ok"
          title={t('import.result.installedBefore', { places: namesOf(before) })}
          about={t('import.result.nothingWritten')}
        />
      )}
      {error !== null && untried.length > 0 && (
        <ResultRow
          tone="bad"
          title={t('import.result.notInstalled', {
            places: untried.map(({ name }) => screenText(name)).join(t('common.listSeparator')),
          })}
          about={
            error.code === 'cancelled' ? t('install.cancelled') : errorText(error.code, error.details, language).cause
          }
          action={again(
            untried.map(({ id }) => id),
            true,
          )}
        />
      )}
      {missing.map((storeId, index) => {
        const failed = items.find((item) => item.storeId === storeId && item.code !== null);
        const about = failed?.code ? errorText(failed.code, {}, language).cause : t('install.item.not-tried');
        return (
          <ResultRow
            key={storeId}
            tone="bad"
            title={t('import.result.notInstalled', { places: screenText(storeName(stores, storeId)) })}
            about={about}
            action={again([storeId], index === 0 && untried.length === 0)}
          />
        );
      })}
    </>
  );
}
