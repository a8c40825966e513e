// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { MissingTokenWays } from './missing-token-ways.tsx';

export function MissingTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  return (
    <Dialog title={t('tokens.missingTitle')} onClose={onClose}>
      <MissingTokenWays />
    </Dialog>
  );
}
