// SPDX-License-Identifier: Apache-2.0
import { Check, KeyRound, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { bankOf } from '../../../../shared/domain/certificates/bank-of.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { InspectedCertificate } from '../../../../shared/schemas/certificates/inspection.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useCountdown } from '../../../lib/text/countdown-text.ts';
import { bankLine } from '../../../lib/text/holder.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { linkBank, useBankOf } from '../../../state/enrolment/banks.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { startLoss } from '../../../state/losses.ts';
import { goTo } from '../../../state/route-store.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { startInstall } from '../../../state/stores/store-dialogs.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { NewcomerPane } from '../../enrolment/web/old-installations-pane.tsx';
import { BankSitePane } from '../../enrolment/bank/bank-site-pane.tsx';
import { EndedNotices } from '../ended-notices.tsx';
import {
  type Committed,
  type Installed,
  installableIn,
  isOutOfTime,
  mainOf,
  type Preview,
  unsafeIn,
} from '../import-flow.ts';
import { WatchOffer } from '../watch-offer.tsx';
import { BackupRow } from './backup-row.tsx';
import { everyPlacePassed, InstallRows, keySigned, shortfall } from './install-rows.tsx';
import { NamesAlike } from './names-alike.tsx';
import css from './result.module.css';
import { ResultRow } from './result-row.tsx';

