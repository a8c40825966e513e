// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import text from '../../ui/text.module.css';
import css from './vault-dialogs.module.css';

export function SyncedFolderDialog({ where, onClose }: { readonly where: string; readonly onClose: () => void }) {
  const { t } = useText();
  const folder = useVault((state) => state.status?.folder ?? '');
  const [before, after] = t('banner.syncedMove').split('--data');
  return (
    <Dialog title={t('banner.syncedTitle', { where })} onClose={onClose}>
      <p>{t('banner.syncedWhy')}</p>
      <p className={text.muted}>{screenText(folder)}</p>
      <p>{t('banner.syncedExclude')}</p>
      <p className={text.muted}>
        {before}
        <code className={css.flag}>--data</code>
        {after}
      </p>
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
