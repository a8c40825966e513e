// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { identityIds } from '../../../shared/domain/certificates/identity-pair.ts';
import type { Loss, LossKind, LossStep } from '../../../shared/schemas/certificates/loss.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { type LossWork, lossWorkOf, openWorkOf, tickOf } from '../../lib/text/loss-steps.ts';
import { bankLine } from '../../lib/text/holder.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { reportLosses } from '../../state/losses.ts';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { WizardSteps } from '../../ui/dialog/wizard-steps.tsx';
import { AuthorityStep } from './authority-step.tsx';
import { CleanStep } from './clean-step.tsx';
import { CopiesStep } from './copies-step.tsx';
import { EndStep } from './end-step.tsx';
import text from '../../ui/text.module.css';
import { ReplaceStep } from './replace-step.tsx';
import { useLoss } from './use-loss.ts';
import { ManyLosses } from './many-losses.tsx';
import { IncidentStep } from './incident-step.tsx';
import { type LostCertificate, WhichStep } from './which-step.tsx';

type LossStepName = 'which' | 'what' | LossWork | 'end';

const manySteps: readonly LossStepName[] = ['which', 'what', 'authority', 'end'];

export interface LossDialogProps {
  readonly start: string | null;
  readonly at?: LossWork | undefined;
  readonly onClose: () => void;
}

/** The vault stores progress, so it can be resumed. */
export function LossDialog({ start, at, onClose }: LossDialogProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState<readonly LostCertificate[]>([]);
  const isMany = chosen.length > 1;
  const sha256 = start ?? (isMany ? null : (chosen[0]?.sha256 ?? null));
  const [chosenKind, setChosenKind] = useState<LossKind | null>(null);
  const [profileId, setProfileId] = useState<string | null>(null);
  /** Null resumes at the first open step. */
  const [step, setStep] = useState<LossStepName | null>(start === null ? 'which' : (at ?? null));
  const { facts, error, refresh } = useLoss(sha256, profileId);
  const attempt = useAttempt();
  const loss = facts?.view.loss ?? null;
  const first = facts === null ? null : firstStepOf(loss);
  // Set the step only once, because ticking must not change it.
  useEffect(() => {
    if (step === null && first !== null) setStep(first);
  }, [step, first]);
  const kind = chosenKind ?? loss?.kind ?? 'lost';
  const steps = isMany ? manySteps : stepsOf(kind, start === null);
  const go = (to: LossStepName) => () => {
    attempt.clear();
    setStep(to);
  };
  const beside = (by: 1 | -1) => go(stepBeside(steps, step ?? 'what', by));
  const report = async () => {
    if (facts === null) return;
    const done = await attempt.run(async () => {
      if (loss?.kind !== kind) await reportLosses(identityIds(facts.detail), kind);
      await refresh();
    });
    if (done) beside(1)();
  };
  const reportedHere = () =>
    facts?.sheets.filter((sheet) => sheet.kind !== null).map((sheet) => sheet.certificate.sha256) ?? [];
  const notePhone = (phone: string | null) =>
    attempt.run(async () => {
      await ipc('losses.setPhone', { sha256s: reportedHere(), phone });
      await refresh();
    });
  const mark = async (markedStep: LossStep, done: boolean, reference?: string | null) => {
    if (facts === null) return;
    await attempt.run(async () => {
      await ipc('losses.mark', { sha256s: reportedHere(), step: markedStep, done, reference });
      await refresh();
    });
  };
  const tick = (work: LossWork) => async (done: boolean) => mark(tickOf[work], done);
  /** Stores the CA for resuming and renewal. */
  const nameAuthority = async (id: string) => {
    if (sha256 === null) return;
    setProfileId(id);
    await attempt.run(async () => void (await ipc('webEnrolments.link', { sha256, profileId: id })));
  };
  const takeBank = async ({ id }: HeldProfile) => {
    setProfileId(id);
    await refresh(id);
  };
  const ways = { onBack: beside(-1), onNext: beside(1) };
  return (
    <Dialog title={t('losses.title')} onClose={onClose}>
      <WizardSteps
        steps={steps.map((each) => t(`losses.step.${each}`))}
        current={step === null ? -1 : steps.indexOf(step)}
      />
      {facts !== null && step !== 'which' && (
        <p className={text.name}>
          {screenText(facts.detail.displayName)}
          <span className={text.muted}>
            {` · ${screenText(facts.view.sheet.authority?.name ?? bankLine(facts.detail))}`}
          </span>
        </p>
      )}
      {error !== null && <ErrorNotice error={error} />}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {step === null && error === null && <ProgressLine label={t('losses.reading')} />}
      {step === 'which' && <WhichStep chosen={chosen} onChoose={setChosen} onCancel={onClose} onNext={go('what')} />}
      {isMany && (step === 'what' || step === 'authority' || step === 'end') && (
        <ManyLosses chosen={chosen} step={step} onStep={(to) => go(to)()} onClose={onClose} />
      )}
      {facts !== null && step === 'what' && (
        <IncidentStep
          kind={chosenKind ?? loss?.kind ?? null}
          loss={loss}
          busy={attempt.busy}
          onChoose={setChosenKind}
          onBack={start === null ? go('which') : null}
          onCancel={onClose}
          onNext={() => void report()}
        />
      )}
      {facts !== null && loss !== null && (
        <>
          {step === 'copies' && <CopiesStep facts={facts} loss={loss} onTick={tick('copies')} {...ways} />}
          {step === 'authority' && (
            <AuthorityStep
              facts={facts}
              loss={loss}
              profileId={profileId}
              onProfile={(id) => void nameAuthority(id)}
              onBank={takeBank}
              onPhone={notePhone}
              onReference={(reference) => void mark('notified', true, reference)}
              onConfirmed={(isConfirmed) => void mark('confirmed', isConfirmed)}
              onTick={tick('authority')}
              {...ways}
            />
          )}
          {step === 'replace' && (
            <ReplaceStep facts={facts} loss={loss} onTick={tick('replace')} onClose={onClose} {...ways} />
          )}
          {step === 'clean' && <CleanStep facts={facts} loss={loss} onTick={tick('clean')} {...ways} />}
          {step === 'end' && (
            <EndStep facts={facts} loss={loss} onGo={(work) => go(work)()} onBack={beside(-1)} onClose={onClose} />
          )}
        </>
      )}
    </Dialog>
  );
}

function stepsOf(kind: LossKind, asked: boolean): readonly LossStepName[] {
  return [...(asked ? (['which'] as const) : []), 'what', ...lossWorkOf(kind), 'end'];
}

function firstStepOf(loss: Loss | null): LossStepName {
  return loss === null ? 'what' : (openWorkOf(loss)[0] ?? 'end');
}

function stepBeside(steps: readonly LossStepName[], step: LossStepName, by: 1 | -1): LossStepName {
  return steps[steps.indexOf(step) + by] ?? step;
}
