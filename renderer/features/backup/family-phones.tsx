// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { confirmBank, isTyped, savePhone } from '../../state/enrolment/banks.ts';
import { useEnrolment } from '../../state/enrolment/enrolment-store.ts';
import { refreshRenewals } from '../../state/enrolment/renewals-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import type { FamilyRow } from './family-rows.ts';
import css from './family-sheet.module.css';

/** Keeps the sheet below in view. The next bank follows once a number is saved. */
const maxForms = 2;

/** Saves missing phone numbers with the banks, so that reports and guides show them too. */
export function FamilyPhones({ rows }: { readonly rows: readonly FamilyRow[] }) {
  const { t } = useText();
  const profiles = useEnrolment((state) => state.profiles);
  const [toConfirm, setToConfirm] = useState<readonly string[]>([]);
  const attempt = useAttempt();
  const banks = new Map(rows.flatMap(({ bank }) => (bank !== null && lacksPhone(bank) ? [[bank.id, bank]] : [])));
  const unconfirmed = (profiles ?? []).filter(({ id, confirmedAt }) => confirmedAt === null && toConfirm.includes(id));
  const save = (bank: HeldProfile, phone: string) =>
    attempt.run(async () => {
      await savePhone(bank, phone, async ({ id }) => {
        if (bank.confirmedAt !== null) setToConfirm((before) => [...before, id]);
        await refreshRenewals();
      });
    });
  return (
    <>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {!attempt.busy &&
        unconfirmed.map((bank) => (
          <Notice
            key={bank.id}
            tone="warn"
            actions={
              <Button onPress={() => void attempt.run(async () => void (await confirmBank(bank)))}>
                {t('enrolment.confirm')}
              </Button>
            }
          >
            <p>{t('familySheet.confirmAgain', { name: screenText(bank.profile.name) })}</p>
          </Notice>
        ))}
      {[...banks.values()].slice(0, maxForms).map((bank) => (
        <PhoneForm key={bank.id} bank={bank} isBusy={attempt.busy} onSave={(phone) => void save(bank, phone)} />
      ))}
    </>
  );
}

function lacksPhone(bank: HeldProfile): boolean {
  return isTyped(bank) && (bank.profile.contact?.phone ?? '') === '';
}

interface PhoneFormProps {
  readonly bank: HeldProfile;
  readonly isBusy: boolean;
  readonly onSave: (phone: string) => void;
}

function PhoneForm({ bank, isBusy, onSave }: PhoneFormProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const form = useId();
  const phone = typed.trim();
  return (
    <Form
      id={form}
      className={css.phone ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && phone !== '') onSave(phone);
      }}
    >
      <TextField
        label={t('familySheet.phoneOf', { name: screenText(bank.profile.name) })}
        value={typed}
        onChange={setTyped}
        maxLength={60}
        isDisabled={isBusy}
      />
      <Button type="submit" form={form} isDisabled={phone === '' || isBusy}>
        {t('losses.phone.save')}
      </Button>
    </Form>
  );
}
