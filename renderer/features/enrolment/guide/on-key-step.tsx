// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { tickStep } from '../../../state/enrolment/guide-store.ts';
import { openToken } from '../../../state/tokens/tokens-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { chooseFiles } from './guide-side.tsx';
import type { GuideBodyProps } from './use-guide-facts.ts';
import css from './guide.module.css';

export function OnKeyStep({ facts, line, onTick }: Omit<GuideBodyProps, 'onPhone'>) {
  const { t, language } = useText();
  const attempt = useAttempt();
  const { old, keyCheck, held } = facts;
  if (old === null || keyCheck === null) return null;
  const { state } = keyCheck;
  const serial = old.keyOnToken?.serial ?? '';
  const openKey = (
    <Button size="small" onPress={() => (serial === '' ? goTo('tokens') : openToken(serial))}>
      {t('guide.toUsbKey')}
    </Button>
  );
  const choose = (profileId: string) =>
    attempt.run(async () => {
      await chooseFiles(profileId);
      // Last, because it hides this step, and any error with it.
      await tickStep(profileId, 'usb-key', false);
    });
  const gotFile = held !== null && (
    <Button size="small" onPress={() => void choose(held.id)} isDisabled={attempt.busy}>
      {t('guide.asFile')}
    </Button>
  );
  const failed = attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />;
  if (state === 'newer') {
    return (
      <>
        <span className={css.hint}>{t('guide.key.newer', { date: dueDay(keyCheck.notAfter, language) })}</span>
        {!keyCheck.inVault && (
          <div className={css.acts}>
            <span className={css.hint}>{t('guide.text.usbKeyAfter')}</span>
            {openKey}
          </div>
        )}
      </>
    );
  }
  if (state === 'old') {
    return (
      <>
        <Notice tone="warn" actions={gotFile} urgent>
          <p>{t('guide.key.old', { date: dueDay(old.notAfter, language) })}</p>
        </Notice>
        {failed}
      </>
    );
  }
  if (state === 'reading') return <span className={css.hint}>{t('guide.key.reading')}</span>;
  return (
    <>
      <span className={css.hint}>{t(`guide.key.${state}`)}</span>
      {line.isNow && (
        <div className={css.acts}>
          {state === 'unseen' && openKey}
          <Button size="small" onPress={() => onTick('on-key', true)}>
            {t('guide.act.on-key')}
          </Button>
          {gotFile}
        </div>
      )}
      {failed}
    </>
  );
}
