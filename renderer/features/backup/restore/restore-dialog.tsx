// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Backup } from '../../../../shared/schemas/vault/backup.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { refreshCertificates } from '../../../state/certificates-store.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { refreshVault, showVaultStatus } from '../../../state/vault/vault-store.ts';
import type { ChosenBackup } from '../../../state/dialogs/dialog-inputs.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { WizardSteps } from '../../../ui/dialog/wizard-steps.tsx';
import { NewVaultStep } from './new-vault-step.tsx';
import { OpenStep } from './open-step.tsx';
import { RestoredStep } from './restored-step.tsx';
import { type RestoreChoices, choiceList } from './restore-choices.ts';
import { ReviewStep } from './review-step.tsx';
import { type TypedSecret } from '../../../lib/typed-secret.ts';
import { type Access, WithAccess } from '../with-access.tsx';
import { anyKind, type BackupFile, SourceStep } from './source-step.tsx';

type Step = 'source' | 'open' | 'review' | 'protect' | 'done';

const stepTexts = {
  source: 'backup.restoring.stepSource',
  open: 'backup.restoring.stepOpen',
  review: 'backup.restoring.stepReview',
  protect: 'backup.restoring.stepProtect',
  done: 'backup.restoring.stepDone',
} as const satisfies Record<Step, string>;

export interface RestoreDialogProps {
  readonly start: Backup | null;
  readonly chosen: ChosenBackup | null;
  readonly onClose: () => void;
}

export function RestoreDialog({ start, chosen, onClose }: RestoreDialogProps) {
  const { t } = useText();
  const [step, setStep] = useState<Step>(chosen === null ? 'source' : 'open');
  const [file, setFile] = useState<BackupFile | null>(
    chosen === null ? null : { ...chosen, kinds: anyKind, backup: null },
  );
  const [typed, setTyped] = useState<TypedSecret>({ kind: 'passphrase', secret: '' });
  const [preview, setPreview] = useState<CallOutput<'backups.preview'> | null>(null);
  const [choices, setChoices] = useState<RestoreChoices>(new Map());
  const [isProtecting, setProtecting] = useState(false);
  const [result, setResult] = useState<CallOutput<'backups.restore'> | null>(null);
  const opening = useAttempt();
  const restoring = useAttempt();
  const close = () => {
    opening.cancel();
    restoring.cancel();
    onClose();
  };
  useSecretsCleared(close);
  const steps: Step[] = [
    'source',
    'open',
    'review',
    ...(isProtecting || preview?.needsProtector === true ? (['protect'] as const) : []),
    'done',
  ];

  const open = async (access: Access) => {
    if (file === null) return;
    const opened = await opening.run(async (options) => {
      setPreview(await ipc('backups.preview', { fileId: file.fileId, secret: typed, access: access.take() }, options));
    }, access.refused);
    if (!opened) return;
    setChoices(new Map());
    setStep('review');
  };
  const restore = async (access: Access) => {
    if (file === null || preview === null) return;
    const input = { fileId: file.fileId, secret: typed, access: access.take(), choices: choiceList(choices) };
    const done = await restoring.run(async (options) => {
      setResult(await withUnlock(() => ipc('backups.restore', input, options)));
    }, access.refused);
    if (!done) return;
    setTyped({ kind: typed.kind, secret: '' });
    setStep('done');
    await Promise.all([refreshVault(), refreshCertificates()]);
  };
  const protect = async (passphrase: string, access: Access) => {
    const done = await restoring.run(async (options) => {
      showVaultStatus(await ipc('vault.setPassphrase', { passphrase }, options));
    });
    if (!done) return;
    setProtecting(true);
    if (preview !== null) setPreview({ ...preview, needsProtector: false });
    setStep('review');
    await restore(access);
  };

  return (
    <Dialog title={t('backup.restoring.title')} onClose={close}>
      <WizardSteps steps={steps.map((name) => t(stepTexts[name]))} current={steps.indexOf(step)} />
      {step === 'source' && (
        <SourceStep
          start={start}
          file={file}
          onCancel={close}
          onFile={(chosen) => {
            setFile(chosen);
            setTyped({ kind: chosen.kinds[0] ?? 'passphrase', secret: '' });
            opening.clear();
            setStep('open');
          }}
        />
      )}
      <WithAccess backup={file?.backup ?? null} isDisabled={opening.busy || restoring.busy}>
        {(access) => (
          <>
            {step === 'open' && file !== null && (
              <OpenStep
                file={file}
                typed={typed}
                attempt={opening}
                access={access}
                onChange={setTyped}
                onBack={() => setStep('source')}
                onOpen={() => void open(access)}
              />
            )}
            {step === 'review' && preview !== null && (
              <ReviewStep
                preview={preview}
                choices={choices}
                attempt={restoring}
                access={access}
                onChange={setChoices}
                onBack={() => setStep('open')}
                onDone={hasNothingNew(preview) ? close : null}
                onRestore={() => (preview.needsProtector ? setStep('protect') : void restore(access))}
              />
            )}
            {step === 'protect' && (
              <NewVaultStep
                attempt={restoring}
                onBack={() => setStep('review')}
                onProtect={(passphrase) => void protect(passphrase, access)}
              />
            )}
          </>
        )}
      </WithAccess>
      {step === 'done' && result !== null && (
        <RestoredStep
          result={result}
          allSame={preview !== null && isAllHere(preview)}
          isOwnVault={preview?.ownVault === true}
          opensByCode={preview?.byRecovery === true}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function hasNothingNew(preview: CallOutput<'backups.preview'>): boolean {
  return isAllHere(preview) && preview.items.length > 0 && preview.watched + preview.loneKeys === 0;
}

/** Ignores `watched` and `loneKeys`, which count the backup's contents, not changes. */
function isAllHere({
  items,
  anchors,
  profiles,
  requests,
  webEnrolments,
  losses,
}: CallOutput<'backups.preview'>): boolean {
  return items.every(({ state }) => state === 'same') && anchors + profiles + requests + webEnrolments + losses === 0;
}
