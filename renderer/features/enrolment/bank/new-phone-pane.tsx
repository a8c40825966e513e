// SPDX-License-Identifier: Apache-2.0
import { bankOrIssuer } from '../../../../shared/domain/certificates/bank-of.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { linkBank } from '../../../state/enrolment/banks.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { BankForm, type BankFormProps } from './bank-form.tsx';

export interface NewPhonePaneProps extends Required<Pick<BankFormProps, 'forPhone'>> {
  /** Certificates of one bank without a known contact. */
  readonly certificates: readonly { readonly sha256: string; readonly subject: string; readonly issuer: string }[];
  readonly onSaved: (bank: HeldProfile) => Promise<void>;
}

/** If a website is given, adds the bank and links the certificates to it. */
export function NewPhonePane({ certificates, forPhone, onSaved }: NewPhonePaneProps) {
  const { t } = useText();
  const isRead = useEnrolment((state) => state.profiles !== null);
  const [first] = certificates;
  if (!isRead || first === undefined) return null;
  const take = async (bank: HeldProfile) => {
    for (const { sha256 } of certificates) await linkBank(bank, sha256);
    await onSaved(bank);
  };
  return (
    <>
      <h3>{t('losses.phone.title')}</h3>
      <BankForm held={null} suggested={bankOrIssuer(first.subject, first.issuer)} forPhone={forPhone} onSaved={take} />
    </>
  );
}
