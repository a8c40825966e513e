// SPDX-License-Identifier: Apache-2.0
import { ChevronLeft, Printer } from 'lucide-react';
import { useState } from 'react';
import type { TickedStep } from '../../../../shared/domain/enrolment/guide-steps.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { closeGuide, type Guide, tickStep } from '../../../state/enrolment/guide-store.ts';
import { isAtBranch } from '../../../state/enrolment/web-enrolments-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import bar from '../../../ui/room-bar.module.css';
import { BarNotices } from '../../../ui/room-bar.tsx';
import { BankCard } from '../bank/bank-card.tsx';
import { BeforeYouStart } from './before-you-start.tsx';
import { GiveUp } from './give-up.tsx';
import { GuideFinished } from './guide-finished.tsx';
import { GuideBody } from './guide-body.tsx';
import { GuideSide } from './guide-side.tsx';
import { guideLines, isWithoutFile } from './guide-steps.ts';
import css from './guide.module.css';
import { PhoneOnly } from './phone-only.tsx';
import { replacementTitle, sheetOf } from './sheet-of.ts';
import { StepList } from './step-list.tsx';
import { useGuideFacts } from './use-guide-facts.ts';

export function ApplyGuidePage({ guide }: { readonly guide: Extract<Guide, { kind: 'apply' }> }) {
  const { t } = useText();
  const [isPhoneOnly, setPhoneOnly] = useState(false);
  const attempt = useAttempt();
  const facts = useGuideFacts(guide);
  const { held, lost, bankName } = facts;
  const lines = guideLines(facts);
  const from = (held?.profile.steps?.apply ?? []).length > 0 ? 'guide.fromCa' : 'guide.general';
  const bank = isAtBranch(facts.guided) ? (facts.guided?.profile.name ?? null) : (held?.profile.name ?? bankName);
  const tick = (step: TickedStep, isDone: boolean) =>
    void attempt.run(async () => tickStep(held?.id ?? null, step, isDone));
  return (
    <>
      <header className={bar.bar}>
        <h1 className={css.title}>{facts.isReplacement ? replacementTitle(t, lost) : t('guide.applyTitle')}</h1>
        <span className={css.hint}>{bank === null ? t('guide.noBank') : t(from, { bank: screenText(bank) })}</span>
        {held !== null && held.confirmedAt === null && <Pill tone="warn">{t('guide.notCompared')}</Pill>}
        <span className={bar.gap} />
        <Button onPress={closeGuide}>
          <ChevronLeft size={16} aria-hidden />
          {t('guide.back')}
        </Button>
        <Button onPress={() => void openDialog('enrolment.sheet', { sheetIn: (text) => sheetOf(facts, lines, text) })}>
          <Printer size={16} aria-hidden />
          {t('guide.sheet.title')}
        </Button>
      </header>
      <BarNotices />
      <div className={css.page}>
        <div className={css.two}>
          <div className={css.column}>
            {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
            {isPhoneOnly ? (
              <PhoneOnly held={held} phone={facts.phone} onBack={() => setPhoneOnly(false)} />
            ) : (
              <div className={`${css.card} ${css.padded}`}>
                <StepList
                  facts={facts}
                  lines={lines}
                  onTick={tick}
                  renderSide={(line) => <GuideSide facts={facts} line={line} onTick={tick} />}
                  renderBody={(line) => (
                    <GuideBody facts={facts} line={line} onTick={tick} onPhone={() => setPhoneOnly(true)} />
                  )}
                />
              </div>
            )}
            {lines.every(({ isDone }) => isDone) && <GuideFinished guided={facts.guided} />}
            <div className={css.acts}>
              <GiveUp guided={facts.guided} />
            </div>
          </div>
          <div className={css.column}>
            {bank !== null && (held !== null || facts.phone !== null) && (
              <section className={css.section} aria-label={t('guide.bank.title')}>
                <h2>{t('guide.bank.title')}</h2>
                <BankCard held={held} name={bank} phone={facts.phone} />
              </section>
            )}
            <BeforeYouStart held={held} isOnUsbKey={facts.isOnUsbKey || isWithoutFile(facts)} isOnPhone={isPhoneOnly} />
          </div>
        </div>
      </div>
    </>
  );
}
