// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { ConfirmHostDialog } from '../enrolment/profiles/confirm-host-dialog.tsx';
import { RevokeDialog } from '../enrolment/revoke-dialog.tsx';

export interface RevokePartProps {
  readonly detail: CertificateDetail;
  /** Over CMP. */
  readonly held: HeldProfile;
}

/** Needs a confirmed host. */
export function RevokePart({ detail, held }: RevokePartProps) {
  const { t } = useText();
  const [open, setOpen] = useState<'confirm' | 'revoke' | null>(null);
  const close = () => setOpen(null);
  if (detail.status === 'revoked') {
    return (
      <Notice tone="ok" title={t('servers.revoke.revoked')}>
        <p>{t('servers.revoke.revokedText')}</p>
      </Notice>
    );
  }
  const isVerified = held.confirmedAt !== null;
  return (
    <>
      <Notice
        tone="off"
        title={t('servers.revoke.offer')}
        actions={
          <Button look={isVerified ? 'danger' : 'plain'} onPress={() => setOpen(isVerified ? 'revoke' : 'confirm')}>
            {t(isVerified ? 'servers.revoke.open' : 'enrolment.confirm')}
          </Button>
        }
      >
        <p>{t(isVerified ? 'servers.revoke.offerText' : 'servers.revoke.unverified')}</p>
      </Notice>
      {open === 'confirm' && <ConfirmHostDialog held={held} onClose={close} />}
      {open === 'revoke' && (
        <RevokeDialog
          sha256={detail.sha256}
          name={detail.displayName}
          hasKey={detail.hasPrivateKey}
          held={held}
          onClose={close}
        />
      )}
    </>
  );
}
