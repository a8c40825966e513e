// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { Proof } from '../../../../shared/schemas/store.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { loadStores, storesChanged, useStores } from '../../../state/stores/stores-store.ts';
import type { PlacedCertificate } from '../../../state/dialogs/dialog-inputs.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { WizardSteps } from '../../../ui/dialog/wizard-steps.tsx';
import { KeyTestStep } from './key-test-step.tsx';
import { LoginResultStep } from './login-result-step.tsx';
import { ServerStep } from './server-step.tsx';
import { SiteStep } from './site-step.tsx';

type Step = 'key' | 'site' | 'server' | 'login';

const steps: readonly Step[] = ['key', 'site', 'server', 'login'];
const stepTexts = {
  key: 'proof.stepKey',
  site: 'proof.stepSite',
  server: 'proof.stepServer',
  login: 'proof.stepLogin',
} as const satisfies Record<Step, string>;

export function TestInstalledKeyDialog({
  placed,
  onClose,
}: {
  readonly placed: PlacedCertificate;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const [step, setStep] = useState<Step>('key');
  const [password, setPassword] = useState('');
  const [proofs, setProofs] = useState<readonly Proof[] | null>(null);
  const [url, setUrl] = useState('');
  const [look, setLook] = useState<CallOutput<'stores.lookAtServer'> | null>(null);
  const [login, setLogin] = useState<CallOutput<'stores.login'> | null>(null);
  const attempt = useAttempt();
  const store = useStores((state) => state.stores?.find(({ id }) => id === placed.storeId));
  const { sha256, storeId } = placed;
  const place = screenText(placed.storeName);
  const close = () => {
    attempt.cancel();
    setPassword('');
    onClose();
  };
  useSecretsCleared(close);
  useEffect(() => void loadStores().catch(() => undefined), []);

  const given = () => (password === '' ? null : password);
  const testKey = () =>
    attempt.run(async (options) => {
      const answer = await ipc('stores.test', { sha256, storeId, password: given() }, options);
      setProofs(answer.proofs);
      storesChanged();
    });
  const lookAtServer = (address: string) =>
    attempt.run(async (options) => {
      setLook(await ipc('stores.lookAtServer', { url: address }, options));
      setStep('server');
    });
  const logIn = () =>
    attempt.run(async (options) => {
      if (look === null) return;
      setLogin(await ipc('stores.login', { sha256, storeId, password: given(), lookId: look.lookId }, options));
      setStep('login');
      storesChanged();
    });
  const to = (next: Step) => {
    attempt.clear();
    setStep(next);
  };

  return (
    <Dialog title={`${t('proof.title')} · ${screenText(placed.displayName)}`} onClose={close}>
      <WizardSteps steps={steps.map((name) => t(stepTexts[name]))} current={steps.indexOf(step)} />
      {step === 'key' && (
        <KeyTestStep
          place={place}
          asksPassword={store?.state === 'password-needed' || attempt.error?.code === 'store-needs-password'}
          password={password}
          onPassword={setPassword}
          proofs={proofs}
          attempt={attempt}
          onTest={() => void testKey()}
          onLogin={() => to('site')}
          onClose={close}
        />
      )}
      {step === 'site' && (
        <SiteStep
          url={url}
          onUrl={setUrl}
          attempt={attempt}
          onLook={(address) => void lookAtServer(address)}
          onBack={() => to('key')}
        />
      )}
      {step === 'server' && look !== null && (
        <ServerStep
          look={look}
          place={place}
          attempt={attempt}
          onLogin={() => void logIn()}
          onBack={() => to('site')}
        />
      )}
      {step === 'login' && login !== null && (
        <LoginResultStep login={login} onOther={() => to('site')} onClose={close} />
      )}
    </Dialog>
  );
}
