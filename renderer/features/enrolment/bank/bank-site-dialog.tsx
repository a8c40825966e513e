// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { bankOf } from '../../../../shared/domain/certificates/bank-of.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc, toAppError } from '../../../lib/ipc.ts';
import { linkBank, useBankOf } from '../../../state/enrolment/banks.ts';
import { usePlaces, useStoreWith } from '../../../state/stores/use-places.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { BankSitePane } from './bank-site-pane.tsx';

export function BankSiteDialog({ sha256, onClose }: { readonly sha256: string; readonly onClose: () => void }) {
  const { t } = useText();
  const [detail, setDetail] = useState<CertificateDetail | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const { held, isLoaded } = useBankOf(sha256);
  const places = usePlaces(sha256);
  const store = useStoreWith(places.places);
  useEffect(() => {
    ipc('certificates.detail', { sha256 }).then(setDetail, (thrown: unknown) => setError(toAppError(thrown)));
  }, [sha256]);
  return (
    <Dialog title={t('bankSite.title')} width="narrow" onClose={onClose}>
      {error !== null && <ErrorNotice error={error} />}
      {detail !== null && isLoaded && (places.places !== null || places.error !== null) && (
        <BankSitePane
          bank={held}
          name={bankOf(detail.subject, detail.issuer)}
          store={store}
          onTaken={async (bank) => linkBank(bank, sha256)}
          asksAbout={detail.bankValidOn === null ? sha256 : null}
        />
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('common.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
