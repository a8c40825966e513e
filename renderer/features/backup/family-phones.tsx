// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { confirmBank, isTyped, savePhone } from '../../state/enrolment/banks.ts';
import { refreshRenewals } from '../../state/enrolment/renewals-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import type { FamilyRow } from './family-rows.ts';
import css from './family-sheet.module.css';

/** Keeps the sheet below in view. The next bank follows once a number is saved. */
const maxForms = 2;

/** Saves missing phone numbers with the banks, so that reports and guides show them too. */
export function FamilyPhones({ rows }: { readonly rows: readonly FamilyRow[] }) {
  const banks = new Map(rows.flatMap(({ bank }) => (bank !== null && lacksPhone(bank) ? [[bank.id, bank]] : [])));
  return [...banks.values()].slice(0, maxForms).map((bank) => <PhoneForm key={bank.id} bank={bank} />);
}

function lacksPhone(bank: HeldProfile): boolean {
  return isTyped(bank) && (bank.profile.contact?.phone ?? '') === '';
}

function PhoneForm({ bank }: { readonly bank: HeldProfile }) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const attempt = useAttempt();
  const form = useId();
  const phone = typed.trim();
  const save = () =>
    attempt.run(async () => {
      const saved = await savePhone(bank, phone);
      try {
        if (bank.confirmedAt !== null) await confirmBank(saved);
      } finally {
        // The saved bank has a new ID.
        await refreshRenewals();
      }
    });
  return (
    <>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        className={css.phone ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (!attempt.busy && phone !== '') void save();
        }}
      >
        <TextField
          label={t('familySheet.phoneOf', { name: screenText(bank.profile.name) })}
          value={typed}
          onChange={setTyped}
          maxLength={60}
          isDisabled={attempt.busy}
        />
        <Button type="submit" form={form} isDisabled={phone === '' || attempt.busy}>
          {t('losses.phone.save')}
        </Button>
      </Form>
    </>
  );
}
