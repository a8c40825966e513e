// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { type Attempt, useAttempt } from '../../../lib/use-attempt.ts';
import { type BackupOverview, refreshBackups, useBackups } from '../../../state/backups-store.ts';
import { useCertificates } from '../../../state/certificates-store.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { useTokens } from '../../../state/tokens/tokens-store.ts';
import { requestUnlock, withUnlock } from '../../../state/vault/unlock.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { WizardSteps } from '../../../ui/dialog/wizard-steps.tsx';
import {
  type CreateForm,
  type CreateStep,
  createSteps,
  driveOf,
  emptyPlace,
  hasScopes,
  inputOf,
  type PlaceForm,
  placeInput,
  startForm,
  withDrives,
} from './create-form.ts';
import { PlaceStep } from './place-step.tsx';
import { ProtectStep } from './protect-step.tsx';
import { type Access, WithToken } from '../with-access.tsx';
import { ScopeStep } from './scope-step.tsx';
import { WrittenStep } from './written-step.tsx';

const stepTexts = {
  what: 'backup.wizard.stepWhat',
  place: 'backup.wizard.stepPlace',
  protect: 'backup.wizard.stepProtect',
  done: 'backup.wizard.stepDone',
} as const satisfies Record<CreateStep, string>;

interface CreateDialogProps {
  /** SHA-256 of certificates to propose; empty proposes all. */
  readonly start: readonly string[];
  readonly tokenId: string | null;
  readonly driveId?: string;
  readonly onClose: () => void;
}

export function CreateDialog(props: CreateDialogProps) {
  const { t } = useText();
  const { overview, error } = useBackups();
  const attempt = useAttempt();
  const close = () => {
    attempt.cancel();
    props.onClose();
  };
  useEffect(() => void refreshBackups(), []);
  return (
    <Dialog title={t('backup.wizard.title')} onClose={close}>
      {error !== null && <ErrorNotice error={error} />}
      {overview === null ? (
        error === null && <ProgressLine label={t('backup.reading')} />
      ) : (
        <Steps {...props} onClose={close} attempt={attempt} overview={overview} />
      )}
    </Dialog>
  );
}

interface StepsProps extends CreateDialogProps {
  readonly overview: BackupOverview;
  readonly attempt: Attempt;
}

function Steps({ start: selected, tokenId, driveId, onClose, overview, attempt }: StepsProps) {
  const { t } = useText();
  const certificates = useVault((state) => state.status?.certificates ?? 0);
  const authorities = useCertificates((state) => state.list?.authorities ?? 0);
  // Don't offer the selection as a scope if it covers everything.
  const [start] = useState(() => (selected.length >= certificates || certificates - authorities <= 1 ? [] : selected));
  const [steps] = useState(() => createSteps.slice(hasScopes(start.length, overview) ? 0 : 1));
  const [step, setStep] = useState<CreateStep>(steps[0] ?? 'place');
  const [form, setForm] = useState<CreateForm>(() => startForm(start, overview));
  const [place, setPlace] = useState<PlaceForm>(() => {
    if (tokenId !== null) return { ...emptyPlace, choice: 'token', isChosen: true, tokenId };
    if (driveId !== undefined) return { ...emptyPlace, choice: `drive ${driveId}`, isChosen: true };
    return emptyPlace;
  });
  const token = useTokens(({ tokens }) => tokens?.find(({ id }) => id === place.tokenId));
  const [created, setCreated] = useState<CallOutput<'backups.create'> | null>(null);
  const change = (values: Partial<CreateForm>) => setForm((before) => ({ ...before, ...values }));
  const changePlace = (values: Partial<PlaceForm>) => setPlace((before) => ({ ...before, ...values }));
  const noSecrets = { passphrase: '', own: '', ownAgain: '', recoveryCode: '' };
  const forget = () => {
    change(noSecrets);
    changePlace({ password: '' });
  };
  useSecretsCleared(forget);

  const goOn = async (next: CreateStep) => {
    if (useVault.getState().status?.state === 'locked' && !(await requestUnlock())) return;
    setStep(next);
  };
  const write = async (access: Access) => {
    const where = placeInput(place, access);
    if (where === null) return;
    const input = inputOf(form, overview, start, where);
    const done = await attempt.run(
      async (options) => setCreated(await withUnlock(() => ipc('backups.create', input, options))),
      access.refused,
    );
    if (!done) return;
    forget();
    setStep('done');
    void refreshBackups();
  };
  const backUpElsewhere = () => {
    changePlace({ destination: null });
    void goOn('place');
  };
  const backUpAgain = async () => {
    await refreshBackups();
    if (useVault.getState().status?.recoverySaved === true) backUpElsewhere();
  };

  return (
    <>
      <WizardSteps steps={steps.map((name) => t(stepTexts[name]))} current={steps.indexOf(step)} />
      {step === 'what' && (
        <ScopeStep
          scope={form.scope}
          chosen={start}
          overview={overview}
          onChange={(scope) => change({ scope })}
          onCancel={onClose}
          onNext={() => void goOn('place')}
        />
      )}
      {step === 'place' && (
        <PlaceStep
          place={place}
          isWholeVault={!steps.includes('what') && certificates - authorities > 1}
          onChange={changePlace}
          onDrives={(drives) => setPlace((before) => withDrives(before, drives))}
          onBack={steps.includes('what') ? () => setStep('what') : null}
          onCancel={onClose}
          onNext={() => void goOn('protect')}
        />
      )}
      {step === 'protect' && (
        <WithToken
          token={place.choice === 'token' ? token : undefined}
          wanted={place.choice === 'token'}
          isDisabled={attempt.busy}
          autoFocus={overview.passphrase !== 'needed'}
        >
          {(access) => (
            <ProtectStep
              form={form}
              overview={overview}
              attempt={attempt}
              access={access}
              onChange={change}
              onBack={() => {
                attempt.clear();
                setStep('place');
              }}
              onWrite={() => void write(access)}
            />
          )}
        </WithToken>
      )}
      {step === 'done' && created !== null && (
        <WrittenStep
          created={created}
          own={form.protection === 'own'}
          driveId={driveOf(place.choice)}
          onAgain={() => void backUpAgain()}
          onElsewhere={backUpElsewhere}
          onClose={onClose}
        />
      )}
    </>
  );
}
