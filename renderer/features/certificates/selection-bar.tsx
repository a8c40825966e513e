import { useEffect } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { allIds, useCertificates } from '../../state/certificates-store.ts';
import { keepSelected, stopSelecting, useSelection } from '../../state/selection-store.ts';
import { Button } from '../../ui/button.tsx';
import css from './list-bar.module.css';
import { selectAll } from './select-rows.ts';

/** What can be done to several certificates at once (L06). */
export function SelectionBar() {
  const { t } = useText();
  const count = useSelection((state) => state.ids.size);
  const list = useCertificates((state) => state.list);
  // Only what the list shows is acted on: what left it, by a change or by another filter, is let go.
  useEffect(() => {
    if (useSelection.getState().ids.size > 0) void allIds().then(keepSelected, () => undefined);
  }, [list]);
  return (
    <div className={css.bar} role="group" aria-label={t('list.selection')}>
      <span className={css.count} role="status">
        {t('list.selected', { count })}
      </span>
      <Button size="small" onPress={() => void selectAll()}>
        {t('list.selectAll')}
      </Button>
      <span className={css.gap} />
      <Button look="quiet" size="small" onPress={stopSelecting}>
        {t('list.selectNone')}
      </Button>
    </div>
  );
}
