// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { carriesKey } from '../../../shared/domain/imports/carries-key.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, type Progress, toAppError } from '../../lib/ipc.ts';
import { idsWithKey } from '../../state/certificates-store.ts';
import { useSecretsCleared } from '../../state/vault/secrets-store.ts';
import { withUnlock } from '../../state/vault/unlock.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { type Destination, PlaceField } from '../../ui/fields/place-field.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { WizardSteps } from '../../ui/dialog/wizard-steps.tsx';
import { BulkWrittenStep } from './bulk-written-step.tsx';
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

const stepTexts = {
  format: 'export.stepFormat',
  protect: 'export.stepProtect',
  place: 'export.stepPlace',
  done: 'export.stepDone',
} as const satisfies Record<ExportStep, string>;

export interface BulkExportDialogProps {
  readonly sha256s: readonly string[];
  readonly onClose: () => void;
}

export function BulkExportDialog({ sha256s, onClose }: BulkExportDialogProps) {
  const { t } = useText();
  const [form, setForm] = useState<ExportForm>(() => startForm(true));
  const [withoutKey, setWithoutKey] = useState(0);
  const hasPrivateKey = withoutKey < sha256s.length;
  const [step, setStep] = useState<ExportStep>('format');
  const [destination, setDestination] = useState<Destination | null>(null);
  const [written, setWritten] = useState<CallOutput<'exports.writeMany'> | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController | null>(null);

  const leaveOutKeys = useEffectEvent(() => {
    if (written !== null || !carriesKey(form.format)) return;
    setForm(startForm(false));
    setStep('format');
  });
  useEffect(() => {
    void idsWithKey().then(
      (withKey) => {
        const found = sha256s.filter((sha256) => !withKey.has(sha256)).length;
        setWithoutKey(found);
        if (found === sha256s.length) leaveOutKeys();
      },
      () => undefined,
    );
  }, [sha256s]);

  const steps = exportSteps(form.format);
  const move = (by: 1 | -1) => setStep(steps[steps.indexOf(step) + by] ?? step);
  const change = (values: Partial<ExportForm>) => setForm((before) => ({ ...before, ...values }));
  const close = () => {
    running.current?.abort();
    onClose();
  };
  useSecretsCleared(close);
  const write = async () => {
    if (destination === null) return;
    setBusy(true);
    setError(null);
    setProgress(null);
    const input = {
      certificates: [...sha256s],
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
        return ipc('exports.writeMany', input, { signal: running.current.signal, onProgress: setProgress });
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
    <Dialog title={t('export.bulkTitle', { count: sha256s.length })} onClose={close}>
      <WizardSteps steps={steps.map((name) => t(stepTexts[name]))} current={steps.indexOf(step)} />
      {step === 'format' && (
        <FormatStep
          form={form}
          hasPrivateKey={hasPrivateKey}
          isSm2={false}
          isMany
          withoutKey={withoutKey}
          onChange={change}
          onCancel={close}
          onNext={() => move(1)}
        />
      )}
      {step === 'protect' && (
        <>
          <p className={text.lead}>{t('export.bulkPassword')}</p>
          <ProtectStep form={form} algorithm="" onChange={change} onBack={() => move(-1)} onNext={() => move(1)} />
        </>
      )}
      {step === 'place' && (
        <>
          <p className={text.lead}>{t('export.bulkPlaceLead')}</p>
          {error !== null && <ErrorNotice error={error} title={t('export.failedTitle')} />}
          <PlaceField
            kind="folder"
            ask={async () => ipc('exports.chooseFolder', { purpose: 'export' })}
            destination={destination}
            onDestination={setDestination}
          />
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
        <BulkWrittenStep written={written} forAndroid={isForAndroid(form)} onClose={onClose} />
      )}
    </Dialog>
  );
}
