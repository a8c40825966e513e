// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { isTyped } from '../../../state/enrolment/banks.ts';
import { Button } from '../../../ui/button.tsx';
import { HostText } from '../../../ui/host-text.tsx';
import { hostWords } from '../../../lib/text/host-words.ts';
import css from '../guide/guide.module.css';

export interface BankCardProps {
  readonly held: HeldProfile | null;
  readonly name: string;
  readonly phone: string | null;
}

export function BankCard({ held, name, phone }: BankCardProps) {
  const { t } = useText();
  const branch = held?.profile.contact?.branch;
  return (
    <dl className={`${css.card} ${css.facts}`}>
      <dt>{t('guide.bank.name')}</dt>
      <dd>
        <span>{screenText(name)}</span>
        {held !== null && isTyped(held) && (
          <Button look="quiet" size="small" onPress={() => void openDialog('enrolment.bank', { held })}>
            {t('guide.bank.change')}
          </Button>
        )}
      </dd>
      {held !== null && (
        <>
          <dt>{t('guide.bank.site')}</dt>
          <dd>
            <HostText host={hostWords(held.host)} />
          </dd>
        </>
      )}
      {phone !== null && (
        <>
          <dt>{t('guide.bank.phoneFact')}</dt>
          <dd>{screenText(phone)}</dd>
        </>
      )}
      {branch !== undefined && (
        <>
          <dt>{t('guide.bank.branchFact')}</dt>
          <dd>{screenText(branch)}</dd>
        </>
      )}
    </dl>
  );
}
