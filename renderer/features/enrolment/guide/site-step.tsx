// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { linkBank } from '../../../state/enrolment/banks.ts';
import { refreshEnrolment, useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import {
  abandonGuide,
  beginAtBranch,
  beginGuide,
  refreshGuide,
  useGuide,
} from '../../../state/enrolment/guide-store.ts';
import { usePlaces, useStoreWith } from '../../../state/stores/use-places.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { BankForm } from '../bank/bank-form.tsx';
import { BankSitePane } from '../bank/bank-site-pane.tsx';
import { KnownBanks } from '../bank/known-banks.tsx';
import type { GuideBodyProps } from './use-guide-facts.ts';
import css from './guide.module.css';

/** The address is never guessed or taken from the certificate. */
export function SiteStep({
  facts,
  isNow,
  onTick,
}: Omit<GuideBodyProps, 'line' | 'onPhone'> & { readonly isNow: boolean }) {
  const { t } = useText();
  const { held, old, bankName, phone } = facts;
  const sha256 = old?.sha256 ?? null;
  // The user signs in with the old certificate.
  const store = useStoreWith(usePlaces(sha256).places);
  const isRead = useEnrolment((state) => state.profiles !== null);
  const attempt = useAttempt();
  const take = async (bank: HeldProfile) => takeBank(bank, sha256);
  if (held === null) {
    return (
      isNow &&
      isRead && (
        <KnownBanks key={bankName} name={bankName} onUse={take}>
          <BankForm
            held={null}
            suggested={bankName}
            suggestedPhone={phone}
            onSaved={take}
            {...(facts.kind === 'apply' && { onBranch: beginAtBranch })}
          />
        </KnownBanks>
      )
    );
  }
  return (
    <>
      <BankSitePane
        bank={held}
        name={held.profile.name}
        store={store}
        onTaken={take}
        onOpened={() => onTick('site', true)}
        isPrimary={isNow}
      />
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {isNow && (
        <div className={css.acts}>
          {held.confirmedAt !== null && (
            <Button size="small" onPress={() => onTick('site', true)}>
              {t('guide.act.site')}
            </Button>
          )}
          {facts.kind === 'apply' && (
            <Button
              size="small"
              isDisabled={attempt.busy}
              onPress={() => void attempt.run(async () => beginAtBranch(held.profile.name))}
            >
              {t('guide.branch.choose')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

async function takeBank(bank: HeldProfile, sha256: string | null): Promise<void> {
  if (sha256 !== null) await linkBank(bank, sha256);
  else await refreshEnrolment();
  await refreshGuide();
  const { guided } = useGuide.getState();
  // Restart an enrolment that began with another bank or whose profile was removed.
  if (guided?.profile.name !== bank.profile.name || guided.profile.host !== bank.host.ascii) await abandonGuide();
  if (useGuide.getState().guide !== null) await beginGuide(bank.id);
}
