// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { readBankAddress } from '../../../../shared/domain/bank-site/bank-address.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { saveBank } from '../../../state/enrolment/banks.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import css from '../guide/guide.module.css';
import { addressError, HostShown } from './host-shown.tsx';

export interface BankFormProps {
  readonly held: HeldProfile | null;
  readonly suggested?: string | null;
  readonly suggestedPhone?: string | null;
  /** Asks for the phone number first. Leaves out the branch, and needs no website. */
  readonly forPhone?: {
    readonly start: string | null;
    /** Null removes the phone. Resolves to true if saved. */
    readonly onPhone: (phone: string | null) => Promise<boolean>;
    readonly onDone: () => void;
  };
  readonly onSaved: (held: HeldProfile) => Promise<void>;
  readonly onBranch?: (bankName: string) => Promise<void>;
}

/** Main asks for confirmation outside the page. */
export function BankForm({
  held,
  suggested = null,
  suggestedPhone = null,
  forPhone,
  onSaved,
  onBranch,
}: BankFormProps) {
  const { t } = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? held?.profile.name ?? suggested ?? '';
  const [address, setAddress] = useState(held?.profile.url ?? '');
  const [typedPhone, setPhone] = useState<string | null>(null);
  const phone =
    typedPhone ?? held?.profile.contact?.phone ?? forPhone?.start ?? (name === suggested ? suggestedPhone : null) ?? '';
  const [branch, setBranch] = useState(held?.profile.contact?.branch ?? '');
  const [compared, setCompared] = useState<string | null>(null);
  const attempt = useAttempt();
  const form = useId();
  const hintId = useId();
  const read = readBankAddress(address);
  const whole = read.problem === null ? read.address : null;
  const isCompared = whole !== null && compared === whole.asciiHost;
  const isForPhone = forPhone !== undefined;
  const isPhoneAlone = isForPhone && address.trim() === '';
  const isBankReady = isPhoneAlone || (name.trim() !== '' && isCompared);
  const [kept, setKept] = useState<string | null>(null);
  const number = phone.trim();
  const known = kept ?? forPhone?.start ?? null;
  const isReady = isBankReady && (!isForPhone || number !== '' || (isPhoneAlone && known !== null));
  const missing =
    whole !== null && !isCompared
      ? 'guide.bank.needsCompare'
      : isCompared && name.trim() === ''
        ? 'guide.bank.needsName'
        : isCompared && isForPhone && number === ''
          ? 'guide.bank.needsPhone'
          : null;
  const keepPhone = async () => {
    if (forPhone === undefined || !(await forPhone.onPhone(number === '' ? null : number))) return false;
    setKept(number);
    return true;
  };
  const save = () =>
    attempt.run(async () => {
      if (isPhoneAlone && (await keepPhone()) && number !== '') forPhone?.onDone();
      if (whole === null) return;
      const given = (value: string) => (value.trim() === '' ? null : value.trim());
      const bank = { name: name.trim(), address: whole.url, phone: given(phone), branch: given(branch) };
      await onSaved(await saveBank({ ...bank, replaces: held?.id ?? null }));
    });
  const phoneField = (
    <TextField
      label={t(isForPhone ? 'losses.phone.label' : 'guide.bank.phone')}
      value={phone}
      onChange={setPhone}
      maxLength={60}
      autoFocus={isForPhone && forPhone.start !== null}
    />
  );
  const nameField = <TextField label={t('guide.bank.nameField')} value={name} onChange={setTyped} maxLength={100} />;
  return (
    <div
      // Keeps a phone that was typed before choosing Next, but not while the user looks it up in another window.
      onBlur={({ currentTarget, relatedTarget }) => {
        const isTyped = number !== '' && number !== known && document.hasFocus();
        if (isTyped && !attempt.busy && !currentTarget.contains(relatedTarget)) void keepPhone();
      }}
    >
      <Form
        id={form}
        className={css.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !attempt.busy) void save();
        }}
      >
        {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
        {isForPhone ? phoneField : nameField}
        <TextField
          label={t(isForPhone ? 'losses.phone.site' : 'guide.bank.site')}
          hint={t('guide.bank.siteHint')}
          value={address}
          onChange={setAddress}
          maxLength={2048}
          placeholder="https://"
          mono
          error={addressError(t, read)}
        />
        {!isForPhone && (
          <>
            {phoneField}
            <TextField label={t('guide.bank.branch')} value={branch} onChange={setBranch} maxLength={200} />
          </>
        )}
        {isForPhone && !isPhoneAlone && nameField}
        {!isPhoneAlone && (
          <>
            <HostShown read={read} />
            <Checkbox
              isSelected={isCompared}
              isDisabled={whole === null}
              onChange={(on) => setCompared(on && whole !== null ? whole.asciiHost : null)}
            >
              {t('bankSite.iCompared')}
            </Checkbox>
          </>
        )}
        <div className={css.acts}>
          <Button
            look={isForPhone ? 'plain' : 'primary'}
            type="submit"
            isDisabled={!isReady}
            {...(missing !== null && { 'aria-describedby': hintId })}
          >
            {t('common.save')}
          </Button>
          {onBranch !== undefined && (
            <Button
              isDisabled={attempt.busy}
              onPress={() => void attempt.run(async () => onBranch(name.trim() || t('guide.bank.title')))}
            >
              {t('guide.branch.choose')}
            </Button>
          )}
          {missing !== null && (
            <span id={hintId} className={css.hint}>
              {t(missing)}
            </span>
          )}
          {isPhoneAlone && kept !== null && kept === number && (
            <span className={css.hint} role="status">
              {t('detail.saved')}
            </span>
          )}
        </div>
      </Form>
    </div>
  );
}
