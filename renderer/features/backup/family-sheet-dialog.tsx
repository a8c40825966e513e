// SPDX-License-Identifier: Apache-2.0
import { Fragment, useEffect, useState } from 'react';
import { joinSentences } from '../../../shared/i18n/message.ts';
import type { Backup } from '../../../shared/schemas/vault/backup.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { ipc } from '../../lib/ipc.ts';
import { deadline, shortDate } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { type Drive, useBackups } from '../../state/backups-store.ts';
import { refreshEnrolment, useEnrolment } from '../../state/enrolment/enrolment-store.ts';
import { refreshRenewals, useRenewals } from '../../state/enrolment/renewals-store.ts';
import { PrintDialog } from '../../ui/dialog/print-dialog.tsx';
import { hostWords } from '../../lib/text/host-words.ts';
import { useKnownOnKeys } from '../../state/tokens/use-known-on-keys.ts';
import { usePlaceOf } from '../../state/vault/backup-words.ts';
import { FamilyPhones } from './family-phones.tsx';
import { familyRows } from './family-rows.ts';
import css from './family-sheet.module.css';

/** As many as fit on one page of paper. */
const maxRows = 10;
/** With at most this many rows, the writing lines are taller. */
const roomyRows = 6;
const advice = ['lost', 'newComputer', 'expiring'] as const;
const blanks = ['drive', 'helper'] as const;

/** The sheet contains no secrets. */
export function FamilySheetDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useText();
  const now = useNow();
  const { rows, total, error } = useRenewals();
  const profiles = useEnrolment((state) => state.profiles);
  const newest = useBackups((state) => state.overview?.backups.find(({ problem }) => problem === null));
  const { inStores } = useKnownOnKeys();
  const placeOf = usePlaceOf();
  const drive = useDriveOf(newest?.kind === 'folder' ? newest.place : null);
  useEffect(() => {
    void refreshRenewals();
    void refreshEnrolment();
  }, []);
  const unlock = secretsOf(newest);
  const all = familyRows(rows ?? [], inStores, profiles ?? []);
  const shown = all.slice(0, maxRows);
  const left = total - (rows?.length ?? 0) + all.length - shown.length;
  const usbKeys = new Set(all.flatMap(({ usbKey }) => (usbKey === null ? [] : [screenText(usbKey)])));
  return (
    <PrintDialog
      title={t('familySheet.title')}
      error={error}
      isReady={rows !== null}
      onClose={onClose}
      before={<FamilyPhones rows={shown} />}
    >
      <header className={css.head}>
        <b>{t('familySheet.title')}</b>
        <span>{t('familySheet.printed', { date: shortDate(new Date(now).toISOString(), language) })}</span>
      </header>
      <p>{joinSentences(t('familySheet.lead'), t('familySheet.byHand'))}</p>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('familySheet.certificate')}</th>
            <th scope="col">{t('familySheet.expires')}</th>
            <th scope="col">{t('familySheet.phone')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, name, place, notAfter, usbKey, bank }) => {
            const key = usbKey === null ? '' : t('backup.row.token', { place: screenText(usbKey) });
            return (
              <tr key={id}>
                <th scope="row">
                  {screenText(name)}
                  <span className={css.place}>{[screenText(place), key].filter(Boolean).join(' · ')}</span>
                </th>
                <td className={css.date}>{deadline(notAfter, language)}</td>
                <td>
                  {(bank?.profile.contact?.phone ?? '') === '' && (
                    <span className={css.blank}>{t('familySheet.phoneBlank')}</span>
                  )}
                  {[bank?.profile.contact?.phone ?? '', bank?.profile.contact?.branch ?? '']
                    .filter(Boolean)
                    .map(screenText)
                    .join(' · ')}
                  <span className={css.place}>{bank === null ? '' : hostWords(bank.host)}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {left > 0 && <p className={css.small}>{t('familySheet.more', { count: left })}</p>}
      <dl className={css.lines} data-roomy={shown.length <= roomyRows || undefined}>
        <dt>{t('familySheet.backup')}</dt>
        <dd>
          {newest !== undefined && drive === null && `${placeOf(newest)} · ${screenText(newest.fileName)}`}
          {newest !== undefined &&
            drive !== null &&
            t('familySheet.onDrive', {
              drive: screenText(drive.name),
              file: screenText([...drive.folders, newest.fileName].join('/')),
            })}
        </dd>
        {blanks.map((each) => (
          <Fragment key={each}>
            <dt>{t(`familySheet.${each}`)}</dt>
            <dd />
          </Fragment>
        ))}
        {usbKeys.size > 0 && (
          <>
            <dt>{t('overview.onUsbKey')}</dt>
            <dd>{new Intl.ListFormat(language).format(usbKeys)}</dd>
          </>
        )}
      </dl>
      <b>{t('familySheet.when')}</b>
      <ol className={css.advice}>
        {advice.map((each) => (
          <li key={each}>{t(`familySheet.${each}`, { secret: t(`familySheet.unlock.${unlock}`) })}</li>
        ))}
      </ol>
      <p className={css.small}>{t('familySheet.secrets')}</p>
    </PrintDialog>
  );
}

function secretsOf(backup: Backup | undefined): 'both' | 'passphrase' | 'recovery' {
  if (backup?.byRecovery === false) return 'passphrase';
  return backup?.byPassphrase === false ? 'recovery' : 'both';
}

interface DriveFolder {
  readonly name: string;
  /** Path from the drive's root to the backup folder. */
  readonly folders: readonly string[];
}

function useDriveOf(folder: string | null): DriveFolder | null {
  const [drives, setDrives] = useState<readonly Drive[]>([]);
  useEffect(() => {
    let isCurrent = true;
    ipc('backups.drives', {}).then(
      (answer) => isCurrent && setDrives(answer.drives),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, []);
  if (folder === null) return null;
  const holds = ({ displayPath }: Drive) => folder === displayPath || folder.startsWith(asFolder(displayPath));
  const drive = drives.find(holds);
  if (drive === undefined || drive.name === '') return null;
  const folders = folder
    .slice(drive.displayPath.length)
    .split(/[/\\]/)
    .filter((part) => part !== '');
  return { name: drive.name, folders };
}

/** A Windows drive's path such as `E:\` already ends with a separator. */
function asFolder(mountPoint: string): string {
  return /[/\\]$/.test(mountPoint) ? mountPoint : `${mountPoint}/`;
}
