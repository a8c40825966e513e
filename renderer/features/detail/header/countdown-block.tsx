// SPDX-License-Identifier: Apache-2.0
import { ExternalLink } from 'lucide-react';
import { firstToEnd, identityEnd, partsOf } from '../../../../shared/domain/certificates/identity-pair.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { RenewalFacts } from '../../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { statusNow, toneNow } from '../../../lib/text/countdown.ts';
import { useCountdown } from '../../../lib/text/countdown-text.ts';
import { isSaidRevoked, lossInList, lossWords } from '../../../lib/text/loss-steps.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { awaitReturn } from '../../../state/enrolment/bank-return.ts';
import { openBank, toastOpened, useBankOf } from '../../../state/enrolment/banks.ts';
import { openRenewGuide } from '../../../state/enrolment/guide-store.ts';
import { isKeyOnToken, startRenewal, startTokenRenewal, startWayOfRenewal } from '../../../state/enrolment/renewal.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { startReplacement } from '../../../state/enrolment/enrolment-dialogs.ts';
import { useReplacement } from '../../../state/enrolment/use-replacement.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { startLoss } from '../../../state/losses.ts';
import { startInstall } from '../../../state/stores/store-dialogs.ts';
import { type PlacesState, useStoreWith } from '../../../state/stores/use-places.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import hidden from '../../../ui/visually-hidden.module.css';
import { Ring } from '../../../ui/feedback/ring.tsx';
import { BankValidPane } from '../../enrolment/bank/bank-valid-pane.tsx';
import css from './detail-header.module.css';
import { isHeld, useLastCheck } from '../use-last-check.ts';
import { actionsFor, type PrimaryAction } from './primary-action.ts';

export interface CountdownBlockProps {
  readonly detail: CertificateDetail;
  readonly renewal: RenewalFacts | null;
  readonly places: PlacesState;
  readonly stateId?: string | undefined;
}

const names = {
  successor: 'detail.successorShow',
  apply: 'revocation.replace',
  replace: 'losses.replace.start',
  renew: 'renewal.renew',
  howToRenew: 'detail.renewHow',
  install: 'detail.install',
  backup: 'detail.backUp',
  openBank: 'bankSite.openSite',
} as const;

