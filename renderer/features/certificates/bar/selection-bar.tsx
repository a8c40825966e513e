// SPDX-License-Identifier: Apache-2.0
import { Archive, ChevronDown, Download, MonitorDown, Tag, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { groupDigits } from '../../../i18n/group-digits.ts';
import { runOnSelected, type SelectionAction } from '../../../state/certificate-actions.ts';
import { allIds, unfoldAll, useCertificates } from '../../../state/certificates-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { keepSelected, stopSelecting, useSelection } from '../../../state/selection-store.ts';
import { Button } from '../../../ui/button.tsx';
import { enterRoom } from '../../../ui/enter-room.ts';
import menu from '../../../ui/menu/menu.module.css';
import { Toolbar } from '../../../ui/toolbar.tsx';
import { selectAll } from '../table/select-rows.ts';
import css from './bar.module.css';

export function SelectionBar() {
  const { t } = useText();
  const ids = useSelection((state) => state.ids);
  const isWhole = useSelection((state) => state.isWhole);
  const list = useCertificates((state) => state.list);
  const sha256s = useMemo(() => [...ids], [ids]);
  const [hasFolded, setHasFolded] = useState(false);
  const expired = list?.expired?.isShown === false ? list.expired.count : 0;
  const inGroups = list?.folded ?? 0;
  const listed = (list?.matching ?? 0) - expired - inGroups;
  const maybeWhole = !isWhole && sha256s.length >= listed ? ids : null;
  const folds = inGroups > 0;
  // Actions must affect only rows of the list. This also notices when each has been selected.
  useEffect(() => {
    if (useSelection.getState().ids.size > 0)
      void Promise.all([allIds(), folds ? allIds([]) : null]).then(
        ([shown, every]) => {
          const all = (every ?? shown).flat();
          keepSelected(all, shown.flat());
          setHasFolded(all.every((sha256) => useSelection.getState().ids.has(sha256)));
        },
        () => undefined,
      );
  }, [list, folds, maybeWhole]);
  const none = sha256s.length === 0;
  const folded = isWhole ? expired + (hasFolded ? 0 : inGroups) : 0;
  const rows = groupDigits(folded > 0 ? listed + expired + inGroups : listed);
  const selectRest = async () => {
    if (folded > 0) await unfoldAll();
    await selectAll();
  };
  const act = (action: SelectionAction) => () => runOnSelected(action, sha256s);
  const clear = () => {
    stopSelecting();
    enterRoom('certificates');
  };
  return (
    <>
      <span className={css.selected} role="status">
        {t('list.selected', { count: sha256s.length })}
      </span>
      <Toolbar label={t('list.selection')}>
        {(!isWhole || folded > 0) && (
          <Button look="quiet" size="small" onPress={() => void selectRest()}>
            {t('list.selectAllOf', { rows })}
          </Button>
        )}
        <div className={css.acts}>
          <Button look="primary" isDisabled={none} onPress={act('backup')}>
            <Archive size={16} aria-hidden />
            {t('list.act.backup')}
          </Button>
          <Button isDisabled={none} onPress={act('install')}>
            <MonitorDown size={16} aria-hidden />
            {t('list.act.install')}
          </Button>
          <MenuTrigger>
            <Button isDisabled={none}>
              <Download size={16} aria-hidden />
              {t('list.act.export')}
              <ChevronDown size={14} aria-hidden />
            </Button>
            <Popover className={menu.popover ?? ''} placement="bottom end">
              <Menu className={menu.menu ?? ''} aria-label={t('list.act.export')}>
                <MenuItem className={menu.item ?? ''} onAction={act('export')}>
                  {t('list.exportFiles')}
                </MenuItem>
                <MenuItem
                  className={menu.item ?? ''}
                  onAction={() => void openDialog('certificates.list-file', { sha256s })}
                >
                  {t('list.fileOpen')}
                </MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
          <Button isDisabled={none} onPress={act('tags')}>
            <Tag size={16} aria-hidden />
            {t('list.act.tag')}
          </Button>
          <Button look="danger" isDisabled={none} onPress={act('delete')}>
            <Trash2 size={16} aria-hidden />
            {t('list.act.delete')}
          </Button>
          <Button look="quiet" onPress={clear}>
            {t('list.selectNone')}
          </Button>
        </div>
      </Toolbar>
    </>
  );
}
