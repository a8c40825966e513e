// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { partsOf } from '../../../../shared/domain/certificates/identity-pair.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { backupCheck } from '../../../lib/text/check-rules.ts';
import { recentTime } from '../../../lib/text/dates.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { CheckLine } from './check-line.tsx';

export function BackupLine({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const { sha256, hasPrivateKey, keyOnToken, pair } = detail;
  const sha256s = pair === null ? [sha256] : partsOf(pair).map((part) => part.sha256);
  const revision = useVault(({ status }) => status?.revision ?? 0);
  const isCodeMissing = useVault(({ status }) => status !== null && status.keys > 0 && !status.recoverySaved);
  const [held, setHeld] = useState<CallOutput<'backups.ofCertificate'> | null>(null);
  useEffect(() => {
    if (!hasPrivateKey) return undefined;
    let current = true;
    // A failure only hides details.
    ipc('backups.ofCertificate', { sha256 }).then(
      (answer) => current && setHeld(answer),
      () => current && setHeld(null),
    );
    return () => {
      current = false;
    };
  }, [sha256, revision, hasPrivateKey]);
  if (!hasPrivateKey) {
    return keyOnToken === null ? (
      <CheckLine tone="none" title={t('detail.backupPublic')} />
    ) : (
      <CheckLine tone="none" title={t('detail.backupImpossible')} when={t('detail.backupImpossibleWhy')} />
    );
  }
  const { state, tone, isCodeFirst, isOptional } = backupCheck(detail, isCodeMissing);
  const checked =
    held === null || held.verifiedAt === null
      ? null
      : t('detail.backupChecked', {
          count: held.backups.length,
          date: recentTime(held.verifiedAt, language, t('time.today')),
        });
  if (isCodeFirst) {
    return (
      <CheckLine
        tone={tone}
        title={t('overview.codeFirst')}
        when={t('detail.backup')}
        actions={[{ name: t('vault.bannerAction'), run: () => void openDialog('vault.recovery') }]}
      />
    );
  }
  return (
    <CheckLine
      tone={tone}
      title={state === 'none' ? t('detail.backup') : t(`backup.mark.${state}`)}
      when={checked ?? (state === 'none' && !isOptional ? t('detail.backupNoneWhy') : undefined)}
      actions={[
        state === 'current'
          ? { name: t('detail.show'), label: t('detail.showBackups'), run: () => goTo('backup') }
          : { name: t('backup.createNow'), run: () => startBackup(sha256s) },
      ]}
    />
  );
}
