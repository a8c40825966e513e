// SPDX-License-Identifier: Apache-2.0
import { revocationTexts } from '../../../shared/i18n/revocation.ts';
import type { ContactResult } from '../../../shared/schemas/trust/revocation.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { ContactFacts } from './contact-facts.tsx';
import css from './revocation.module.css';

export interface AskedContactsProps {
  readonly contacts: readonly ContactResult[];
  readonly busy: boolean;
  readonly onPrivate: (urls: readonly string[], hosts: readonly string[]) => void;
}

/** Private-network addresses are contacted only on request. */
export function AskedContacts({ contacts, busy, onPrivate }: AskedContactsProps) {
  const { t, language } = useText();
  const texts = revocationTexts[language];
  const asked = contacts.filter(({ outcome }) => outcome !== 'not-needed');
  const refused = contacts.filter(({ outcome }) => outcome === 'address-refused');
  const hosts = [...new Set(refused.map(({ url }) => hostOf(url)))];
  return (
    <>
      {asked.length > 0 && (
        <ul className={css.list} aria-label={t('revocation.addresses')} tabIndex={0}>
          {asked.map((contact) => (
            <ContactFacts key={`${contact.kind} ${contact.certificate} ${contact.url}`} contact={contact}>
              <span className={css.line}>
                {contact.outcome === 'answered' && contact.kind !== 'ocsp'
                  ? t('revocation.downloaded')
                  : texts.outcomes[contact.outcome]}
                {contact.detail !== null && ` (${screenText(contact.detail)})`}
              </span>
            </ContactFacts>
          ))}
        </ul>
      )}
      {hosts.length > 0 && (
        <Notice
          tone="warn"
          actions={
            <Button
              isDisabled={busy}
              onPress={() =>
                onPrivate(
                  refused.map(({ url }) => url),
                  hosts,
                )
              }
            >
              {t('revocation.private')}
            </Button>
          }
        >
          <p>{t('revocation.privateText', { hosts: screenText(hosts.join(t('common.listSeparator'))) })}</p>
        </Notice>
      )}
    </>
  );
}

/** Drops IPv6 brackets, as main does. */
function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
}
