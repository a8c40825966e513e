// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { tokenName } from '../../lib/text/token-name.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useTokenObjects } from '../../state/tokens/token-objects-store.ts';
import { refreshTokens } from '../../state/tokens/tokens-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import css from './token-dialogs.module.css';

export function ManageDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const { t } = useText();
  const [understood, setUnderstood] = useState(false);
  const attempt = useAttempt();
  const certificates = useTokenObjects(
    ({ shown }) =>
      (shown?.tokenId === token.id ? shown.objects : []).filter(({ certificate }) => certificate !== null).length,
  );
  const on = !token.managed;
  const change = async () => {
    const changed = await attempt.run(async () => {
      await ipc('tokens.manage', { tokenId: token.id, on });
      await refreshTokens();
    });
    if (changed) onClose();
  };
  return (
    <Dialog
      title={`${on ? t('tokenWork.manage.title') : t('tokenWork.manage.offTitle')} · ${tokenName(t, token)}`}
      onClose={onClose}
    >
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {on ? (
        <>
          <p>{t('tokenWork.manage.keeps')}</p>
          <p>{t('tokenWork.manage.lead')}</p>
          <Notice tone="warn" title={t('tokenWork.manage.loseTitle')}>
            <ul className={css.points}>
              <li>{t('tokenWork.manage.loseKey')}</li>
              <li>{t('tokenWork.manage.loseBank')}</li>
              <li>{t('tokenWork.manage.loseOther')}</li>
            </ul>
          </Notice>
          {certificates > 0 && <p>{t('tokenWork.manage.holds', { count: certificates })}</p>}
          <p className={css.lead}>{t('tokenWork.manage.onlyIf')}</p>
          <Checkbox isSelected={understood} onChange={setUnderstood}>
            {t('tokenWork.manage.understand')}
          </Checkbox>
        </>
      ) : (
        <p>{t('tokenWork.manage.offLead')}</p>
      )}
      <DialogActions>
        <Button onPress={onClose} autoFocus={on}>
          {t('common.cancel')}
        </Button>
        <Button look="primary" onPress={() => void change()} isDisabled={attempt.busy || (on && !understood)}>
          {on ? t('tokenWork.manage.on') : t('tokenWork.manage.off')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
