// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckLine } from './check-line.tsx';

const tones = { current: 'ok', outdated: 'warn', none: 'bad' } as const;

export function BackupLine({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const { sha256 } = detail;
  const revision = useVault((state) => state.status?.revision ?? 0);
  const [held, setHeld] = useState<CallOutput<'backups.ofCertificate'> | null>(null);
  useEffect(() => {
    let current = true;
    // On failure the list still has its mark.
    ipc('backups.ofCertificate', { sha256 }).then(
      (answer) => current && setHeld(answer),
      () => current && setHeld(null),
    );
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  const state = detail.backup ?? 'none';
  return (
    <CheckLine tone={tones[state]} text={state === 'none' ? t('detail.backup') : t(`backup.mark.${state}`)}>
      {held !== null && held.verifiedAt !== null && (
        <>{t('detail.backupChecked', { count: held.backups.length, date: shortDate(held.verifiedAt, language) })} </>
      )}
      {state !== 'current' && (
        <Button look="quiet" size="small" onPress={() => startBackup([sha256])}>
          {t('backup.createNow')}
        </Button>
      )}
    </CheckLine>
  );
}
