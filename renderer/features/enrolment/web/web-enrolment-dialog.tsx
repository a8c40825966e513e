// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { WebEnrolment } from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import type { WebEnrolmentTask } from '../../../state/dialogs/dialog-inputs.ts';
import { refreshEnrolment, useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { refreshWebEnrolments, useWebEnrolments, waitingFor } from '../../../state/enrolment/web-enrolments-store.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { WizardSteps } from '../../../ui/dialog/wizard-steps.tsx';
import { LinkStep } from './link-step.tsx';
import { PreflightStep } from '../apply/preflight-step.tsx';
import { WebEnrolmentSteps } from './web-enrolment-steps.tsx';

const steps = ['authority', 'preflight', 'folder', 'page'] as const;
type Step = (typeof steps)[number];

interface Found {
  readonly held: HeldProfile | undefined;
  readonly webEnrolment: WebEnrolment | null;
}

const stepTexts = {
  authority: 'enrolment.wizard.stepAuthority',
  preflight: 'preflight.step',
  folder: 'webEnrolments.stepFolder',
  page: 'enrolment.wizard.stepPage',
} as const satisfies Record<Step, string>;

export interface WebEnrolmentDialogProps {
  readonly task: WebEnrolmentTask;
  readonly onClose: () => void;
}

export function WebEnrolmentDialog({ task, onClose }: WebEnrolmentDialogProps) {
  const { t } = useText();
  const [found, setFound] = useState<Found | null>(null);
  const [step, setStep] = useState<Step>('authority');
  const profiles = useEnrolment((state) => state.profiles) ?? [];
  const attempt = useAttempt();
  const begin = (held: HeldProfile | undefined, webEnrolment: WebEnrolment | null) => {
    setFound({ held, webEnrolment });
    // No folder yet: started on the command line, or restored from a backup.
    if (webEnrolment !== null) setStep(webEnrolment.folder === null ? 'folder' : 'page');
    else setStep(held === undefined ? 'authority' : 'preflight');
  };
  useEffect(() => {
    void attempt.run(async () => {
      await Promise.all([refreshEnrolment(), refreshWebEnrolments()]);
      const known = useEnrolment.getState().profiles ?? [];
      const { webEnrolments } = useWebEnrolments.getState();
      if (task.kind === 'resume') {
        const webEnrolment = webEnrolments.find(({ id }) => id === task.webEnrolmentId);
        if (webEnrolment === undefined) onClose();
        else begin(profileOf(known, webEnrolment.profile), webEnrolment);
        return;
      }
      const { profileId } = await ipc('webEnrolments.authorityOf', { sha256: task.sha256 });
      const held = known.find(({ id }) => id === profileId);
      begin(held, held === undefined ? null : waitingFor(webEnrolments, wantedBy(held, task.sha256)));
    });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the dialog is made anew for each task
  }, []);
  const renews = task.kind === 'renew' ? task.sha256 : (found?.webEnrolment?.renews ?? null);
  const purpose = task.kind === 'renew' ? 'renew' : (found?.webEnrolment?.purpose ?? 'apply');
  const titles = {
    apply: 'enrolment.wizard.title',
    renew: 'detail.renewHow',
    replace: 'enrolment.wizard.title',
  } as const;
  const about = task.kind === 'renew' ? task.displayName : (found?.webEnrolment?.profile.name ?? '');
  const title = about === '' ? t(titles[purpose]) : `${t(titles[purpose])} · ${screenText(about)}`;
  return (
    <Dialog title={title} onClose={onClose}>
      <WizardSteps steps={steps.map((each) => t(stepTexts[each]))} current={steps.indexOf(step)} />
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {found === null && attempt.error === null && <ProgressLine label={t('enrolment.reading')} progress={null} />}
      {found !== null && step === 'authority' && task.kind === 'renew' && (
        <LinkStep
          sha256={task.sha256}
          issuerName={task.issuerName}
          isOver={task.isOver}
          profiles={profiles.filter(({ profile }) => profile.protocol === 'web')}
          onLinked={(held) => begin(held, null)}
          onClose={onClose}
        />
      )}
      {found?.held !== undefined && step === 'preflight' && (
        <PreflightStep
          held={found.held}
          target="page"
          onBack={() => setStep('authority')}
          onNext={() => setStep('folder')}
        />
      )}
      {found !== null && (step === 'folder' || step === 'page') && (
        <WebEnrolmentSteps
          step={step}
          held={found.held}
          purpose={purpose}
          renews={renews}
          webEnrolment={found.webEnrolment}
          onStep={setStep}
          onBack={() => (task.kind === 'renew' ? setStep('preflight') : setStep('page'))}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function profileOf(profiles: readonly HeldProfile[], { name, host }: WebEnrolment['profile']): HeldProfile | undefined {
  return profiles.find((each) => each.profile.name === name && each.host.ascii === host);
}

function wantedBy({ profile, host }: HeldProfile, sha256: string) {
  return { name: profile.name, host: host.ascii, purpose: 'renew', renews: sha256 } as const;
}
