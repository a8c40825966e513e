// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { RenewalRow } from '../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { ipc } from '../../lib/ipc.ts';
import { deadline, shortDate } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useBackups } from '../../state/backups-store.ts';
import { refreshEnrolment, useEnrolment } from '../../state/enrolment/enrolment-store.ts';
import { refreshRenewals, useRenewals } from '../../state/enrolment/renewals-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { placeOf } from './backup-words.ts';
import css from './family-sheet.module.css';

/** As many as fit on one page of paper. */
const maxRows = 20;
const advice = ['lost', 'newComputer', 'expiring'] as const;

/** Contains nothing secret. */
export function FamilySheetDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const { t, language } = text;
  const now = useNow();
  const { rows, total, error } = useRenewals();
  const profiles = useEnrolment((state) => state.profiles);
  const newest = useBackups((state) => state.overview?.backups.find(({ problem }) => problem === null));
  const canPrint = useSettings((state) => state.info?.canPrint ?? false);
  const attempt = useAttempt();
  useEffect(() => {
    void refreshRenewals();
    void refreshEnrolment();
  }, []);
  const print = () => attempt.run(async () => void (await ipc('files.print', {})));
  const phoneOf = (row: RenewalRow): string => {
    const id = row.kind === 'certificate' ? (row.authority?.profileId ?? null) : null;
    return screenText(profiles?.find((held) => held.id === id)?.profile.contact?.phone ?? '');
  };
  const failure = error ?? attempt.error;
  const shown = rows?.slice(0, maxRows) ?? [];
  return (
    <Dialog title={t('familySheet.title')} width="wide" onClose={onClose}>
      {!canPrint && (
        <Notice tone="off">
          <p>{t('familySheet.cannot')}</p>
        </Notice>
      )}
      {failure !== null && <ErrorNotice key={attempt.number} error={failure} />}
      <PrintSheet>
        <header className={css.head}>
          <b>{t('familySheet.title')}</b>
          <span>{t('familySheet.printed', { date: shortDate(new Date(now).toISOString(), language) })}</span>
        </header>
        <p>{t('familySheet.lead')}</p>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('familySheet.certificate')}</th>
              <th scope="col">{t('familySheet.expires')}</th>
              <th scope="col">{t('familySheet.phone')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const { name, place, notAfter } = factsOf(row);
              return (
                <tr key={row.kind === 'certificate' ? row.certificate.sha256 : row.entry.id}>
                  <th scope="row">
                    {screenText(name)}
                    {place !== '' && <span className={css.place}>{screenText(place)}</span>}
                  </th>
                  <td>{deadline(notAfter, language)}</td>
                  <td>{phoneOf(row)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {total > shown.length && <p className={css.small}>{t('familySheet.more', { count: total - shown.length })}</p>}
        <dl className={css.lines}>
          <dt>{t('familySheet.backup')}</dt>
          <dd>{newest === undefined ? '' : placeOf(text, newest)}</dd>
          <dt>{t('familySheet.helper')}</dt>
          <dd />
          <dt>USB Key</dt>
          <dd />
        </dl>
        <b>{t('familySheet.when')}</b>
        <ol className={css.advice}>
          {advice.map((each) => (
            <li key={each}>{t(`familySheet.${each}`)}</li>
          ))}
        </ol>
        <p className={css.small}>{t('familySheet.secrets')}</p>
      </PrintSheet>
      <DialogActions>
        <Button onPress={onClose}>{t('common.close')}</Button>
        {canPrint && (
          <Button look="primary" onPress={() => void print()} isDisabled={attempt.busy || rows === null} autoFocus>
            {t('guide.sheet.print')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function factsOf(row: RenewalRow): { readonly name: string; readonly place: string; readonly notAfter: string } {
  if (row.kind === 'entry') return { ...row.entry, place: row.entry.place ?? '' };
  const { displayName, place, notAfter, issuerName } = row.certificate;
  return { name: displayName, place: place ?? row.authority?.name ?? issuerName, notAfter };
}
