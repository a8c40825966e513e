// SPDX-License-Identifier: Apache-2.0
import { FileKey2, HardDriveDownload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { type Drive, driveToOffer, startBackup } from '../../../state/backups-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { useTokenHoldings } from '../../../state/tokens/token-holdings.ts';
import { useTokens } from '../../../state/tokens/tokens-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { ResultRow } from './result-row.tsx';

export interface BackupRowProps {
  readonly sha256s: readonly string[];
  readonly id: string;
  readonly isPrimary: boolean;
  readonly onLeave: () => void;
}

/** Offers the recovery code first, because a backup may not open without it. */
export function BackupRow({ sha256s, id, isPrimary, onLeave }: BackupRowProps) {
  const { t } = useText();
  const codeMissing = useVault(({ status }) => status?.recoverySaved === false);
  const drive = useDrive();
  const last = useTokens((state) => state.last);
  const keys = (last ?? []).filter(({ initialised, writeProtected }) => initialised && !writeProtected);
  const holdings = useTokenHoldings(keys);
  const hasOwnKey = keys.some(({ id, managed }) => managed || holdings.get(id) === 'free');
  if (codeMissing) {
    return (
      <ResultRow
        id={id}
        tone="warn"
        Icon={FileKey2}
        title={t('import.result.codeFirst')}
        about={t('import.result.noBackup')}
        action={{ name: t('vault.writeCode'), run: () => void openDialog('vault.recovery'), isPrimary }}
      />
    );
  }
  const backUp = () => {
    onLeave();
    startBackup(sha256s, drive);
  };
  return (
    <ResultRow
      id={id}
      tone="warn"
      Icon={HardDriveDownload}
      title={t('import.result.backupOpen')}
      about={t('import.result.backupWhy')}
      action={{
        name:
          drive === null || hasOwnKey
            ? t('import.result.backUp')
            : t('import.result.backUpTo', { drive: screenText(drive.name) }),
        run: backUp,
        isPrimary,
      }}
    />
  );
}

function useDrive(): Drive | null {
  const [drive, setDrive] = useState<Drive | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void ipc('backups.drives', {}).then(
      ({ drives }) => isCurrent && setDrive(driveToOffer(drives)),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, []);
  return drive;
}
