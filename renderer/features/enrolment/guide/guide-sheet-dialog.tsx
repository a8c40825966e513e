// SPDX-License-Identifier: Apache-2.0
import { type Text, useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { countdownText } from '../../../lib/text/countdown-text.ts';
import { deadline } from '../../../lib/text/dates.ts';
import { hexPairs } from '../../../lib/text/hex.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { GuideSheetFacts } from '../../../state/dialogs/dialog-inputs.ts';
import { PrintDialog } from '../../../ui/dialog/print-dialog.tsx';
import { hostWords } from '../../../lib/text/host-words.ts';
import css from './guide-sheet.module.css';

export interface GuideSheetDialogProps {
  readonly sheetIn: (text: Text) => GuideSheetFacts;
  readonly onClose: () => void;
}

export function GuideSheetDialog({ sheetIn, onClose }: GuideSheetDialogProps) {
  const text = useText();
  return (
    <PrintDialog title={text.t('guide.sheet.title')} onClose={onClose}>
      <Contents sheet={sheetIn(text)} />
    </PrintDialog>
  );
}

function Contents({
  sheet: { title, certificate, number, held, bankName, phone, steps },
}: {
  readonly sheet: GuideSheetFacts;
}) {
  const { t, language } = useText();
  const now = useNow();
  const contact = held?.profile.contact;
  const facts: (readonly [string, string])[] = [];
  if (certificate !== null) {
    const { displayName, notBefore, notAfter, serial, keyOnToken } = certificate;
    const name = screenText(displayName);
    const { words } = countdownText(t, notBefore, notAfter, now);
    const expires = t('guide.sheet.expiresOn', { date: deadline(notAfter, language), left: words });
    facts.push([t('guide.sheet.expires'), expires]);
    facts.push([t('guide.sheet.holder'), [name, ...(number === null ? [] : [screenText(number)])].join(' · ')]);
    facts.push([t('guide.sheet.serial'), hexPairs(serial)]);
    const key = screenText(keyOnToken?.label ?? '');
    if (key !== '') facts.push([t('guide.sheet.key'), key]);
  }
  const bank =
    held === null
      ? screenText(bankName ?? t('guide.sheet.unknown'))
      : `${screenText(held.profile.name)} · ${hostWords(held.host)}`;
  facts.push([t('guide.sheet.bank'), bank]);
  facts.push([t('guide.sheet.phone'), screenText(phone ?? t('guide.sheet.unknown'))]);
  if (contact?.branch !== undefined) facts.push([t('guide.sheet.branch'), screenText(contact.branch)]);
  return (
    <>
      <header className={css.head}>
        <b>{title}</b>
        <span>{deadline(new Date(now).toISOString(), language)}</span>
      </header>
      <dl className={css.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ol className={css.steps}>
        {steps.map((step, index) => (
          <li key={step}>
            <span className={css.box} aria-hidden />
            {index + 1}. {screenText(step)}
          </li>
        ))}
      </ol>
      <p className={css.notes}>{t('guide.sheet.notes')}</p>
      <div className={css.ruled} />
      <div className={css.ruled} />
      <p className={css.notes}>{t('guide.sheet.secrets')}</p>
    </>
  );
}
