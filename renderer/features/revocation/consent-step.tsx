// SPDX-License-Identifier: Apache-2.0
import type { RevocationPlan } from '../../../shared/schemas/trust/revocation.ts';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { ContactFacts } from './contact-facts.tsx';
import text from '../../ui/text.module.css';
import css from './revocation.module.css';

export interface ConsentStepProps {
  readonly plan: RevocationPlan;
  readonly busy: boolean;
  readonly onAsk: (urls: readonly string[]) => void;
  readonly onClose: () => void;
  /** Set if the plan has only delta CRLs. */
  readonly onSkip?: () => void;
  readonly verb?: 'ask' | 'fetch';
  readonly isReported?: boolean;
}

export function hasOnlyChanges({ contacts }: RevocationPlan): boolean {
  return contacts.length > 0 && contacts.every(({ kind }) => kind === 'delta');
}

/** Lists all hosts before any is contacted. */
export function ConsentStep({
  plan,
  busy,
  onAsk,
  onClose,
  onSkip,
  verb = 'ask',
  isReported = false,
}: ConsentStepProps) {
  const { t } = useText();
  const { contacts, kept, leftOut, canJudge } = plan;
  const lead = contacts.some(({ kind }) => kind === 'issuer')
    ? 'leadIssuer'
    : hasOnlyChanges(plan)
      ? 'leadChanges'
      : 'lead';
  const canAsk = contacts.length > 0 || kept > 0;
  return (
    <>
      {contacts.length > 0 && (
        <>
          <p className={css.lead}>{t(`revocation.${lead}`)}</p>
          <ul className={css.list} aria-label={t('revocation.addresses')} tabIndex={0}>
            {contacts.map((contact) => (
              <ContactFacts key={`${contact.kind} ${contact.certificate} ${contact.url}`} contact={contact} />
            ))}
          </ul>
          <p className={text.sub}>{t('revocation.learns')}</p>
        </>
      )}
      {kept > 0 && <p className={text.sub}>{t('revocation.kept', { count: kept })}</p>}
      {leftOut > 0 && <p className={text.sub}>{t('revocation.leftOut', { count: leftOut })}</p>}
      {!canAsk && (
        <Notice tone="warn" urgent>
          <p>{t(canJudge ? 'revocation.noAddress' : isReported ? 'revocation.noPathReported' : 'revocation.noPath')}</p>
        </Notice>
      )}
      <DialogActions>
        {onSkip ? (
          <Button onPress={onSkip}>{t('revocation.skip')}</Button>
        ) : (
          <Button onPress={onClose}>{t(canAsk ? 'common.cancel' : 'common.close')}</Button>
        )}
        {canAsk && (
          <Button look="primary" isDisabled={busy} onPress={() => onAsk(contacts.map(({ url }) => url))} autoFocus>
            {contacts.length > 0 ? t(`revocation.${verb}`) : t('revocation.useKept')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}
