// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import type { HeldProfile, PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { PreflightFinding } from '../../../../shared/schemas/enrolment/preflight.ts';
import { useText } from '../../../i18n/i18n.ts';
import { type CallOptions, ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { openProfile } from '../../../state/enrolment/enrolment-dialogs.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { openApplyGuide, openGuideAt } from '../../../state/enrolment/guide-store.ts';
import { useSecretsKey } from '../../../state/vault/secrets-store.ts';
import { useTokens } from '../../../state/tokens/tokens-store.ts';
import { showVaultStatus } from '../../../state/vault/vault-store.ts';
import type { Replaced } from '../../../state/dialogs/dialog-inputs.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { WizardSteps } from '../../../ui/dialog/wizard-steps.tsx';
import { ProtectPane } from '../../imports/protect-pane.tsx';
import { RequestPane } from '../../tokens/keys/request-pane.tsx';
import { type ApplyStep, startForm, stepsOf, targetOf } from './apply-form.ts';
import { AuthorityFacts } from '../profiles/authority-facts.tsx';
import { AuthorityStep } from './authority-step.tsx';
import { hostWords } from '../../../lib/text/host-words.ts';
import { PinStep } from './pin-step.tsx';
import { PreflightStep } from './preflight-step.tsx';
import { SendPane } from '../requests/send-pane.tsx';
import { fieldsOf, subjectOf, valuesFrom } from './subject-form.ts';
import { SubjectStep } from './subject-step.tsx';
import { TargetStep } from './target-step.tsx';
import { TokenGone } from './token-choice.tsx';
import { TrustStep } from './trust-step.tsx';

const stepTexts = {
  authority: 'enrolment.wizard.stepAuthority',
  trust: 'enrolment.wizard.stepTrust',
  target: 'enrolment.wizard.stepTarget',
  preflight: 'preflight.step',
  subject: 'enrolment.wizard.stepSubject',
  protect: 'enrolment.wizard.stepProtect',
  pin: 'enrolment.wizard.stepPin',
  send: 'enrolment.wizard.stepSend',
  request: 'enrolment.wizard.stepRequest',
} as const satisfies Record<ApplyStep, string>;

export interface ApplyDialogProps {
  readonly profileId: string | null;
  readonly replaced: Replaced | null;
  readonly onClose: () => void;
}

export function ApplyDialog({ profileId, replaced, onClose }: ApplyDialogProps) {
  const text = useText();
  const { t } = text;
  const profiles = useEnrolment((state) => state.profiles) ?? [];
  const [form, setForm] = useState(() => {
    const chosen = profiles.find(({ id }) => id === profileId)?.profile;
    const target = chosen === undefined ? startForm.target : targetOf(chosen);
    return { ...startForm, profileId, target: replaced?.onToken === true ? 'token' : target };
  });
  const [step, setStep] = useState<ApplyStep>('authority');
  const [made, setMade] = useState<{ readonly request: PendingRequest; readonly pem: string } | null>(null);
  const [seen, setSeen] = useState<readonly PreflightFinding[]>([]);
  const attempt = useAttempt();
  const secretsKey = useSecretsKey();
  const held = profiles.find(({ id }) => id === form.profileId);
  const fields = held === undefined ? [] : fieldsOf(held.profile, text);
  const values = form.values.length === 0 && replaced !== null ? valuesFrom(fields, replaced.subject) : form.values;
  const subject = subjectOf(fields, values);
  const protocol = held?.profile.protocol ?? null;
  const steps = stepsOf(protocol, step, form.target);
  const token = useTokens(({ tokens }) => tokens?.find(({ id }) => id === form.tokenId));

  const startOf = (id: string): Pick<typeof form, 'profileId' | 'target' | 'acceptsAuthorityKey'> => {
    const chosen = profiles.find((each) => each.id === id)?.profile;
    // Consent for one CA doesn't cover others.
    return { profileId: id, target: chosen === undefined ? 'vault' : targetOf(chosen), acceptsAuthorityKey: false };
  };
  const make = async (options: CallOptions, onToken: CallInput<'requests.start'>['token'] = null) => {
    if (held === undefined || subject === null) return;
    const place = form.place.trim() === '' ? null : form.place;
    const purpose = replaced?.purpose ?? 'apply';
    const wanted = {
      profileId: held.id,
      subject,
      algorithm: form.algorithm,
      place,
      purpose,
      renews: replaced?.sha256 ?? null,
      token: onToken,
      authorityKey: form.target === 'authority' && form.acceptsAuthorityKey ? ({ accepted: true } as const) : null,
    } as const;
    setMade(await ipc('requests.start', wanted, options));
    setStep(isServerProtocol(protocol) ? 'send' : 'request');
  };
  const start = () =>
    attempt.run(
      (options) => make(options),
      ({ code }) => {
        if (code === 'secret-required') setStep('protect');
      },
    );
  const protect = (passphrase: string) =>
    attempt.run(async (options) => {
      showVaultStatus(await ipc('vault.setPassphrase', { passphrase }, options));
      await make(options);
    });
  const close = () => {
    attempt.cancel();
    onClose();
  };
  const toGuide = (bank: HeldProfile) =>
    attempt.run(async () => {
      await openGuideAt(bank, replaced?.sha256 ?? null);
      onClose();
    });
  const toNewBank = () => {
    onClose();
    openApplyGuide(replaced?.sha256 ?? null);
  };
  const back = (to: ApplyStep) => () => {
    attempt.clear();
    setStep(to);
  };
  return (
    <Dialog title={t('enrolment.wizard.title')} onClose={close}>
      {step === 'authority' && attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <WizardSteps steps={steps.map((each) => t(stepTexts[each]))} current={steps.indexOf(step)} />
      {step === 'authority' && (
        <AuthorityStep
          profiles={profiles}
          held={held}
          onChoose={(id) => setForm((before) => ({ ...before, ...startOf(id), algorithm: null, values: [] }))}
          onConfirm={(unverified) => openProfile('enrolment.confirm', unverified)}
          onCancel={close}
          onNext={() => (held?.profile.protocol === 'web' ? void toGuide(held) : setStep(steps[1] ?? 'target'))}
          onUnlisted={replaced?.purpose === 'renew' ? null : toNewBank}
        />
      )}
      {step === 'trust' && held !== undefined && (
        <TrustStep held={held} onBack={back('authority')} onNext={() => setStep('target')} />
      )}
      {step === 'target' && held !== undefined && (
        <TargetStep
          profile={held.profile}
          form={form}
          onChange={(change) => setForm((before) => ({ ...before, ...change }))}
          onBack={back(isServerProtocol(protocol) ? 'trust' : 'authority')}
          onNext={() => setStep('preflight')}
        />
      )}
      {step === 'preflight' && held !== undefined && (
        <PreflightStep
          held={held}
          target={form.target === 'token' ? 'token' : 'vault'}
          onBack={back('target')}
          onNext={(found) => {
            setSeen(found);
            setStep('subject');
          }}
        />
      )}
      {step === 'subject' && (
        <SubjectStep
          fields={fields}
          values={values}
          subject={subject}
          attempt={attempt}
          onChange={(values) => setForm((before) => ({ ...before, values }))}
          onBack={back('preflight')}
          onMake={() => (form.target === 'token' ? setStep('pin') : void start())}
          makes={form.target === 'token' ? 'nothing' : form.target === 'authority' ? 'request' : 'key'}
        />
      )}
      {step === 'protect' && (
        <ProtectPane
          key={secretsKey}
          busy={attempt.busy}
          error={attempt.error?.code === 'secret-required' ? null : attempt.error}
          progress={attempt.progress}
          onProtect={(passphrase) => void protect(passphrase)}
          onBack={back('subject')}
          onCancel={attempt.cancel}
        />
      )}
      {step === 'pin' && token !== undefined && (
        <PinStep
          key={`pin ${secretsKey}`}
          token={token}
          attempt={attempt}
          onBack={back('subject')}
          onMake={(onToken, options) => make(options, onToken)}
        />
      )}
      {step === 'pin' && token === undefined && <TokenGone onBack={back('target')} />}
      {step === 'send' && made !== null && held !== undefined && (
        <SendPane
          key={`send ${secretsKey}`}
          held={held}
          request={made.request}
          again={false}
          seenBefore={seen}
          onClose={close}
        />
      )}
      {step === 'request' && made !== null && held !== undefined && (
        <>
          <Notice tone="ok" title={t('enrolment.made.title')} urgent>
            <p>{t('enrolment.made.text', { host: hostWords(held.host) })}</p>
            {held.profile.temporaryKey === true && <p>{t('enrolment.made.encryption')}</p>}
          </Notice>
          <RequestPane
            pem={made.pem}
            isNextStep
            write={async (destinationId, options) =>
              ipc('requests.write', { id: made.request.id, destinationId }, options)
            }
          />
          <AuthorityFacts profile={held.profile} />
          <DialogActions>
            <Button onPress={close}>{t('common.done')}</Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
