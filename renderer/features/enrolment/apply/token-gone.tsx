// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';

/** Nothing was generated yet. */
export function TokenGone({ onBack }: { readonly onBack: () => void }) {
  const { t } = useText();
  return (
    <>
      <Notice tone="warn" title={t('servers.token.none')} urgent>
        <p>{t('servers.token.noneText')}</p>
      </Notice>
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} autoFocus>
            {t('common.back')}
          </Button>
        </div>
      </DialogActions>
    </>
  );
}
