// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { openProfile } from '../../../state/enrolment/enrolment-dialogs.ts';
import { refreshEnrolment, useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { abandonGuide, beginGuide, useGuide } from '../../../state/enrolment/guide-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { SelectField } from '../../../ui/fields/select-field.tsx';
import { hostWords } from '../profiles/host-words.ts';
import { OfficialAddress } from '../web/official-address.tsx';
import { BankForm } from './bank-form.tsx';
import css from './guide.module.css';
import type { OpenGuideFacts } from './use-guide-facts.ts';

/** Typed once per bank, compared by the person; never guessed, never taken from the certificate. */
export function SiteStep({ facts, isNow }: { readonly facts: OpenGuideFacts; readonly isNow: boolean }) {
  const { t, language } = useText();
  const { held, old } = facts;
  if (held === null) return isNow && <WhichBank sha256={old?.sha256 ?? null} />;
  return (
    <>
      <OfficialAddress held={held} />
      {held.confirmedAt === null ? (
        <div className={css.acts}>
          <Button size="small" onPress={() => openProfile('enrolment.confirm', held)}>
            {t('guide.bank.confirm')}
          </Button>
        </div>
      ) : (
        <span className={css.hint}>{t('guide.bank.comparedOn', { date: dueDay(held.confirmedAt, language) })}</span>
      )}
    </>
  );
}

/** One of those typed before, or another. */
function WhichBank({ sha256 }: { readonly sha256: string | null }) {
  const { t } = useText();
  const profiles = useEnrolment((state) => state.profiles) ?? [];
  const banks = profiles.filter(({ profile }) => profile.protocol === 'web');
  const [chosen, setChosen] = useState<string | null>(null);
  const attempt = useAttempt();
  const bank = chosen ?? banks[0]?.id ?? '';
  const use = () => attempt.run(async () => takeBank(bank, sha256));
  if (banks.length === 0 || bank === 'new') {
    return <BankForm held={null} onSaved={async ({ id }) => takeBank(id, sha256)} />;
  }
  return (
    <div className={css.form}>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <SelectField
        label={t('guide.bank.known')}
        value={bank}
        onChange={setChosen}
        options={[
          ...banks.map(({ id, profile, host }) => ({
            value: id,
            name: `${screenText(profile.name)} · ${hostWords(host)}`,
          })),
          { value: 'new', name: t('guide.bank.another') },
        ]}
      />
      <div className={css.acts}>
        <Button look="primary" size="small" onPress={() => void use()} isDisabled={attempt.busy}>
          {t('guide.bank.use')}
        </Button>
      </div>
    </div>
  );
}

/** Errors: as `webEnrolments.link`, `webEnrolments.start`. */
export async function takeBank(profileId: string, sha256: string | null): Promise<void> {
  if (sha256 !== null) await ipc('webEnrolments.link', { sha256, profileId });
  await refreshEnrolment();
  // Begun with a profile that is gone.
  await abandonGuide();
  if (useGuide.getState().guide !== null) await beginGuide(profileId);
}
