// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { revocationTexts } from '../../../shared/i18n/revocation.ts';
import type { Contact } from '../../../shared/schemas/trust/revocation.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import text from '../../ui/text.module.css';
import css from './revocation.module.css';

export interface ContactFactsProps {
  readonly contact: Contact;
  readonly children?: ReactNode;
}

export function ContactFacts({ contact, children }: ContactFactsProps) {
  const { t, language } = useText();
  const { host, kind, name, url, isPlain } = contact;
  const texts = revocationTexts[language];
  return (
    <li className={css.item}>
      <span className={text.name}>{screenText(host.unicode)}</span>
      {host.unicode !== host.ascii && <span className={text.sub}>{host.ascii}</span>}
      <span className={`${text.sub} ${css.line}`}>{`${texts.kinds[kind]} · ${screenText(name)}`}</span>
      <span className={text.sub}>{screenText(url)}</span>
      {isPlain && children === undefined && <span className={text.sub}>{t('revocation.plain')}</span>}
      {children}
    </li>
  );
}
