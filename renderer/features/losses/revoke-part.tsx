// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';

export interface RevokePartProps {
  readonly detail: CertificateDetail;
  readonly held: HeldProfile;
}

export function RevokePart({ detail, held }: RevokePartProps) {
  const { t } = useText();
  const isVerified = held.confirmedAt !== null;
  const { sha256, displayName: name, hasPrivateKey: hasKey } = detail;
  const open = () => {
    if (isVerified) void openDialog('enrolment.revoke', { sha256, name, hasKey, held });
    else void openDialog('enrolment.confirm', { held });
  };
  return (
    <Notice
      tone="off"
      title={t('servers.revoke.offer')}
      actions={
        <Button look="primary" onPress={open}>
          {t(isVerified ? 'servers.revoke.open' : 'enrolment.confirm')}
        </Button>
      }
    >
      <p>{t(isVerified ? 'servers.revoke.offerText' : 'servers.revoke.unverified')}</p>
    </Notice>
  );
}
