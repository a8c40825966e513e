import type { RevocationPlan } from '../../../shared/schemas/revocation.ts';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ContactFacts } from './contact-facts.tsx';
import css from './revocation.module.css';

export interface ConsentStepProps {
  readonly plan: RevocationPlan;
  readonly busy: boolean;
  readonly onAsk: (urls: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Everybody who may be contacted, before anybody is. */
export function ConsentStep({ plan, busy, onAsk, onClose }: ConsentStepProps) {
  const { t } = useText();
  const { contacts, kept, leftOut, canJudge } = plan;
  const needsIssuer = contacts.some(({ kind }) => kind === 'issuer');
  const canAsk = contacts.length > 0 || kept > 0;
  return (
    <>
      {contacts.length > 0 && (
        <>
          <p className={css.lead}>{needsIssuer ? t('revocation.leadIssuer') : t('revocation.lead')}</p>
          <ul className={css.list} aria-label={t('revocation.addresses')} tabIndex={0}>
            {contacts.map((contact) => (
              <ContactFacts key={`${contact.kind} ${contact.certificate} ${contact.url}`} contact={contact} />
            ))}
          </ul>
          <p className={css.sub}>{t('revocation.learns')}</p>
        </>
      )}
      {kept > 0 && <p className={css.sub}>{t('revocation.kept', { count: kept })}</p>}
      {leftOut > 0 && <p className={css.sub}>{t('revocation.leftOut', { count: leftOut })}</p>}
      {!canAsk && (
        <Notice tone="warn" urgent>
          <p>{canJudge ? t('revocation.nobody') : t('revocation.noPath')}</p>
        </Notice>
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        {canAsk && (
          <Button look="primary" isDisabled={busy} onPress={() => onAsk(contacts.map(({ url }) => url))} autoFocus>
            {contacts.length > 0 ? t('revocation.ask') : t('revocation.useKept')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}
