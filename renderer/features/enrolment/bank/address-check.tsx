// SPDX-License-Identifier: Apache-2.0
import { ExternalLink } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { readBankAddress } from '../../../../shared/domain/bank-site/bank-address.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import css from './bank-site.module.css';
import { addressError, HostShown } from './host-shown.tsx';

export interface AddressCheckProps {
  readonly start: string;
  readonly action: string;
  readonly canOpen: boolean;
  readonly isBusy: boolean;
  /** Called with a complete https address whose host the user verified. */
  readonly onConfirm: (address: string) => void;
  readonly onCancel?: () => void;
}

/** Changing the host clears the tick, so that each host is compared. */
export function AddressCheck({ start, action, canOpen, isBusy, onConfirm, onCancel }: AddressCheckProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(start);
  const [compared, setCompared] = useState<string | null>(null);
  const form = useId();
  const tick = useRef<HTMLDivElement>(null);
  const read = readBankAddress(typed);
  const { problem } = read;
  useEffect(() => {
    if (problem !== 'incomplete') document.getElementById(form)?.scrollIntoView?.({ block: 'nearest' });
  }, [problem, form]);
  const address = read.problem === null ? read.address : null;
  const isCompared = address !== null && compared === address.asciiHost;
  const goToTick = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isCompared) return;
    event.preventDefault();
    tick.current?.querySelector('input')?.focus();
  };
  return (
    <Form
      id={form}
      className={css.check ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (isCompared && !isBusy) onConfirm(address.url);
      }}
    >
      <div role="presentation" onKeyDown={goToTick}>
        <TextField
          label={t('bankSite.address')}
          placeholder="https://"
          value={typed}
          onChange={setTyped}
          error={addressError(t, read)}
          maxLength={2048}
          isDisabled={isBusy}
          autoFocus
        />
      </div>
      <HostShown read={read} />
      <div className={css.act} ref={tick}>
        <Checkbox
          isSelected={isCompared}
          isDisabled={address === null}
          onChange={(on) => setCompared(on && address !== null ? address.asciiHost : null)}
        >
          {t('bankSite.iCompared')}
        </Checkbox>
        {onCancel !== undefined && <Button onPress={onCancel}>{t('common.cancel')}</Button>}
        <Button look="primary" type="submit" form={form} isDisabled={!isCompared || isBusy}>
          {canOpen && <ExternalLink size={16} aria-hidden />}
          {canOpen ? action : t('common.save')}
        </Button>
      </div>
    </Form>
  );
}
