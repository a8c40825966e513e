// SPDX-License-Identifier: Apache-2.0
import { Phone } from 'lucide-react';
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { ContactSheet } from '../../../shared/schemas/enrolment/contact-sheet.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { isTyped, savePhone } from '../../state/enrolment/banks.ts';
import { useEnrolment } from '../../state/enrolment/enrolment-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import text from '../../ui/text.module.css';
import hidden from '../../ui/visually-hidden.module.css';
import css from './losses.module.css';

export interface BankPhoneProps {
  readonly authority: NonNullable<ContactSheet['authority']>;
  readonly phone: string | undefined;
  /** The bank was entered here just now. */
  readonly isSaved: boolean;
  readonly onBank: (bank: HeldProfile) => Promise<void>;
}

/** A guide from a file keeps its own number, because saving would lose the file's other facts. */
export function BankPhone({ authority, phone, isSaved, onBank }: BankPhoneProps) {
  const { t } = useText();
  const held = useEnrolment((state) => state.profiles?.find(({ id }) => id === authority.profileId));
  const [typed, setTyped] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const attempt = useAttempt();
  const form = useId();
  // While saving, the saved entry's new ID may not be known yet.
  const canType = attempt.busy || (held !== undefined && isTyped(held));
  const number = typed?.trim() ?? '';
  const save = () =>
    attempt.run(async () => {
      if (held === undefined || number === '') return;
      setSaved(number);
      // Saving again would ask to confirm the bank again.
      if (number === authority.contact?.phone) return setTyped(null);
      await savePhone(held, number, async (bank) => {
        await onBank(bank);
        setTyped(null);
      });
    });
  return (
    <>
      {phone !== undefined && typed === null && (
        <PhoneLine
          phone={phone}
          isSaved={isSaved || saved === phone}
          onChange={canType ? () => setTyped(phone) : null}
        />
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {canType && (phone === undefined || typed !== null) && (
        <Form
          id={form}
          className={css.record ?? ''}
          onSubmit={(event) => {
            event.preventDefault();
            if (!attempt.busy) void save();
          }}
        >
          <TextField
            label={t('losses.phone.label')}
            value={typed ?? ''}
            onChange={setTyped}
            maxLength={60}
            autoFocus={typed !== null}
          />
          <Button type="submit" form={form} isDisabled={number === '' || attempt.busy}>
            {t('losses.phone.save')}
          </Button>
        </Form>
      )}
    </>
  );
}

export interface PhoneLineProps {
  readonly phone: string;
  /** Just saved, so the line takes the form's focus. */
  readonly isSaved: boolean;
  readonly onChange: (() => void) | null;
}

export function PhoneLine({ phone, isSaved, onChange }: PhoneLineProps) {
  const { t } = useText();
  return (
    <p className={css.phone}>
      <Phone size={20} aria-hidden />
      <span className={hidden.hidden}>{t('losses.phone.label')}</span>
      <span className={css.number}>{screenText(phone)}</span>
      {onChange !== null && (
        <Button look="quiet" size="small" aria-label={t('losses.phone.change')} onPress={onChange} autoFocus={isSaved}>
          {t('guide.bank.change')}
        </Button>
      )}
      {isSaved && (
        <span className={text.small} role="status">
          {t('detail.saved')}
        </span>
      )}
    </p>
  );
}
