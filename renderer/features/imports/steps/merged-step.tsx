// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import type { Merged } from '../import-flow.ts';

export interface MergedStepProps {
  readonly result: Merged;
  readonly hasNext: boolean;
  readonly nextText: string;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

export function MergedStep({ result, hasNext, nextText, onNext, onClose }: MergedStepProps) {
  const { t } = useText();
  const { added, known, keysAdded, oursKept, anchorsAdded, unreadable } = result;
  return (
    <>
      <Notice tone="ok" title={t('import.vaultFile.done')} urgent>
        {added.length > 0 && <p>{t('import.doneAdded', { count: added.length })}</p>}
        {keysAdded > 0 && <p>{t('import.doneKeys', { count: keysAdded })}</p>}
        {known.length > 0 && <p>{t('import.doneKnown', { count: known.length })}</p>}
        {added.length + keysAdded + known.length === 0 && <p>{t('import.vaultFile.nothing')}</p>}
        {oursKept > 0 && <p>{t('import.vaultFile.oursKept', { count: oursKept })}</p>}
      </Notice>
      {anchorsAdded > 0 && (
        <Notice tone="warn" urgent>
          <p>{t('import.vaultFile.anchors', { count: anchorsAdded })}</p>
        </Notice>
      )}
      {unreadable > 0 && (
        <Notice tone="warn" urgent>
          <p>{t('import.vaultFile.unreadable', { count: unreadable })}</p>
        </Notice>
      )}
      <DialogActions>
        <Button look="primary" onPress={hasNext ? onNext : onClose} autoFocus>
          {hasNext ? nextText : t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
