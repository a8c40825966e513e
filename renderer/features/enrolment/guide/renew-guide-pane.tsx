// SPDX-License-Identifier: Apache-2.0
import { RefreshCw, X } from 'lucide-react';
import { useState } from 'react';
import type { TickedStep } from '../../../../shared/domain/enrolment/guide-steps.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { expiringDays } from '../../../../shared/domain/certificates/certificate-status.ts';
import { reminderTime } from '../../../../shared/domain/certificates/reminder-plan.ts';
import { bankOf } from '../../../../shared/domain/certificates/bank-of.ts';
import { countdownText } from '../../../lib/text/countdown-text.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { closeGuide, type Guide, tickStep } from '../../../state/enrolment/guide-store.ts';
import { useReminders } from '../../../state/reminders/use-reminders.ts';
import { useSettings } from '../../../state/settings-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { Button } from '../../../ui/button.tsx';
import { LiveRegion } from '../../../ui/feedback/live-region.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { BankCard } from '../bank/bank-card.tsx';
import { BeforeYouStart } from './before-you-start.tsx';
import { GiveUp } from './give-up.tsx';
import { GuideFinished } from './guide-finished.tsx';
import { GuideBody } from './guide-body.tsx';
import { GuideSide } from './guide-side.tsx';
import { guideLines, isWithoutFile } from './guide-steps.ts';
import css from './guide.module.css';
import { sheetOf } from './sheet-of.ts';
import { StepList } from './step-list.tsx';
import { useGuideFacts } from './use-guide-facts.ts';

export function RenewGuidePane({ guide }: { readonly guide: Extract<Guide, { kind: 'renew' }> }) {
  const { t, language } = useText();
  const now = useNow();
  const [noFile, setNoFile] = useState(false);
  const attempt = useAttempt();
  const facts = useGuideFacts(guide);
  const { old, held } = facts;
  const reminders = useReminders(guide.sha256);
  const standard = useSettings((state) => state.settings?.reminders.days);
  const lines = guideLines(facts);
  const isFinished = lines.every(({ isDone }) => isDone);
  const tick = (step: TickedStep, isDone: boolean) =>
    void attempt.run(async () => tickStep(held?.id ?? null, step, isDone));
  if (old === null) return <p className={css.hint}>{t('detail.loading')}</p>;
  const { displayName, notBefore, notAfter, issuerName } = old;
  const { state, words } = countdownText(t, notBefore, notAfter, now);
  const left = state.phase === 'running' ? t('time.remaining', { time: words }) : words;
  const firstDay = reminderTime(notAfter, Math.max(expiringDays, ...(reminders?.days ?? standard ?? [])));
  const newUntil = facts.keyCheck?.state === 'newer' ? facts.keyCheck.notAfter : facts.result?.notAfter;
  const dates = { date: dueDay(newUntil ?? notAfter, language), old: dueDay(notAfter, language) };
  const isFile = facts.isOnUsbKey && !isWithoutFile(facts);
  const mayLackFile = lines.some(({ step, isDone }) => step === 'import' && !isDone);
  const use = [
    ...(newUntil === undefined ? [] : [t(state.phase === 'expired' ? 'guide.useNewOnly' : 'guide.useNew', dates)]),
    ...(isFile && facts.isInstalled === true ? [t('guide.useBrowser')] : []),
    ...(isFile ? [t('guide.oldOnKey')] : []),
  ];
  const bank = held?.profile.name ?? bankOf(old.subject, old.issuer) ?? issuerName;
  return (
    <>
      <header className={css.head}>
        <span className={css.badge} aria-hidden>
          <RefreshCw size={18} />
        </span>
        <div>
          <h2>{t('guide.renewTitle', { name: screenText(displayName) })}</h2>
          <p className={css.sub}>
            {newUntil === undefined
              ? t('guide.until', { bank: screenText(bank), left, date: dates.old })
              : t('guide.untilNew', { bank: screenText(bank), date: dates.date })}
          </p>
        </div>
        <Button look="quiet" size="icon" aria-label={t('common.close')} onPress={closeGuide}>
          <X size={18} aria-hidden />
        </Button>
      </header>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {old.status === 'valid' && facts.guided === null && firstDay > now && (
        <Notice tone="off">
          <p>{t('guide.notYet', { date: dueDay(new Date(firstDay).toISOString(), language) })}</p>
        </Notice>
      )}
      <BeforeYouStart held={held} isOnUsbKey={facts.isOnUsbKey || isWithoutFile(facts)} isFoldable />
      <StepList
        facts={facts}
        lines={lines}
        onTick={tick}
        renderSide={(line) => <GuideSide facts={facts} line={line} onTick={tick} />}
        renderBody={(line) => <GuideBody facts={facts} line={line} onTick={tick} onPhone={null} />}
      />
      {isFinished && <GuideFinished guided={facts.guided} use={use} />}
      <div className={css.foot}>
        {(held !== null || facts.phone !== null) && (
          <>
            <h3>{t('guide.bank.title')}</h3>
            <BankCard held={held} name={bank} phone={facts.phone} />
          </>
        )}
        <div className={css.acts}>
          <Button
            onPress={() => void openDialog('enrolment.sheet', { sheetIn: (text) => sheetOf(facts, lines, text) })}
          >
            {t('guide.sheet.title')}
          </Button>
          {mayLackFile && (
            <Button aria-expanded={noFile} onPress={() => setNoFile(!noFile)}>
              {t('guide.noFile')}
            </Button>
          )}
          <GiveUp guided={facts.guided} />
        </div>
        {noFile && mayLackFile && (
          <Notice
            tone="off"
            title={t('guide.noFileTitle')}
            actions={
              <>
                <Button size="small" onPress={() => tick('usb-key', true)}>
                  {t('guide.inUsbKey')}
                </Button>
                <Button size="small" onPress={() => goTo('browsers')}>
                  {t('guide.inBrowser')}
                </Button>
              </>
            }
          >
            <p>{t('guide.noFileText')}</p>
          </Notice>
        )}
      </div>
      <LiveRegion text={isFinished ? t('guide.finished') : ''} />
    </>
  );
}
