// SPDX-License-Identifier: Apache-2.0
import { Bell, Smartphone, Usb } from 'lucide-react';
import { useRef, useState } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { annotationLimits } from '../../../../shared/schemas/certificates/annotation-limits.ts';
import { useText } from '../../../i18n/i18n.ts';
import { unbrokenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { endGuide } from '../../../state/enrolment/guide-store.ts';
import { saveWatched } from '../../../state/reminders/watched-store.ts';
import { type Say, toast } from '../../../state/toasts-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { DateField } from '../../../ui/fields/date-field.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import css from './guide.module.css';

const saved: Say = (say) => say('watched.saved');
const questions = ['question1', 'question2', 'question3'] as const;

export interface PhoneOnlyProps {
  readonly held: HeldProfile | null;
  readonly phone: string | null;
  readonly onBack: () => void;
}

/** Offers a plain reminder, because there is no file to import. */
export function PhoneOnly({ held, phone, onBack }: PhoneOnlyProps) {
  const { t } = useText();
  const [asks, setAsks] = useState(false);
  const [name, setName] = useState('');
  const [lastDay, setLastDay] = useState<string | null>(null);
  const field = useRef<HTMLDivElement>(null);
  const attempt = useAttempt();
  // A partly typed year reads as 0002 or 0202.
  const whole = lastDay !== null && lastDay >= '2000' ? lastDay : null;
  const isReady = name.trim() !== '' && whole !== null && !attempt.busy;
  const add = () =>
    attempt.run(async () => {
      if (whole === null) return;
      await saveWatched(null, { name: name.trim(), lastDay: whole, place: held?.profile.name ?? null });
      toast(saved);
      endGuide();
    });
  return (
    <>
      <section className={`${css.card} ${css.padded} ${css.section}`} data-phone-only>
        <h2>{t('guide.mobile.title')}</h2>
        <p className={css.hint}>{t('guide.mobile.text')}</p>
        <div className={css.acts}>
          <Button size="small" look="quiet" onPress={onBack}>
            {t('guide.mobile.back')}
          </Button>
        </div>
      </section>
      <section className={css.section} aria-label={t('guide.mobile.what')}>
        <h2>{t('guide.mobile.what')}</h2>
        <ul className={`${css.card} ${css.rows}`}>
          <li>
            <span className={css.badge} aria-hidden>
              <Bell size={18} />
            </span>
            <div>
              <p>{t('guide.mobile.remind')}</p>
              <p className={css.hint}>{t('guide.mobile.remindHint')}</p>
            </div>
            <Button size="small" onPress={() => field.current?.querySelector('input')?.focus()}>
              {t('guide.mobile.set')}
            </Button>
          </li>
          <li>
            <span className={css.badge} aria-hidden>
              <Usb size={18} />
            </span>
            <div>
              <p>{t('guide.mobile.ask')}</p>
              <p className={css.hint}>
                {phone === null
                  ? t('guide.mobile.askCounter')
                  : t('guide.mobile.askPhone', { phone: unbrokenText(phone) })}
              </p>
              {asks && (
                <ul className={css.own}>
                  {questions.map((each) => (
                    <li key={each}>{t(`guide.mobile.${each}`)}</li>
                  ))}
                </ul>
              )}
            </div>
            <Button size="small" aria-expanded={asks} onPress={() => setAsks(!asks)}>
              {t('guide.mobile.questions')}
            </Button>
          </li>
          <li>
            <span className={css.badge} aria-hidden>
              <Smartphone size={18} />
            </span>
            <div>
              <p>{t('guide.mobile.move')}</p>
              <p className={css.hint}>{t('guide.mobile.moveHint')}</p>
            </div>
          </li>
        </ul>
      </section>
      <section className={css.section} aria-label={t('guide.mobile.remind')}>
        <h2>{t('reminders.title')}</h2>
        <div className={`${css.card} ${css.padded} ${css.form}`} ref={field}>
          {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
          <TextField label={t('watched.name')} value={name} onChange={setName} maxLength={annotationLimits.label} />
          <DateField
            label={t('guide.mobile.lastDay')}
            hint={t('guide.mobile.whereDate')}
            value={lastDay}
            onChange={setLastDay}
          />
          <div className={css.acts}>
            <Button look="primary" onPress={() => void add()} isDisabled={!isReady}>
              {t('guide.mobile.add')}
            </Button>
          </div>
        </div>
      </section>
    </>
  );
}
