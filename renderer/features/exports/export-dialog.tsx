// SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { carriesKey } from '../../../shared/domain/imports/carries-key.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, type Progress, toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useSecretsCleared } from '../../state/vault/secrets-store.ts';
import { withUnlock } from '../../state/vault/unlock.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { type Destination, PlaceField } from '../../ui/fields/place-field.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { WizardSteps } from '../../ui/dialog/wizard-steps.tsx';
import text from '../../ui/text.module.css';
import {
  canHoldChain,
  type ExportForm,
  exportSteps,
  type ExportStep,
  isForAndroid,
  profileOf,
  startForm,
} from './export-form.ts';
import { FormatStep } from './format-step.tsx';
import { ProtectStep } from './protect-step.tsx';
import { WrittenStep } from './written-step.tsx';

type Written = CallOutput<'exports.write'>;

const stepTexts = {
  format: 'export.stepFormat',
  protect: 'export.stepProtect',
  place: 'export.stepPlace',
  done: 'export.stepDone',
} as const satisfies Record<ExportStep, string>;

export function ExportDialog({
  detail,
  onClose,
}: {
  readonly detail: CertificateDetail;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const [form, setForm] = useState<ExportForm>(() => startForm(detail.hasPrivateKey));
  const [step, setStep] = useState<ExportStep>('format');
  const [destination, setDestination] = useState<Destination | null>(null);
  const [written, setWritten] = useState<Written | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController | null>(null);
  const locked = useVault((state) => state.status?.state === 'locked');

  const steps = exportSteps(form.format);
  const move = (by: 1 | -1) => setStep(steps[steps.indexOf(step) + by] ?? step);
  const change = (values: Partial<ExportForm>) => {
    // The chosen path still has the old extension.
    if (values.format !== undefined && values.format !== form.format) setDestination(null);
    setForm((before) => ({ ...before, ...values }));
  };
  const close = () => {
    running.current?.abort();
    onClose();
  };
  // The form still holds the file password at the place step.
  useSecretsCleared(close);
  const write = async () => {
    if (destination === null) return;
    setBusy(true);
    setError(null);
    setProgress(null);
    const input = {
      sha256: detail.sha256,
      format: form.format,
      profile: profileOf(form),
      includeChain: form.includeChain && canHoldChain(form.format),
      password: carriesKey(form.format) ? form.password : null,
      allowWeak: form.allowWeak,
      destinationId: destination.destinationId,
    };
    try {
      const result = await withUnlock(() => {
        running.current = new AbortController();
        return ipc('exports.write', input, { signal: running.current.signal, onProgress: setProgress });
      });
      setWritten(result);
      setForm((before) => ({ ...before, password: '', again: '' }));
      setStep('done');
    } catch (thrown) {
      const failure = toAppError(thrown);
      if (failure.code === 'draft-expired') setDestination(null);
      if (failure.code !== 'cancelled') setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog title={`${t('export.title')} · ${screenText(detail.displayName)}`} onClose={close}>
      <WizardSteps steps={steps.map((name) => t(stepTexts[name]))} current={steps.indexOf(step)} />
      {step === 'format' && (
        <FormatStep
          form={form}
          hasPrivateKey={detail.hasPrivateKey}
          isSm2={detail.algorithm === 'sm2'}
          onChange={change}
          onCancel={close}
          onNext={() => move(1)}
        />
      )}
      {step === 'protect' && (
        <ProtectStep
          form={form}
          algorithm={detail.algorithm}
          onChange={change}
          onBack={() => move(-1)}
          onNext={() => move(1)}
        />
      )}
      {step === 'place' && (
        <>
          <p className={text.lead}>{t('export.placeLead')}</p>
          {error !== null && <ErrorNotice error={error} title={t('export.failedTitle')} />}
          <PlaceField
            ask={() => ipc('exports.chooseDestination', { sha256: detail.sha256, format: form.format })}
            destination={destination}
            onDestination={setDestination}
          />
          {locked && carriesKey(form.format) && (
            <Notice tone="off" title={t('export.lockedTitle')}>
              <p>{t('export.lockedHint')}</p>
            </Notice>
          )}
          {busy && (
            <ProgressLine label={t('export.writing')} progress={progress} onCancel={() => running.current?.abort()} />
          )}
          <DialogActions>
            <div data-start>
              <Button onPress={() => move(-1)} isDisabled={busy}>
                {t('common.back')}
              </Button>
            </div>
            <Button look="primary" onPress={() => void write()} isDisabled={busy || destination === null}>
              {t('export.write')}
            </Button>
          </DialogActions>
        </>
      )}
      {step === 'done' && written !== null && (
        <WrittenStep written={written} forAndroid={isForAndroid(form)} onClose={onClose} />
      )}
    </Dialog>
  );
}
