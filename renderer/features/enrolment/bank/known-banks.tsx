// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { hostWords } from '../../../lib/text/host-words.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { useBanks } from '../../../state/enrolment/banks.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { SelectField } from '../../../ui/fields/select-field.tsx';
import css from './bank-site.module.css';

export interface KnownBanksProps {
  readonly name: string | null;
  readonly onUse: (bank: HeldProfile) => Promise<void>;
  readonly children: ReactNode;
}

/** Render only after loading the profiles. */
export function KnownBanks({ name, onUse, children }: KnownBanksProps) {
  const { t } = useText();
  const banks = useBanks();
  const attempt = useAttempt();
  const isNamed = (one: HeldProfile) => one.profile.name === name;
  // An address typed here joins the list before it is confirmed, so decide only once.
  const [chosen, setChosen] = useState<string | null>(name === null || banks.some(isNamed) ? null : 'new');
  const bank =
    chosen === 'new' ? undefined : (banks.find(({ id }) => id === chosen) ?? banks.find(isNamed) ?? banks[0]);
  const [isFirst] = useState(banks.length === 0);
  if (isFirst) return children;
  return (
    <div className={css.check}>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <SelectField
        label={t('bankSite.known')}
        value={bank?.id ?? 'new'}
        onChange={setChosen}
        options={[
          ...banks.map(({ id, profile, host }) => ({
            value: id,
            name: `${screenText(profile.name)} · ${hostWords(host)}`,
          })),
          { value: 'new', name: t('bankSite.another') },
        ]}
      />
      {bank === undefined ? (
        children
      ) : (
        <div className={css.uses}>
          <Button
            look={isNamed(bank) ? 'primary' : 'plain'}
            onPress={() => void attempt.run(async () => onUse(bank))}
            isDisabled={attempt.busy}
          >
            {t('bankSite.use')}
          </Button>
          <Button look="quiet" onPress={() => setChosen('new')} isDisabled={attempt.busy}>
            {t('bankSite.another')}
          </Button>
        </div>
      )}
    </div>
  );
}
