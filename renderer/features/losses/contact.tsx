// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import { contactSheetTexts } from '../../../shared/i18n/contact-sheet.ts';
import type { ContactSheet } from '../../../shared/schemas/enrolment/contact-sheet.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { phoneOf } from '../../../shared/sinks/contact-sheet-text.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { useEnrolment } from '../../state/enrolment/enrolment-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import layout from '../../ui/layout.module.css';
import { NewPhonePane } from '../enrolment/bank/new-phone-pane.tsx';
import { BankPhone, type BankPhoneProps, PhoneLine } from './bank-phone.tsx';

export interface ContactProps {
  readonly sheets: readonly [ContactSheet, ...ContactSheet[]];
  readonly issuer: string;
  readonly onBank: (bank: HeldProfile) => Promise<void>;
  /** Keeps the phone with the losses, or removes it. Resolves to true if saved. */
  readonly onPhone: (phone: string | null) => Promise<boolean>;
}

/** With a website, the contact is kept with the bank and shown for all its certificates. */
export function Contact({ sheets, issuer, onBank, onPhone }: ContactProps) {
  const { t, language } = useText();
  const { authority } = sheets[0];
  const phone = phoneOf(sheets);
  const [isEditing, setEditing] = useState(phone === undefined);
  const [saved, setSaved] = useState<string | null>(null);
  const end = () => {
    setSaved('alone');
    setEditing(false);
  };
  const take = async (bank: HeldProfile) => {
    setSaved(bank.id);
    await onBank(bank);
  };
  if (authority !== null) {
    return <KnownContact authority={authority} phone={phone} isSaved={saved === authority.profileId} onBank={onBank} />;
  }
  if (phone !== undefined && !isEditing) {
    return (
      <>
        <h3>{t('losses.authority.contact')}</h3>
        <PhoneLine phone={phone} isSaved={saved === 'alone'} onChange={() => setEditing(true)} />
        <dl className={layout.facts}>
          <dt>{contactSheetTexts[language].authority}</dt>
          <dd>{screenText(issuer)}</dd>
        </dl>
      </>
    );
  }
  return (
    <>
      <Notice tone="warn" title={t('losses.authority.noGuide')}>
        <p>{t('losses.authority.noGuideText', { issuer: screenText(issuer) })}</p>
      </Notice>
      <NewPhonePane
        certificates={sheets.map(({ certificate }) => certificate)}
        forPhone={{ start: phone ?? null, onPhone, onDone: end }}
        onSaved={take}
      />
    </>
  );
}

function KnownContact({ authority, phone, isSaved, onBank }: BankPhoneProps) {
  const { t, language } = useText();
  const text = contactSheetTexts[language];
  const { profileId, protocol, name, host, confirmed, contact } = authority;
  const held = useEnrolment((state) =>
    state.profiles?.find(({ id }) => id === profileId && !isServerProtocol(protocol)),
  );
  const isComparing = useEnrolment(({ comparing }) => comparing === profileId);
  const attempt = useAttempt();
  const compare = (bank: HeldProfile) =>
    attempt.run(async () => {
      await openDialog('enrolment.confirm', { held: bank });
      await onBank(bank);
    });
  const facts: [string, string | undefined][] = [
    [text.email, contact?.email],
    [text.page, contact?.url],
    [text.hours, contact?.hours?.[language]],
    [text.address, host.ascii === host.unicode ? host.ascii : `${host.unicode} (${host.ascii})`],
  ];
  return (
    <>
      {!confirmed && !isComparing && (
        <Notice
          tone="warn"
          title={t('losses.authority.unverified')}
          {...(held !== undefined && {
            actions: <Button onPress={() => void compare(held)}>{t('enrolment.confirm')}</Button>,
          })}
        >
          <p>{t('losses.authority.unverifiedText')}</p>
        </Notice>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <h3>{t('losses.authority.contact')}</h3>
      <BankPhone authority={authority} phone={phone} isSaved={isSaved} onBank={onBank} />
      <dl className={layout.facts}>
        <dt>{text.authority}</dt>
        <dd>{screenText(name)}</dd>
        {facts.flatMap(([label, value]) =>
          value === undefined ? [] : [<dt key={`${label} name`}>{label}</dt>, <dd key={label}>{screenText(value)}</dd>],
        )}
      </dl>
    </>
  );
}
