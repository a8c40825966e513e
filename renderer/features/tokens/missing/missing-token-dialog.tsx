// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { MissingTokenWays } from './missing-token-ways.tsx';

/** 这个 U盾只能由银行的程序使用: the same ways out while another token is plugged in. */
export function MissingTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  return (
    <Dialog title={t('tokens.missingTitle')} onClose={onClose}>
      <MissingTokenWays />
    </Dialog>
  );
}
