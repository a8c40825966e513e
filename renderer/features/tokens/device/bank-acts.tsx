// SPDX-License-Identifier: Apache-2.0
import { Bell, ExternalLink, FileCheck2, LifeBuoy, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { bankLine } from '../../../lib/text/holder.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { openBank, toastOpened, useBankOf } from '../../../state/enrolment/banks.ts';
import { openRenewGuide } from '../../../state/enrolment/guide-store.ts';
import { startLoss } from '../../../state/losses.ts';
import { useReminders } from '../../../state/reminders/use-reminders.ts';
import { goTo } from '../../../state/route-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import css from './device.module.css';
import type { KeyCertificate } from './devices.ts';

export function BankActs({ certificate }: { readonly certificate: KeyCertificate }) {
  const { t } = useText();
  const { part, loss, supersededBy } = certificate;
  if (supersededBy !== null) return part !== 'encryption' && <ShowSuccessor sha256={supersededBy} />;
  if (part === 'encryption') return loss === null && <p className={css.sub}>{t('tokens.bank.withSigning')}</p>;
  if (loss !== null) return <ReplaceLost sha256={certificate.sha256} />;
  return certificate.inVault ? <Acts certificate={certificate} /> : <KeepFirst certificate={certificate} />;
}

function Acts({ certificate }: { readonly certificate: KeyCertificate }) {
  const { t, language } = useText();
  const { sha256, displayName } = certificate;
  const { held, isLoaded } = useBankOf(sha256);
  const reminders = useReminders(sha256);
  const attempt = useAttempt();
  const isCompared = held !== null && held.confirmedAt !== null;
  const open = () =>
    attempt.run(async () => {
      const answer = isCompared ? await openBank(held, null) : null;
      if (answer?.opened === true) toastOpened(answer);
      else void openDialog('certificates.bank-site', { sha256 });
    });
  const next = reminders?.planned[0];
  return (
    <>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <div className={css.acts}>
        <Act
          isPrimary={isCompared}
          isPending={!isLoaded}
          icon={<ExternalLink size={20} aria-hidden />}
          name={t(isCompared ? 'tokens.bank.open' : 'tokens.bank.type')}
          hint={isCompared ? held.host.ascii : t('tokens.bank.typeHint')}
          onPress={() => void open()}
        />
        <Act
          icon={<RefreshCw size={20} aria-hidden />}
          name={t('tokens.bank.renew')}
          hint={t('tokens.bank.renewHint')}
          onPress={() => void openRenewGuide(sha256)}
        />
        <Act
          icon={<Bell size={20} aria-hidden />}
          name={t('tokens.bank.reminders')}
          hint={
            next === undefined
              ? t('tokens.bank.noReminder')
              : t('tokens.bank.next', { date: dueDay(next.at, language) })
          }
          onPress={() =>
            void openDialog('reminders', { about: sha256, name: displayName, bank: bankLine(certificate) })
          }
        />
      </div>
    </>
  );
}

function ShowSuccessor({ sha256 }: { readonly sha256: string }) {
  const { t } = useText();
  const show = () => {
    selectCertificate(sha256);
    goTo('certificates');
  };
  return (
    <div className={css.acts}>
      <Act
        isPrimary
        icon={<FileCheck2 size={20} aria-hidden />}
        name={t('detail.successorShow')}
        hint={t('tokens.bank.successorHint')}
        onPress={show}
      />
    </div>
  );
}

function ReplaceLost({ sha256 }: { readonly sha256: string }) {
  const { t } = useText();
  return (
    <div className={css.acts}>
      <Act
        isPrimary
        icon={<LifeBuoy size={20} aria-hidden />}
        name={t('losses.open')}
        hint={t('tokens.bank.lostHint')}
        onPress={() => startLoss(sha256)}
      />
    </div>
  );
}

/** Imports only the certificate, because reminders and renewal steps need no key. */
function KeepFirst({ certificate }: { readonly certificate: KeyCertificate }) {
  const { t } = useText();
  const { sha256, displayName, store, object } = certificate;
  if (object !== null) return <KeepAndRenew sha256={sha256} {...object} />;
  if (store === null) return null;
  const { storeId, storeName } = store;
  const placed = { sha256, displayName, storeId, storeName };
  return (
    <Notice
      tone="off"
      actions={
        <Button size="small" onPress={() => void openDialog('stores.take-in', { placed, hardware: true })}>
          {t('tokens.bank.keep')}
        </Button>
      }
    >
      <p>{t('tokens.bank.keepFirst', { name: screenText(displayName) })}</p>
    </Notice>
  );
}

interface KeepAndRenewProps {
  readonly sha256: string;
  readonly tokenId: string;
  readonly objectIds: readonly string[];
}

function KeepAndRenew({ sha256, tokenId, objectIds }: KeepAndRenewProps) {
  const { t } = useText();
  const attempt = useAttempt();
  const renew = () =>
    attempt.run(async (options) => {
      await ipc('tokens.takeIn', { tokenId, objectIds: [...objectIds] }, options);
      await openRenewGuide(sha256);
    });
  return (
    <>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <div className={css.acts}>
        <Act
          icon={<RefreshCw size={20} aria-hidden />}
          name={t('tokens.bank.renew')}
          hint={t('tokens.bank.keepRenew')}
          onPress={() => void (attempt.busy || renew())}
        />
      </div>
    </>
  );
}

interface ActProps {
  readonly isPrimary?: boolean;
  readonly isPending?: boolean;
  readonly icon: ReactNode;
  readonly name: string;
  readonly hint: string;
  readonly onPress: () => void;
}

function Act({ isPrimary = false, isPending = false, icon, name, hint, onPress }: ActProps) {
  return (
    <AriaButton className={`${css.act} ${isPending ? css.pending : isPrimary ? css.primary : ''}`} onPress={onPress}>
      <span className={css.badge}>{icon}</span>
      <span className={css.text}>
        <b>{name}</b>
        <span className={css.hint}>{hint}</span>
      </span>
    </AriaButton>
  );
}
