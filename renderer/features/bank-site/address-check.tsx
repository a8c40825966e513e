// SPDX-License-Identifier: Apache-2.0
import { ExternalLink } from 'lucide-react';
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { type BankAddress, readBankAddress } from '../../../shared/domain/bank-site/bank-address.ts';
import { hostLetters } from '../../../shared/domain/bank-site/host-letters.ts';
import type { BankSite } from '../../../shared/schemas/certificates/certificate.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import css from './bank-site.module.css';

export interface AddressCheckProps {
  readonly start: BankSite | null;
  readonly action: string;
  readonly canOpen: boolean;
  readonly isBusy: boolean;
  /** A whole https address whose host the person compared. */
  readonly onConfirm: (address: string) => void;
  readonly onCancel?: () => void;
}

/**
 * The host large and alone, letters of another script marked, and a tick that it was compared. Another host needs
 * another tick; one that mixes scripts is never opened.
 */
export function AddressCheck({ start, action, canOpen, isBusy, onConfirm, onCancel }: AddressCheckProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(start?.address ?? '');
  const [compared, setCompared] = useState<string | null>(null);
  const form = useId();
  const read = readBankAddress(typed);
  const address = read.problem === null ? read.address : null;
  const shownHost = read.problem === null ? read.address.host : read.problem === 'mixed-scripts' ? read.host : null;
  const isCompared = address !== null && compared === address.asciiHost;
  const refused = read.problem !== null && read.problem !== 'incomplete' && read.problem !== 'mixed-scripts';
  return (
    <Form
      id={form}
      className={css.check ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (isCompared && !isBusy) onConfirm(address.url);
      }}
    >
      <TextField
        label={t('bankSite.address')}
        placeholder="https://"
        value={typed}
        onChange={setTyped}
        error={refused ? t(`bankSite.problem.${read.problem}`) : undefined}
        maxLength={2048}
        isDisabled={isBusy}
        autoFocus
      />
      {shownHost !== null && <HostShown host={shownHost} address={address} />}
      <div className={css.act}>
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

function HostShown({ host, address }: { readonly host: string; readonly address: BankAddress | null }) {
  const { t } = useText();
  const letters = hostLetters(host);
  const foreign = letters.findIndex(({ isForeign }) => isForeign);
  return (
    <div className={css.shown} role="status">
      <div className={css.small}>{t(address === null ? 'bankSite.typed' : 'bankSite.willOpen')}</div>
      <div className={css.host} data-testid="bank-host">
        {letters.map(({ text, isForeign }, at) =>
          isForeign ? (
            <span key={at} className={css.foreign}>
              {screenText(text)}
            </span>
          ) : (
            text
          ),
        )}
      </div>
      {address !== null && address.asciiHost !== address.host && <div className={css.ascii}>{address.asciiHost}</div>}
      {foreign >= 0 && (
        <Notice tone={address === null ? 'bad' : 'warn'} urgent>
          <p>{foreignLetter(t, letters, foreign)}</p>
          {address === null && <p>{t('bankSite.problem.mixed-scripts')}</p>}
        </Notice>
      )}
    </div>
  );
}

function foreignLetter(t: Text['t'], letters: ReturnType<typeof hostLetters>, at: number): string {
  const { text = '', script = null, looksLike = null } = letters[at] ?? {};
  const facts = { number: at + 1, letter: screenText(text), script: t(`bankSite.script.${script ?? 'other'}`) };
  if (looksLike === null) return t('bankSite.foreign', facts);
  return t('bankSite.foreignLike', { ...facts, latin: looksLike });
}
