// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { serialBytes } from '../../../shared/domain/certificates/serial-number.ts';
import { contactSheetTexts } from '../../../shared/i18n/contact-sheet.ts';
import type { LossKind } from '../../../shared/schemas/certificates/loss.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { startLoss } from '../../state/losses.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { WizardSteps } from '../../ui/dialog/wizard-steps.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { Contact } from './contact-sheet-view.tsx';
import { IncidentStep } from './incident-step.tsx';
import css from './losses.module.css';
import { SheetActions } from './sheet-actions.tsx';
import { type LossFacts, readLoss } from './use-loss.ts';

type Step = 'what' | 'authority' | 'end';
const steps = ['which', 'what', 'authority', 'end'] as const;

export interface ManyLossesProps {
  readonly sha256s: readonly string[];
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** A whole computer is gone: one report, and one contact sheet for every CA. */
export function ManyLosses({ sha256s, onBack, onClose }: ManyLossesProps) {
  const { t } = useText();
  const [step, setStep] = useState<Step>('what');
  const [kind, setKind] = useState<LossKind | null>(null);
  const [all, setAll] = useState<readonly LossFacts[]>([]);
  const attempt = useAttempt();
  const refresh = async () => {
    setAll(await Promise.all(sha256s.map(async (sha256) => await readLoss(sha256, null))));
  };
  const report = async () => {
    const isReported = await attempt.run(async () => {
      if (kind === null) return;
      for (const sha256 of sha256s) await ipc('losses.report', { sha256, kind });
      await refresh();
    });
    if (isReported) setStep('authority');
  };
  const tick = (of: readonly LossFacts[], done: boolean) =>
    attempt.run(async () => {
      for (const { detail } of of) {
        await ipc('losses.mark', { sha256: detail.sha256, step: 'notified', done });
      }
      await refresh();
    });
  return (
    <Dialog title={t('losses.title')} onClose={onClose}>
      <WizardSteps steps={steps.map((each) => t(`losses.step.${each}`))} current={steps.indexOf(step)} />
      <p className={text.name}>{t('import.foundCertificates', { count: sha256s.length })}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {attempt.busy && step === 'what' && <ProgressLine label={t('losses.reading')} />}
      {step === 'what' && (
        <IncidentStep
          kind={kind}
          loss={null}
          busy={attempt.busy}
          onChoose={setKind}
          onBack={onBack}
          onCancel={onClose}
          onNext={() => void report()}
        />
      )}
      {step === 'authority' && kind !== null && (
        <>
          <p className={text.muted}>{t('losses.many.lead')}</p>
          {authoritiesOf(all).map((of) => (
            <AuthorityPart key={of[0]?.detail.sha256} of={of} kind={kind} onTick={(done) => void tick(of, done)} />
          ))}
          <SheetActions
            sheets={authoritiesOf(all).flatMap((of) => of.map(({ view }) => view.sheet))}
            kind={kind}
            profileId={null}
          />
          <DialogActions>
            <div data-start>
              <Button onPress={() => setStep('what')}>{t('common.back')}</Button>
            </div>
            <Button look="primary" onPress={() => setStep('end')} autoFocus>
              {t('common.next')}
            </Button>
          </DialogActions>
        </>
      )}
      {step === 'end' && (
        <>
          <p className={text.muted}>{t('losses.many.end')}</p>
          <ul className={css.items}>
            {all.map(({ detail, view: { loss } }) => {
              const name = screenText(detail.displayName);
              const isNotified = loss?.done.includes('notified') === true;
              const Icon = isNotified ? CircleCheck : CircleDashed;
              return (
                <li key={detail.sha256} className={css.item} data-done={isNotified}>
                  <Icon size={18} aria-hidden />
                  <span className={css.grow}>
                    <b>{name}</b>
                    <span className={text.small}>
                      {`${t('losses.end.authorityText')} · ${t(isNotified ? 'losses.end.ok' : 'losses.end.openStep')}`}
                    </span>
                  </span>
                  <Button
                    size="small"
                    aria-label={t('losses.many.goOn', { name })}
                    onPress={() => startLoss(detail.sha256)}
                  >
                    {t('losses.notice.goOn')}
                  </Button>
                </li>
              );
            })}
          </ul>
          <p className={text.small}>{t('losses.end.note')}</p>
          <DialogActions>
            <div data-start>
              <Button onPress={() => setStep('authority')}>{t('common.back')}</Button>
            </div>
            <Button look="primary" onPress={onClose} autoFocus>
              {t('common.done')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

interface AuthorityPartProps {
  readonly of: readonly LossFacts[];
  readonly kind: LossKind;
  readonly onTick: (done: boolean) => void;
}

function AuthorityPart({ of, kind, onTick }: AuthorityPartProps) {
  const { t, language } = useText();
  const [first] = of;
  if (first === undefined) return null;
  const { authority } = first.view.sheet;
  return (
    <div className={css.sheet}>
      {authority === null ? (
        <Notice tone="warn" title={t('losses.authority.nobody')}>
          <p>{t('losses.authority.nobodyText', { issuer: screenText(first.detail.issuerName) })}</p>
        </Notice>
      ) : (
        <Contact authority={authority} />
      )}
      <p className={css.saying}>{contactSheetTexts[language].saying[kind]}</p>
      <dl className={layout.facts}>
        {of.map(({ detail: { sha256, displayName, serial } }) => (
          <div key={sha256}>
            <dt>{screenText(displayName)}</dt>
            <dd className={css.mono}>{serialBytes(serial)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox isSelected={of.every(({ view }) => view.loss?.done.includes('notified'))} onChange={onTick}>
        {t('losses.authority.notified')}
      </Checkbox>
    </div>
  );
}

function authoritiesOf(all: readonly LossFacts[]): readonly (readonly LossFacts[])[] {
  return [...Map.groupBy(all, ({ view, detail }) => view.sheet.authority?.profileId ?? detail.issuer).values()];
}
