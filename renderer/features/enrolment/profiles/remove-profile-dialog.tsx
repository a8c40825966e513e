// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { RemoveDialog } from '../../../ui/dialog/remove-dialog.tsx';

export function RemoveProfileDialog({ held, onClose }: { readonly held: HeldProfile; readonly onClose: () => void }) {
  const { t } = useText();
  const name = screenText(held.profile.name);
  return (
    <RemoveDialog
      title={t('enrolment.removing.title')}
      lead={t('enrolment.removing.lead', { name })}
      action={t('enrolment.remove')}
      done={(say) => say('enrolment.removing.done', { name })}
      remove={async () => ipc('profiles.remove', { id: held.id })}
      onClose={onClose}
    />
  );
}
