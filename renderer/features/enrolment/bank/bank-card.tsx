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

export function BankCard({ held }: { readonly held: HeldProfile }) {
  const { t } = useText();
  const { profile, host } = held;
  const { phone, branch } = profile.contact ?? {};
  return (
    <dl className={`${css.card} ${css.facts}`}>
      <dt>{t('guide.bank.name')}</dt>
      <dd>
        <span>{screenText(profile.name)}</span>
        {isTyped(held) && (
          <Button look="quiet" size="small" onPress={() => void openDialog('enrolment.bank', { held })}>
            {t('guide.bank.change')}
          </Button>
        )}
      </dd>
      <dt>{t('guide.bank.site')}</dt>
      <dd>
        <HostText host={hostWords(host)} />
      </dd>
      {phone !== undefined && (
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
