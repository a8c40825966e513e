// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { typedFingerprintDigits } from '../../../shared/domain/trust/typed-fingerprint.ts';
import type { AnchorFacts } from '../../../shared/schemas/trust/trust.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { ipc } from '../../lib/ipc.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { toast } from '../../state/toasts-store.ts';
import { withUnlock } from '../../state/vault/unlock.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import layout from '../../ui/layout.module.css';
import { Fingerprint } from './fingerprint.tsx';

export interface CompareDialogProps {
  readonly facts: AnchorFacts;
  /** `confirm`: in the vault but not trusted yet. */
  readonly how: 'add' | 'confirm';
  readonly onClose: () => void;
}

/** The user types part of the fingerprint, so that no CA becomes an anchor by accident. */
export function CompareDialog({ facts, how, onClose }: CompareDialogProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const attempt = useAttempt();
  const form = useId();
  const now = useNow();
  const name = screenText(facts.displayName);
  const isEnough = typed.replaceAll(/[\s:]/g, '').length >= typedFingerprintDigits;
  const trust = () =>
    attempt.run(
      async () => {
        const compared = { sha256: facts.sha256, typed };
        await withUnlock(() => ipc(how === 'add' ? 'anchors.add' : 'anchors.confirm', compared));
        toast((say) => say('trust.compare.done', { name }));
        onClose();
      },
      () => document.getElementById(form)?.querySelector('input')?.focus(),
    );
  return (
    <Dialog title={t('trust.compare.title')} width="narrow" onClose={onClose}>
      <AuthorityFacts facts={facts} />
      <Notice tone="warn" title={t('trust.compare.meaning')}>
        {attempt.error === null && <p>{t('trust.compare.how')}</p>}
        {!facts.selfIssued && <p>{t('trust.compare.notRoot')}</p>}
        {Date.parse(facts.notAfter) < now && <p>{t('trust.compare.over')}</p>}
      </Notice>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isEnough && !attempt.busy) void trust();
        }}
      >
        <TextField
          label={t('trust.compare.label')}
          hint={t('trust.compare.hint')}
          error={attempt.error?.code === 'fingerprint-differs' ? '' : undefined}
          value={typed}
          onChange={setTyped}
          maxLength={200}
          mono
          autoFocus
        />
      </Form>
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form={form} isDisabled={!isEnough || attempt.busy}>
          {t('trust.compare.action')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function AuthorityFacts({ facts }: { readonly facts: AnchorFacts }) {
  const { t, language } = useText();
  const { subject, issuer, selfIssued, notBefore, notAfter, sha256, displayName } = facts;
  return (
    <>
      <dl className={layout.facts}>
        <dt>{t('trust.compare.subject')}</dt>
        <dd>{screenText(subject)}</dd>
        <dt>{t('trust.compare.issuer')}</dt>
        <dd>{selfIssued ? t('trust.compare.itself') : screenText(issuer)}</dd>
        <dt>{t('trust.compare.validity')}</dt>
        <dd>{t('trust.compare.range', { from: shortDate(notBefore, language), to: shortDate(notAfter, language) })}</dd>
      </dl>
      <Fingerprint sha256={sha256} name={displayName} hidden={typedFingerprintDigits} />
    </>
  );
}
