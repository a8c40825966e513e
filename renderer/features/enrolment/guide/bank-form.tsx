// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { refreshEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import css from './guide.module.css';

export interface BankFormProps {
  /** To change; null: new. */
  readonly held: HeldProfile | null;
  readonly onSaved: (held: HeldProfile) => Promise<void>;
}

/** Main asks once more, outside the page, with the host as it is contacted (E01). */
export function BankForm({ held, onSaved }: BankFormProps) {
  const { t } = useText();
  const [name, setName] = useState(held?.profile.name ?? '');
  const [address, setAddress] = useState(held?.profile.url ?? '');
  const [phone, setPhone] = useState(held?.profile.contact?.phone ?? '');
  const [branch, setBranch] = useState(held?.profile.contact?.branch ?? '');
  const [compared, setCompared] = useState(false);
  const attempt = useAttempt();
  const form = useId();
  const host = hostTyped(address);
  const isReady = name.trim() !== '' && host !== null && compared && !attempt.busy;
  const save = () =>
    attempt.run(async () => {
      const given = (typed: string) => (typed.trim() === '' ? null : typed.trim());
      const bank = { name: name.trim(), address: address.trim(), phone: given(phone), branch: given(branch) };
      const added = await ipc('profiles.addBank', { ...bank, replaces: held?.id ?? null });
      const saved = await withUnlock(() => ipc('profiles.confirm', { id: added.id, typedHost: host ?? '' }));
      await refreshEnrolment();
      await onSaved(saved);
    });
  return (
    <Form
      id={form}
      className={css.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <TextField label={t('guide.bank.name')} value={name} onChange={setName} maxLength={100} />
      <TextField
        label={t('guide.bank.site')}
        hint={t('guide.bank.siteHint')}
        value={address}
        onChange={(typed) => {
          setAddress(typed);
          setCompared(false);
        }}
        maxLength={2048}
        placeholder="https://"
        mono
        {...(address.trim() !== '' && host === null && { error: t('guide.bank.https') })}
      />
      {host !== null && <p className={css.host}>{host}</p>}
      <TextField label={t('guide.bank.phone')} value={phone} onChange={setPhone} maxLength={60} />
      <TextField label={t('guide.bank.branch')} value={branch} onChange={setBranch} maxLength={200} />
      <Checkbox isSelected={compared} onChange={setCompared}>
        {t('guide.bank.compared')}
      </Checkbox>
      <div className={css.acts}>
        <Button look="primary" type="submit" isDisabled={!isReady}>
          {t('guide.bank.save')}
        </Button>
      </div>
    </Form>
  );
}

/** A-labels (RFC 5890), as contacted; null: not an https address. */
function hostTyped(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
    return url.protocol === 'https:' && url.username === '' && url.hostname.includes('.') ? url.hostname : null;
  } catch {
    return null;
  }
}
