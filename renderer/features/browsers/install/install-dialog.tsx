// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { needsReplacement } from '../../../../shared/domain/certificates/needs-replacement.ts';
import type { CallInput, CallOutput } from '../../../../shared/ipc/contract.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { Store } from '../../../../shared/schemas/store.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { installable, preselected } from '../../../state/stores/install-places.ts';
import { loadStores, storesChanged, useStores } from '../../../state/stores/stores-store.ts';
import { requestUnlock, withUnlock } from '../../../state/vault/unlock.ts';
import { refreshVault, useVault } from '../../../state/vault/vault-store.ts';
import type { NamedCertificate } from '../../../state/dialogs/dialog-inputs.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { WizardSteps } from '../../../ui/dialog/wizard-steps.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { passwordList, type StorePasswords } from '../../../ui/fields/store-passwords.tsx';
import { ChooseCertificatesStep } from './choose-certificates-step.tsx';
import { InstalledStep } from './installed-step.tsx';
import { PlacesStep } from './places-step.tsx';
import { PlanStep } from './plan-step.tsx';

type InstallStep = 'choose' | 'places' | 'plan' | 'done';

const stepTexts = {
  choose: 'install.stepChoose',
  places: 'install.stepPlaces',
  plan: 'install.stepPlan',
  done: 'install.stepDone',
} as const satisfies Record<InstallStep, string>;

interface Installed {
  readonly answer: CallOutput<'stores.install'>;
  /** A snapshot for the names, because installing discards the list of stores. */
  readonly stores: readonly Store[];
}

/** A snapshot, so later reads don't change what gets installed. */
interface Planned {
  readonly plan: CallOutput<'stores.planInstall'>;
  readonly pairs: CallInput<'stores.planInstall'>;
}

export interface InstallDialogProps {
  readonly start: readonly NamedCertificate[];
  readonly storeId: string | null;
  readonly onClose: () => void;
}

export function InstallDialog({ start, storeId, onClose }: InstallDialogProps) {
  const { t } = useText();
  const steps: readonly InstallStep[] =
    start.length === 0 ? ['choose', 'places', 'plan', 'done'] : ['places', 'plan', 'done'];
  const [step, setStep] = useState<InstallStep>(steps[0] ?? 'places');
  const [certificates, setCertificates] = useState(start);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [passwords, setPasswords] = useState<StorePasswords>({});
  const [result, setResult] = useState<Installed | null>(null);
  const [stopped, setStopped] = useState(false);
  const stores = useStores((state) => state.stores);
  const planning = useAttempt();
  const installing = useAttempt();
  const close = () => {
    installing.cancel();
    setPasswords({});
    onClose();
  };
  useSecretsCleared(close);
  // Store changes discard the list, so reload it for the names.
  useEffect(() => {
    if (stores === null) void loadStores().catch(() => undefined);
  }, [stores]);

  const losses = useLosses(certificates, step === 'places');
  const places = chosen ?? (losses?.isSafe === true ? preselected(stores ?? [], storeId) : []);

  const toPlan = async () => {
    const locked = useVault.getState().status?.state === 'locked';
    if (locked && !(await requestUnlock())) return;
    const pairs = { certificates: certificates.map(({ sha256 }) => sha256), storeIds: [...places] };
    const done = await planning.run(async () => setPlanned({ plan: await ipc('stores.planInstall', pairs), pairs }));
    if (done) setStep('plan');
  };
  const install = async () => {
    if (planned === null) return;
    const { plan, pairs } = planned;
    setStopped(false);
    const input = { ...pairs, passwords: passwordList(plan.needPassword, passwords) };
    const done = await installing.run(async (options) => {
      const answer = await withUnlock(() => ipc('stores.install', input, options));
      setResult({ answer, stores: stores ?? [] });
    });
    storesChanged();
    if (!done) return setStopped(true);
    setPasswords({});
    setStep('done');
    void refreshVault();
  };

  const first = certificates[0];
  const title =
    certificates.length === 1 && first !== undefined && first.displayName !== ''
      ? `${t('install.title')} · ${screenText(first.displayName)}`
      : t('install.title');
  return (
    <Dialog title={title} onClose={close}>
      <WizardSteps steps={steps.map((name) => t(stepTexts[name]))} current={steps.indexOf(step)} />
      {step === 'choose' && (
        <ChooseCertificatesStep
          chosen={certificates}
          onChange={setCertificates}
          onCancel={close}
          onNext={() => setStep('places')}
        />
      )}
      {/* Show no buttons yet, so that none has the focus when the places appear. */}
      {step === 'places' && losses === null && <ProgressLine label={t('browsers.looking')} />}
      {step === 'places' && losses !== null && (
        <PlacesStep
          unsafe={losses.unsafe}
          stores={(stores ?? []).filter(installable)}
          loading={stores === null}
          chosen={places}
          attempt={planning}
          onChange={setChosen}
          onBack={steps.includes('choose') ? () => setStep('choose') : null}
          onCancel={close}
          onNext={() => void toPlan()}
        />
      )}
      {step === 'plan' && planned !== null && (
        <PlanStep
          plan={planned.plan}
          stores={stores ?? []}
          passwords={passwords}
          onPasswords={setPasswords}
          attempt={installing}
          stopped={stopped && installing.error === null}
          onBack={() => setStep('places')}
          onInstall={() => void install()}
        />
      )}
      {step === 'done' && result !== null && (
        <InstalledStep result={result.answer} stores={result.stores} onAgain={() => void toPlan()} onClose={close} />
      )}
    </Dialog>
  );
}

const maxRead = 50;

interface Losses {
  readonly unsafe: readonly CertificateDetail[];
  /** Whether every certificate was read, and none is unsafe. */
  readonly isSafe: boolean;
}

/** Null while unread. Reads only the first `maxRead`: the next step warns about all. */
function useLosses(certificates: readonly NamedCertificate[], isOn: boolean): Losses | null {
  const [found, setFound] = useState<(Losses & { readonly of: typeof certificates }) | null>(null);
  const isUnread = found?.of !== certificates;
  useEffect(() => {
    if (!isOn || !isUnread) return undefined;
    let current = true;
    const read = certificates.slice(0, maxRead).map(({ sha256 }) => ipc('certificates.detail', { sha256 }));
    void Promise.allSettled(read).then((settled) => {
      const details = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      const unsafe = details.filter(needsReplacement);
      const isSafe = unsafe.length === 0 && details.length === certificates.length;
      if (current) setFound({ of: certificates, unsafe, isSafe });
    });
    return () => {
      current = false;
    };
  }, [certificates, isOn, isUnread]);
  return isUnread ? null : found;
}
