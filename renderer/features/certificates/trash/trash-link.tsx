// SPDX-License-Identifier: Apache-2.0
import { memo, useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { TrashDialog } from './trash-dialog.tsx';

export const TrashLink = memo(function TrashLink() {
  const { t } = useText();
  const count = useVault((state) => state.status?.deleted ?? 0);
  const [open, setOpen] = useState(false);
  return (
    <>
      {count > 0 && (
        <Button look="quiet" size="small" onPress={() => setOpen(true)}>
          {t('trash.link', { count })}
        </Button>
      )}
      {open && <TrashDialog onClose={() => setOpen(false)} />}
    </>
  );
});
