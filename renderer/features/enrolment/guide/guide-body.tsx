// SPDX-License-Identifier: Apache-2.0
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { screenText, unbrokenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { tickStep } from '../../../state/enrolment/guide-store.ts';
import { openHelp } from '../../../state/help-store.ts';
import { isAtBranch } from '../../../state/enrolment/web-enrolments-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { DownloadStep } from './download-step.tsx';
import { guideHint, isWithoutFile } from './guide-steps.ts';
import css from './guide.module.css';
import { chooseFiles } from './guide-side.tsx';
import { OnKeyStep } from './on-key-step.tsx';
import { SiteStep } from './site-step.tsx';
import type { GuideBodyProps } from './use-guide-facts.ts';

export function GuideBody({ facts, line, onTick, onPhone }: GuideBodyProps) {
  const { t, language } = useText();
  const { held, guided } = facts;
  const { step, isNow } = line;
  const hint = guideHint(step, facts);
  return (
    <>
      {hint !== null && <span className={css.hint}>{t(`guide.text.${hint}`)}</span>}
      {step === 'ready' && held?.profile.asks !== undefined && (
        <ul className={css.own}>
          {held.profile.asks.map((each) => (
            <li key={each[language]}>{screenText(each[language])}</li>
          ))}
        </ul>
      )}
      {step === 'site' && <SiteStep facts={facts} isNow={isNow} onTick={onTick} />}
      {step === 'sign-in' && (facts.isOnUsbKey || isWithoutFile(facts)) && (
        <div className={css.acts}>
          <span className={css.hint}>{t('guide.text.driverFirst')}</span>
          <Button look="quiet" size="small" onPress={() => openHelp('browser')}>
            {t('guide.browserHelp')}
          </Button>
        </div>
      )}
      {step === 'find' && <FindStep facts={facts} isNow={isNow} onTick={onTick} onPhone={onPhone} />}
      {step === 'download' && (held !== null || isAtBranch(guided)) && (
        <DownloadStep profileId={held?.id ?? null} guided={guided} />
      )}
      {step === 'download' && isNow && (
        <div className={css.acts}>
          <Button look="quiet" size="small" onPress={() => onTick('usb-key', true)}>
            {t('guide.inUsbKey')}
          </Button>
        </div>
      )}
      {isFileOffered(facts, line) && <FileOffer facts={facts} />}
      {step === 'on-key' && <OnKeyStep facts={facts} line={line} onTick={onTick} />}
    </>
  );
}

/** When renewing on a USB key, `OnKeyStep` offers the file after this step. */
function isFileOffered(facts: GuideBodyProps['facts'], { step, isNow }: GuideBodyProps['line']): boolean {
  return step === 'prove' && isWithoutFile(facts) && (!facts.isOnUsbKey || isNow);
}

function FileOffer({ facts: { held, guided } }: Pick<GuideBodyProps, 'facts'>) {
  const { t } = useText();
  const attempt = useAttempt();
  const profileId = held?.id ?? null;
  const choose = () =>
    attempt.run(async () => {
      if (held !== null || isAtBranch(guided)) await chooseFiles(profileId);
      await tickStep(profileId, 'usb-key', false);
    });
  return (
    <div className={css.acts}>
      <Button look="quiet" size="small" onPress={() => void choose()} isDisabled={attempt.busy}>
        {t('guide.asFile')}
      </Button>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
    </div>
  );
}

function FindStep({ facts, isNow, onTick, onPhone }: Omit<GuideBodyProps, 'line'> & { readonly isNow: boolean }) {
  const { t, language } = useText();
  const [asks, setAsks] = useState(false);
  const { kind, held, guided, phone } = facts;
  const isAhead = guided !== null && guided.files.length > 0;
  const own = held?.profile.steps?.[kind] ?? [];
  const menu = [t('guide.path.bank'), t('guide.path.security'), t(`guide.path.${kind}`)];
  return (
    <>
      {own.length > 0 ? (
        <>
          <span className={css.hint}>{t('guide.path.own')}</span>
          <ol className={css.own}>
            {own.map((each) => (
              <li key={each[language]}>{screenText(each[language])}</li>
            ))}
          </ol>
        </>
      ) : (
        <>
          <ol className={css.menu}>
            {menu.map((each, index) => (
              <li key={each}>
                {index > 0 && <ChevronRight size={14} aria-hidden />}
                <span>{each}</span>
              </li>
            ))}
          </ol>
          <span className={css.hint}>{t('guide.path.mark')}</span>
        </>
      )}
      {isNow && (
        <div className={css.acts}>
          <Button look={isAhead ? 'plain' : 'primary'} size="small" onPress={() => onTick('find', true)}>
            {t('guide.act.find')}
          </Button>
          <Button size="small" onPress={() => setAsks(true)}>
            {t('guide.notFound')}
          </Button>
          {onPhone !== null && (
            <Button size="small" onPress={onPhone}>
              {t('guide.phoneOnly')}
            </Button>
          )}
        </div>
      )}
      {asks && isNow && (
        <Notice tone="off" title={t('guide.notFoundTitle')} urgent>
          <p>
            {phone === null ? t('guide.notFoundNoPhone') : t('guide.notFoundPhone', { phone: unbrokenText(phone) })}
          </p>
          <p>{t('guide.notFoundText')}</p>
        </Notice>
      )}
    </>
  );
}
