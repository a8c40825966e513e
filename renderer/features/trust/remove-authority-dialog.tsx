// SPDX-License-Identifier: Apache-2.0
import type { OwnAnchor } from '../../../shared/schemas/trust/trust.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { RemoveDialog } from '../../ui/dialog/remove-dialog.tsx';

export interface RemoveAuthorityDialogProps {
  readonly anchor: OwnAnchor;
  readonly onClose: () => void;
}

export function RemoveAuthorityDialog({ anchor, onClose }: RemoveAuthorityDialogProps) {
  const { t } = useText();
  const name = screenText(anchor.displayName);
  return (
    <RemoveDialog
      title={t('trust.removing.title')}
      lead={t('trust.removing.lead', { name })}
      action={t('trust.remove')}
      done={(say) => say('trust.removing.done', { name })}
      remove={async () => ipc('anchors.remove', { sha256: anchor.sha256 })}
      onClose={onClose}
    />
  );
}
