// SPDX-License-Identifier: Apache-2.0
import { CircleCheck, CircleDashed } from 'lucide-react';
import { phoneOf } from '../../../shared/sinks/contact-sheet-text.ts';
import { useText } from '../../i18n/i18n.ts';
import { dayAndTime } from '../../lib/text/dates.ts';
import { isRevocationOpen, isWorkDone, lossProgress, type LossWork, lossWorkOf } from '../../lib/text/loss-steps.ts';
import { screenText, unbrokenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { withdrawLoss } from '../../state/losses.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import text from '../../ui/text.module.css';
import css from './losses.module.css';
import type { StepProps } from './step-props.ts';

export interface EndStepProps extends Pick<StepProps, 'facts' | 'loss' | 'onBack'> {
  readonly onGo: (work: LossWork) => void;
  readonly onClose: () => void;
}

export function EndStep({ facts, loss, onGo, onBack, onClose }: EndStepProps) {
  const { t, language } = useText();
  const isOpen = isRevocationOpen(loss, facts.detail.status);
  const isUnrevoked = lossProgress(loss) === 'notified' && isOpen;
  const attempt = useAttempt();
  const withdraw = async () => {
    if (await attempt.run(() => withdrawLoss(facts.detail))) onClose();
  };
  return (
    <>
      <p className={text.muted}>{t('losses.end.lead')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <ul className={css.items}>
        {lossWorkOf(loss.kind).map((work) => {
          const isUnconfirmed = work === 'authority' && isUnrevoked;
          const done = isWorkDone(loss, work) && !isUnconfirmed;
          const Icon = done ? CircleCheck : CircleDashed;
          const isRunning = work === 'replace' && facts.view.isAskedFor;
          const state = done ? 'ok' : isRunning ? 'running' : 'openStep';
          const step = t(`losses.end.${work}Text`);
          const { notifiedAt, confirmedAt, reference } =
            work === 'authority' && loss.done.includes('notified') ? loss : {};
          const phone = work === 'authority' ? phoneOf(facts.sheets) : undefined;
          const known = [
            ...(notifiedAt === undefined ? [] : [dayAndTime(notifiedAt, language)]),
            ...(reference === undefined ? [] : [t('losses.end.reference', { number: screenText(reference) })]),
            ...(confirmedAt === undefined
              ? []
              : [t('losses.notice.confirmed', { time: dayAndTime(confirmedAt, language) })]),
            ...(phone === undefined ? [] : [t('losses.end.phone', { number: unbrokenText(phone) })]),
          ];
          return (
            <li key={work} className={css.item} data-done={done}>
              <Icon size={18} aria-hidden />
              <span className={css.grow}>
                <b>{step}</b>
                <span className={text.small}>
                  {[t(isUnconfirmed ? 'losses.progress.notified' : `losses.end.${state}`), ...known].join(' · ')}
                </span>
              </span>
              {!done && (
                <Button
                  size="small"
                  {...(!isRunning && !isUnconfirmed && { 'aria-label': t('losses.end.goOf', { step }) })}
                  onPress={() => onGo(work)}
                >
                  {t(isRunning ? 'losses.replace.resume' : isUnconfirmed ? 'losses.confirmedNote' : 'losses.end.go')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {isOpen && <p className={text.small}>{t('losses.end.note', { count: 1 })}</p>}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack}>{t('common.back')}</Button>
        </div>
        <Button isDisabled={attempt.busy} onPress={() => void withdraw()}>
          {t('losses.end.foundAgain')}
        </Button>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
