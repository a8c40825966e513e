// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { AnchorFacts } from '../../../shared/schemas/trust/trust.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { CompareDialog } from './compare-dialog.tsx';

export function TrustDialog({ sha256, onClose }: { readonly sha256: string; readonly onClose: () => void }) {
  const { t } = useText();
  const [facts, setFacts] = useState<AnchorFacts | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    ipc('anchors.lookAt', { sha256 }).then(
      (answer) => current && setFacts(answer),
      (thrown: unknown) => current && setError(toAppError(thrown)),
    );
    return () => {
      current = false;
    };
  }, [sha256]);
  if (facts !== null) return <CompareDialog facts={facts} how="add" onClose={onClose} />;
  if (error === null) return null;
  return (
    <Dialog title={t('trust.compare.title')} width="narrow" onClose={onClose}>
      <ErrorNotice error={error} />
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
