// SPDX-License-Identifier: Apache-2.0
import { createPortal } from 'react-dom';
import { wordsIn } from '../../../i18n/i18n.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import css from './recovery-sheet.module.css';

const languages = ['zh-CN', 'en'] as const;

export interface RecoverySheetProps {
  readonly code: string;
  readonly date: string;
}

/** Bilingual. Has no QR code, because any camera could capture it. */
export function RecoverySheet({ code, date }: RecoverySheetProps) {
  const vaultId = useVault((state) => state.status?.vaultId ?? '');
  const groups = code.split(/[-\s]+/);
  const name = vaultId.replaceAll('-', '').slice(0, 8).toUpperCase();
  return createPortal(
    <article className={css.sheet} data-print-sheet>
      <header className={css.head}>
        <h1>
          {languages.map((language) => (
            <span key={language} lang={language}>
              {wordsIn(language)('sheet.title')}
            </span>
          ))}
        </h1>
        <dl className={css.facts}>
          <Fact words="sheet.product" value="证书管家 CertSteward" />
          <Fact words="sheet.vault" value={`${name.slice(0, 4)}-${name.slice(4)}`} />
          <Fact words="sheet.date" value={date} />
        </dl>
      </header>
      <ol className={css.code}>
        {groups.map((group, index) => (
          <li key={index}>
            <small>{index + 1}</small>
            {group}
          </li>
        ))}
      </ol>
      {languages.map((language) => {
        const t = wordsIn(language);
        return (
          <section key={language} lang={language} className={css.words}>
            <h2>{t('sheet.opensTitle')}</h2>
            <p>{t('sheet.opens')}</p>
            <h2>{t('sheet.howTitle')}</h2>
            <ol>
              <li>{t('sheet.how1')}</li>
              <li>{t('sheet.how2')}</li>
              <li>{t('sheet.how3')}</li>
            </ol>
            <h2>{t('sheet.keepTitle')}</h2>
            <p>{t('sheet.keep')}</p>
          </section>
        );
      })}
    </article>,
    document.body,
  );
}

function Fact({
  words,
  value,
}: {
  readonly words: 'sheet.product' | 'sheet.vault' | 'sheet.date';
  readonly value: string;
}) {
  return (
    <div>
      <dt>{languages.map((language) => wordsIn(language)(words)).join(' ')}</dt>
      <dd>{value}</dd>
    </div>
  );
}