export function CountdownBlock({ detail, renewal, places: { places, error }, stateId }: CountdownBlockProps) {
  const { language, t } = useText();
  const now = useNow();
  const { notBefore, pair, displayName } = detail;
  // An identity's certificates are renewed together, so the earlier expiry counts.
  const notAfter = pair === null ? detail.notAfter : identityEnd(pair);
  const first = pair === null ? null : firstToEnd(pair);
  const sha256 = pair?.signing.sha256 ?? detail.sha256;
  const { state, text } = useCountdown(notBefore, notAfter);
  const status = statusNow(detail.status, notBefore, notAfter, now);
  const loss = lossInList(detail, status);
  const tone = loss !== null ? 'off' : toneNow(status, notAfter, now);
  const isRunning = state.phase === 'running';
  const left = isRunning ? t('time.remaining', { time: text }) : text;
  const isSaidOff = isSaidRevoked(detail, status);
  const isOff = isSaidOff || status === 'revoked' || status === 'superseded';
  const offWord = isSaidOff ? t('losses.progress.confirmed') : isOff ? t(`status.${status}`) : left;
  const date = dueDay(state.phase === 'not-yet' ? notBefore : notAfter, language);
  const when = { running: 'time.until', expired: 'time.since', 'not-yet': 'time.from' } as const;
  // Wait for the renewal, which loads once the user stops moving through the list.
  const { held, isLoaded } = useBankOf(renewal === null ? null : sha256);
  const isBankUnread = useEnrolment((state) => state.error !== null);
  const bank = held !== null && held.confirmedAt !== null ? held : null;
  const store = useStoreWith(places);
  const isInstalled = places === null ? (error === null ? null : true) : places.places.length > 0;
  const hasBank = isLoaded || isBankUnread ? bank !== null : null;
  const lastCheck = useLastCheck(status === 'revoked' ? sha256 : null);
  const isOnHold = isHeld(lastCheck);
  const actions = actionsFor({ detail, status, renewal, isInstalled, hasBank, now });
  const apply = isOnHold ? null : lastCheck === undefined ? 'checking' : 'apply';
  const primary = actions.primary === 'apply' ? apply : actions.primary;
  const { secondary } = actions;
  const replacement = useReplacement(actions.primary === 'replace' ? sha256 : null);
  const isCodeMissing = useVault((vault) => vault.status?.recoverySaved === false) && detail.backup !== 'outdated';
  const nameOf = (action: PrimaryAction) => {
    if (action === 'replace' && replacement !== null) return t('losses.replace.resume');
    return t(action === 'backup' && isCodeMissing ? 'vault.writeCode' : names[action]);
  };
  const attempt = useAttempt();
  const open = (known: HeldProfile) =>
    attempt.run(async () => {
      const answer = await openBank(known, store?.id ?? null);
      if (answer.opened) {
        toastOpened(answer);
        if (detail.bankValidOn === null) awaitReturn(sha256);
      } else void openDialog('certificates.bank-site', { sha256 });
    });
  const run = (action: PrimaryAction) => {
    if (action === 'successor') selectCertificate(detail.supersededBy);
    if (action === 'apply') startReplacement({ sha256, subject: detail.subject, profileId: null, purpose: 'replace' });
    if (action === 'replace') (replacement?.resume ?? startLoss)(sha256);
    if (action === 'renew' && isKeyOnToken(detail)) startTokenRenewal(renewal?.profileId ?? null, detail);
    else if (action === 'renew') startRenewal(sha256);
    const isWayUnknown = renewal === null && (status !== 'expired' || isKeyOnToken(detail));
    if (action === 'howToRenew') void (isWayUnknown ? startWayOfRenewal : openRenewGuide)(sha256);
    if (action === 'install') startInstall([{ sha256, displayName }]);
    if (action === 'backup' && isCodeMissing) void openDialog('vault.recovery');
    else if (action === 'backup') startBackup(pair === null ? [sha256] : partsOf(pair).map((part) => part.sha256));
    if (action === 'openBank' && bank !== null) void open(bank);
  };
  return (
    <div className={css.block} data-tone={tone}>
      <Ring fraction={isOff ? 0 : state.fraction} tone={tone} size={40} />
      <div id={stateId} className={css.when}>
        {loss !== null && (
          <span className={hidden.hidden}>
            {lossWords(t, detail, status)
              .slice(0, isSaidOff ? 1 : 2)
              .join(' · ')}
          </span>
        )}
        <div className={css.left}>{isOnHold ? t('revocation.result.hold') : offWord}</div>
        <div>
          {isOff
            ? t(state.phase === 'expired' ? 'time.expiredOn' : 'time.expiresOn', { date: dueDay(notAfter, language) })
            : [...(loss === null ? [t(`status.${status}`)] : []), t(when[state.phase], { date })].join(' · ')}
        </div>
        {first !== null && <div>{t(`detail.pair.first.${first}`)}</div>}
        {status === 'expired' && (detail.hasPrivateKey || detail.keyOnToken !== null) && (
          <div>{t('detail.expiredMeans')}</div>
        )}
      </div>
      <div className={css.buttons}>
        {primary === 'checking' && secondary === null && <span className={css.reserved} aria-hidden />}
        {primary !== null && primary !== 'checking' && (
          <Button look="primary" onPress={() => run(primary)} isDisabled={attempt.busy}>
            {primary === 'openBank' && <ExternalLink size={16} aria-hidden />}
            {nameOf(primary)}
          </Button>
        )}
        {secondary !== null && secondary !== primary && (
          <Button onPress={() => run(secondary)} isDisabled={attempt.busy}>
            {secondary === 'openBank' && <ExternalLink size={16} aria-hidden />}
            {nameOf(secondary)}
          </Button>
        )}
      </div>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <BankValidPane sha256={sha256} />
    </div>
  );
}