export interface ResultStepProps {
  readonly preview: Preview;
  readonly result: Committed;
  readonly installed: Installed | null;
  readonly replaced: readonly string[];
  readonly nextText: string | null;
  readonly onAgain: (storeIds: readonly string[]) => void;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

export function ResultStep({
  preview,
  result,
  installed,
  replaced,
  nextText,
  onAgain,
  onNext,
  onClose,
}: ResultStepProps) {
  const { t } = useText();
  const row = useId();
  const [renewing, setRenewing] = useState<string | null>(null);
  const { certificates, keys } = preview.report;
  const own = certificates.filter(({ hasPrivateKey }) => hasPrivateKey);
  const owners = certificates.filter(({ isCa, hasPrivateKey }) => !isCa || hasPrivateKey);
  const show = mainOf(certificates);
  const detail = useStored(own.length === 1 ? own[0] : undefined, result);
  const hasKey = keys.some(({ usable }) => usable !== false);
  const passed = everyPlacePassed(installed);
  const partly = installed !== null && !passed;
  const title = passed ? 'import.result.tested' : partly ? shortfall(installed) : 'import.doneTitle';
  const place = installed?.items.find(({ outcome }) => outcome === 'installed' || outcome === 'already-installed');
  const browser = installed?.stores.find(({ id }) => id === place?.storeId) ?? null;
  const signer = detail === 'loading' || detail === null || nextText !== null || !signsIn(detail) ? null : detail;
  const { held, isLoaded } = useBankOf(signer?.sha256 ?? null);
  const isBankUnread = useEnrolment((state) => state.error !== null);
  const isPending = nextText === null && (detail === 'loading' || (signer !== null && !isLoaded && !isBankUnread));
  const bank =
    signer === null || !isLoaded || (place === undefined && held === null)
      ? null
      : {
          bank: held,
          name: bankOf(signer.subject, signer.issuer),
          store: browser,
          pick: signer.displayName,
          asksAbout: signer.bankValidOn === null ? signer.sha256 : null,
          onTaken: async (taken: HeldProfile) => linkBank(taken, signer.sha256),
        };
  const toInstall = installableIn(preview.report);
  const unsafe = unsafeIn(preview);
  const reported = toInstall.find(({ sha256 }) => unsafe.has(sha256)) ?? null;
  const reportedAs = unsafe.get(reported?.sha256 ?? '');
  const mayInstall = reported === null && !toInstall.every(isOutOfTime);
  const asksInstall = installed === null && renewing === null && nextText === null && mayInstall;
  const asksBackup = hasKey && nextText === null && (detail === 'loading' || detail?.backup !== 'current');
  const asksAgain = nextText === null && title === 'import.result.nowhere';
  const asksFirst = asksInstall || asksAgain;
  const isDone = bank === null && renewing === null && !asksFirst && !asksBackup;
  const install = () => {
    onClose();
    startInstall(toInstall.map(({ sha256, displayName }) => ({ sha256, displayName })));
  };
  // A primary button that appears later would take the focus.
  if (isPending) return <ProgressLine label={t(installed === null ? 'import.committing' : 'install.installing')} />;
  return (
    <>
      <div className={css.head} role="alert">
        <span className={css.badge} data-tone={partly ? 'warn' : 'ok'} aria-hidden>
          {partly ? <TriangleAlert size={24} /> : <Check size={26} />}
        </span>
        <div>
          <div className={css.headline}>{t(title)}</div>
          {owners.length === 1 && owners[0] !== undefined ? (
            <About certificate={owners[0]} />
          ) : (
            <p className={css.sub}>
              {certificates.length === 0
                ? t('import.doneKeys', { count: result.keysAdded })
                : t('import.result.count', { count: certificates.length })}
            </p>
          )}
          {passed && <p className={css.sub}>{t('import.result.testedNote')}</p>}
        </div>
      </div>
      <EndedNotices requests={result.requests} webEnrolments={result.webEnrolments} />
      {installed === null &&
        nextText === null &&
        own.map(({ sha256 }) => <NewcomerPane key={sha256} sha256={sha256} onLeave={onClose} onFound={setRenewing} />)}
      <ul className={css.rows} aria-label={t('import.result.rows')}>
        <StoredRow
          id={`${row}stored`}
          result={result}
          owners={owners}
          isSigned={keySigned(installed)}
          hasKey={hasKey}
        />
        {installed !== null && <InstallRows installed={installed} isPrimary={asksAgain} onAgain={onAgain} />}
        {preview.holders.map(({ replaces }) =>
          replaces === null || !replaced.includes(replaces.sha256) ? null : (
            <ResultRow
              key={replaces.sha256}
              tone="ok"
              title={t('import.result.replaced', { name: screenText(replaces.displayName) })}
              about={t('import.result.replacedHow')}
            />
          ),
        )}
        {reported !== null && reportedAs !== undefined && (
          <ResultRow
            tone="bad"
            title={t('install.reported', {
              mark: t(`losses.mark.${reportedAs}`),
              names: screenText(reported.displayName),
            })}
            about={t('install.reportedUnsafe')}
            action={{
              name: t('losses.open'),
              run: () => {
                onClose();
                startLoss(reported.sha256);
              },
            }}
          />
        )}
        {asksInstall && (
          <ResultRow
            tone="off"
            title={t('import.result.notYetInstalled')}
            about={t('import.result.notYetInstalledWhy')}
            action={{ name: t('install.action'), run: install, isPrimary: true }}
          />
        )}
        {asksBackup && (
          <BackupRow
            id={`${row}backup`}
            sha256s={own.map(({ sha256 }) => sha256)}
            isPrimary={!asksFirst && bank === null && renewing === null}
            onLeave={onClose}
          />
        )}
      </ul>
      {bank !== null && <BankSitePane {...bank} isPrimary={!asksFirst} />}
      {installed !== null &&
        own.map((each) => <NamesAlike key={each.sha256} certificate={each} installed={installed} />)}
      <WatchOffer certificates={certificates} />
      <DialogActions>
        {nextText === null && (
          <div data-start>
            <Button look="quiet" onPress={onNext}>
              {t('import.result.another')}
            </Button>
          </div>
        )}
        {show !== undefined && (
          <Button
            onPress={() => {
              goTo('certificates');
              selectCertificate(show.sha256);
              onClose();
            }}
          >
            {t('import.viewCertificate')}
          </Button>
        )}
        {nextText === null ? (
          <Button
            key={String(isDone)}
            look={isDone ? 'primary' : 'plain'}
            onPress={onClose}
            aria-describedby={`${row}stored ${row}backup`}
            autoFocus={isDone}
          >
            {t('common.done')}
          </Button>
        ) : (
          <Button look="primary" onPress={onNext} aria-describedby={`${row}stored ${row}backup`} autoFocus>
            {nextText}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function About({ certificate }: { readonly certificate: InspectedCertificate }) {
  const { t } = useText();
  const { state, text } = useCountdown(certificate.notBefore, certificate.notAfter);
  const left = state.phase === 'running' ? t('time.remaining', { time: text }) : text;
  const facts = [screenText(certificate.displayName), bankLine(certificate), left];
  return <p className={css.sub}>{facts.join(' · ')}</p>;
}

interface StoredRowProps {
  readonly id: string;
  readonly result: Committed;
  readonly owners: readonly InspectedCertificate[];
  readonly isSigned: boolean;
  readonly hasKey: boolean;
}

function StoredRow({ id, result, owners, isSigned, hasKey }: StoredRowProps) {
  const { t } = useText();
  const { added, known, keysAdded } = result;
  const newOwners = owners.filter(({ sha256 }) => added.includes(sha256)).length;
  const newIssuers = added.length - newOwners;
  const facts = [
    ...(newOwners > 0 ? [t('import.doneAdded', { count: newOwners })] : []),
    ...(newIssuers > 0 ? [t('import.doneIssuers', { count: newIssuers })] : []),
    ...(keysAdded > 0 ? [t('import.doneKeys', { count: keysAdded })] : []),
    // Omit known certificates if there are new ones, because they are usually the CA's.
    ...(known.length > 0 && added.length === 0 ? [t('import.doneKnown', { count: known.length })] : []),
  ];
  const about = facts.join(' · ');
  if (isSigned) {
    return (
      <ResultRow
        id={id}
        tone="ok"
        Icon={KeyRound}
        title={t('import.result.keyWorks')}
        about={`${t('import.result.keyWorksHow')} · ${about}`}
      />
    );
  }
  return (
    <ResultRow id={id} tone="ok" title={t(hasKey ? 'import.result.keyStored' : 'import.result.stored')} about={about} />
  );
}

function signsIn({ isCa, extendedKeyUsage }: CertificateDetail): boolean {
  if (isCa) return false;
  return (
    extendedKeyUsage.length === 0 ||
    extendedKeyUsage.some((usage) => usage === 'clientAuth' || usage === 'anyExtendedKeyUsage')
  );
}

function useStored(
  certificate: InspectedCertificate | undefined,
  result: Committed,
): CertificateDetail | 'loading' | null {
  const [detail, setDetail] = useState<CertificateDetail | 'loading' | null>('loading');
  const sha256 = certificate?.sha256;
  useEffect(() => {
    let isCurrent = true;
    const read = sha256 === undefined ? Promise.resolve(null) : ipc('certificates.detail', { sha256 });
    void read.then(
      (answer) => isCurrent && setDetail(answer),
      () => isCurrent && setDetail(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [sha256, result]);
  return detail;
}
