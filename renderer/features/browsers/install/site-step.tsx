// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { HostFacts } from './host-facts.tsx';
import { serverAddress } from './server-address.ts';
import text from '../../../ui/text.module.css';
import css from '../store-dialogs.module.css';

export interface SiteStepProps {
  readonly url: string;
  readonly onUrl: (url: string) => void;
  readonly attempt: Attempt;
  readonly onLook: (url: string) => void;
  readonly onBack: () => void;
}

export function SiteStep({ url, onUrl, attempt, onLook, onBack }: SiteStepProps) {
  const { t } = useText();
  const [refused, setRefused] = useState(false);
  const form = useId();
  const address = serverAddress(url);
  return (
    <>
      <p className={text.lead}>{t('proof.siteLead')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (address === null) setRefused(true);
          else if (!attempt.busy) onLook(address.url);
        }}
      >
        <TextField
          label={t('proof.siteUrl')}
          hint={t('proof.siteHint')}
          placeholder="https://"
          value={url}
          onChange={(typed) => {
            setRefused(false);
            onUrl(typed);
          }}
          error={refused ? t('proof.siteInvalid') : undefined}
          maxLength={2048}
          isDisabled={attempt.busy}
          autoFocus
        />
      </Form>
      {address !== null && (
        <section aria-label={t('proof.siteWill')} className={css.fields}>
          <h3>{t('proof.siteWill')}</h3>
          <HostFacts {...address} />
          <p className={text.sub}>{t('proof.siteSends')}</p>
        </section>
      )}
      {attempt.busy && (
        <ProgressLine label={t('proof.looking')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} isDisabled={attempt.busy}>
            {t('common.back')}
          </Button>
        </div>
        <Button look="primary" type="submit" form={form} isDisabled={url.trim() === '' || attempt.busy}>
          {t('proof.siteLook')}
        </Button>
      </DialogActions>
    </>
  );
}
