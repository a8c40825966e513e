// SPDX-License-Identifier: Apache-2.0
import { Archive, Download, MonitorDown, Tag, Trash2 } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { allIds, useCertificates } from '../../state/certificates-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { keepSelected, stopSelecting, useSelection } from '../../state/selection-store.ts';
import { startBackup } from '../../state/backups-store.ts';
import { startInstallOf } from '../../state/stores/store-dialogs.ts';
import { Button } from '../../ui/button.tsx';
import layout from '../../ui/layout.module.css';
import css from './list-bar.module.css';
import { selectAll } from './table/select-rows.ts';

export function SelectionBar() {
  const { t } = useText();
  const ids = useSelection((state) => state.ids);
  const list = useCertificates((state) => state.list);
  const sha256s = useMemo(() => [...ids], [ids]);
  // Act only on visible rows: deselect those that left the list.
  useEffect(() => {
    if (useSelection.getState().ids.size > 0) void allIds().then(keepSelected, () => undefined);
  }, [list]);
  const none = sha256s.length === 0;
  return (
    <div className={css.bar} role="group" aria-label={t('list.selection')}>
      <span className={css.count} role="status">
        {t('list.selected', { count: sha256s.length })}
      </span>
      <Button size="small" onPress={() => void selectAll()}>
        {t('list.selectAll')}
      </Button>
      <Button size="small" isDisabled={none} onPress={() => void openDialog('certificates.tags', { sha256s })}>
        <Tag size={15} aria-hidden />
        {t('list.tags')}
      </Button>
      <Button size="small" isDisabled={none} onPress={() => void openDialog('certificates.export-many', { sha256s })}>
        <Download size={15} aria-hidden />
        {t('export.bulk')}
      </Button>
      <Button size="small" isDisabled={none} onPress={() => startInstallOf(sha256s)}>
        <MonitorDown size={15} aria-hidden />
        {t('install.action')}
      </Button>
      <Button size="small" isDisabled={none} onPress={() => startBackup(sha256s)}>
        <Archive size={15} aria-hidden />
        {t('backup.create')}
      </Button>
      <Button size="small" isDisabled={none} onPress={() => void openDialog('certificates.delete', { sha256s })}>
        <Trash2 size={15} aria-hidden />
        {t('trash.delete')}
      </Button>
      <span className={layout.gap} />
      <Button look="quiet" size="small" onPress={stopSelecting}>
        {t('list.selectNone')}
      </Button>
    </div>
  );
}
