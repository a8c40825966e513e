// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { FileKey2 } from 'lucide-react';
import type { Store } from '../../../shared/schemas/store.ts';
import { diagnosisText } from '../../../shared/i18n/diagnoses.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { type ImportSource, takeWaiting } from '../../state/imports-store.ts';
import { refreshCertificates } from '../../state/certificates-store.ts';
import { useSecretsKey } from '../../state/vault/secrets-store.ts';
import { loadStores, useStores } from '../../state/stores/stores-store.ts';
import { refreshVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { ChooseStep } from './steps/choose-step.tsx';
import css from './import-dialog.module.css';
import { certificatesAlone, isShownOnly, type Phase } from './import-flow.ts';
import { BackupStep } from './steps/backup-step.tsx';
import { categoryOf } from './many/many-files.ts';
import { ManyStep } from './many/many-step.tsx';
import { useManyFiles } from './many/use-many-files.ts';
import { KeysOutside } from './steps/keys-outside.tsx';
import { MergedStep } from './steps/merged-step.tsx';
import { PasswordStep } from './steps/password-step.tsx';
import { PreviewStep } from './steps/preview-step.tsx';
import { ProtectPane } from './protect-pane.tsx';
import { ResultStep } from './result/result-step.tsx';
import { showImported } from './show-imported.ts';
import { type ImportControls, useImportFlow } from './use-import-flow.ts';
import { VaultFileStep } from './steps/vault-file-step.tsx';

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [first] = useState(takeWaiting);
  const many = useManyFiles(first.length > 1 ? first : []);
  const controls = useImportFlow(first.length > 1 ? [] : first, many, first.length === 0);
  const { flow } = controls;
  const showsMany = many.files.length > 0 && flow.phase.name === 'choose';
  const isDue =
    showsMany &&
    many.running === null &&
    !many.stopped &&
    !many.needsProtector &&
    many.files.some((file) => categoryOf(file) === 'waiting');
  const start = useEffectEvent(() => void many.start());
  useEffect(() => {
    if (isDue) start();
  }, [isDue]);
  const secretsKey = useSecretsKey();
  // Request the stores early, because the preview lists browsers.
  const stores = useStores((state) => state.stores);
  const [unread, setUnread] = useState(false);
  useEffect(() => {
    if (stores === null) void loadStores().catch(() => setUnread(true));
  }, [stores]);
  const close = () => {
    controls.leave();
    onClose();
    void refreshVault();
    void (flow.phase.name === 'done' ? showImported(flow.phase.preview.report.certificates) : refreshCertificates());
  };
  const source = flow.queue[flow.position];
  const name = 'preview' in flow.phase ? flow.phase.preview.report.file : nameOf(source, t('import.pastedName'));
  if (showsMany) {
    return (
      <Dialog
        title={t('import.many.title', { count: many.files.length })}
        width="bulk"
        onClose={many.asksStop || many.running !== null ? () => many.askStop(!many.asksStop) : close}
      >
        <ManyStep key={secretsKey} many={many} onOpen={controls.openOne} onClose={close} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t(titleOf(flow.phase))} onClose={close}>
      {flow.phase.name !== 'choose' && flow.phase.name !== 'done' && (
        <div className={css.file}>
          <FileKey2 size={18} aria-hidden />
          <span>{screenText(name)}</span>
          {flow.queue.length > 1 && (
            <span className={css.queue}>
              {t('import.queue', { current: flow.position + 1, total: flow.queue.length })}
            </span>
          )}
        </div>
      )}
      <Step
        controls={controls}
        stores={stores ?? (unread ? [] : null)}
        isOneOfMany={many.files.length > 0}
        onClose={close}
      />
    </Dialog>
  );
}

function titleOf(phase: Phase) {
  if (phase.name === 'vault-file' || phase.name === 'merged') return 'import.vaultFile.title';
  return phase.name === 'preview' && isShownOnly(phase.preview.report) ? 'import.viewTitle' : 'import.title';
}

function nameOf(source: ImportSource | undefined, pasted: string): string {
  if (source?.kind === 'file') return source.file.name;
  if (source?.kind === 'draft') return source.fileName ?? '…';
  return source?.kind === 'text' ? pasted : '…';
}

interface StepProps {
  readonly controls: ImportControls;
  readonly stores: readonly Store[] | null;
  /** The dialog returns to the file list afterwards. */
  readonly isOneOfMany: boolean;
  readonly onClose: () => void;
}

function Step({ controls, stores, isOneOfMany, onClose }: StepProps) {
  const { t, language } = useText();
  // Locking remounts the fields but keeps the files.
  const secretsKey = useSecretsKey();
  const { phase, position, queue } = controls.flow;
  const source = queue[position];
  const hasNextFile = position + 1 < queue.length;
  const hasNext = hasNextFile || isOneOfMany;
  const nextText = t(hasNextFile ? 'import.nextFile' : 'import.many.back');
  const skipText = t(hasNextFile ? 'import.skip' : isOneOfMany ? 'import.many.back' : 'import.another');
  const skipButton = (
    <DialogActions>
      <Button look="primary" onPress={controls.skip} autoFocus>
        {skipText}
      </Button>
    </DialogActions>
  );
  switch (phase.name) {
    case 'choose':
      // Pasted text may be a private key, so locking clears it.
      return (
        <ChooseStep
          key={secretsKey}
          error={phase.error}
          isChoosing={controls.isChoosing}
          progress={controls.progress}
          onCancel={controls.cancel}
          onChoose={() => void controls.choose()}
          onAdd={controls.add}
        />
      );
    case 'inspecting':
      return <ProgressLine label={t('import.inspecting')} progress={controls.progress} onCancel={controls.cancel} />;
    case 'password':
      return (
        <PasswordStep
          key={`${phase.preview.draftId} ${secretsKey}`}
          preview={phase.preview}
          busy={phase.busy}
          attempts={phase.attempts}
          progress={controls.progress}
          onOpen={(password) => void controls.inspect(password)}
          onCancel={controls.cancel}
          onSkip={controls.skip}
          onCertificatesOnly={() => void controls.commitCertificates()}
          skipText={skipText}
        />
      );
    case 'refused': {
      const { diagnosis } = phase.preview.report;
      const text = diagnosisText(diagnosis, language);
      return (
        <>
          <Notice tone="bad" title={t('import.refusedTitle')} urgent>
            <p data-diagnosis={diagnosis.code}>{text.cause}</p>
            <p>{text.step}</p>
          </Notice>
          <KeysOutside report={phase.preview.report} />
          {phase.preview.needsUnlock ? (
            <DialogActions>
              <div data-start>
                <Button onPress={controls.skip}>{skipText}</Button>
              </div>
              <Button look="primary" onPress={() => void controls.unlock()} autoFocus>
                {t('vault.unlockVault')}
              </Button>
            </DialogActions>
          ) : certificatesAlone(phase.preview.report) > 0 ? (
            <DialogActions>
              <div data-start>
                <Button onPress={controls.skip}>{skipText}</Button>
              </div>
              <Button look="primary" onPress={() => void controls.commitCertificates()} autoFocus>
                {t('import.certificatesOnly', { count: certificatesAlone(phase.preview.report) })}
              </Button>
            </DialogActions>
          ) : (
            skipButton
          )}
        </>
      );
    }
    case 'preview':
      return (
        <PreviewStep
          preview={phase.preview}
          byPassword={phase.byPassword}
          isForGuide={source?.kind === 'draft' && source.forGuide === true}
          stores={stores}
          onCommit={(wanted) => void controls.commit(wanted)}
          onSkip={controls.skip}
          onClose={hasNext ? null : onClose}
          skipText={skipText}
        />
      );
    case 'vault-file':
      return phase.preview.report.vault === undefined ? null : (
        <VaultFileStep
          key={`${phase.preview.draftId} ${secretsKey}`}
          vault={phase.preview.report.vault}
          needsProtector={phase.preview.needsProtector}
          busy={phase.busy}
          error={phase.error}
          attempts={phase.attempts}
          progress={controls.progress}
          onMerge={(secret) => void controls.merge(secret)}
          onProtect={controls.askProtector}
          onCancel={controls.cancel}
          onSkip={controls.skip}
          skipText={skipText}
        />
      );
    case 'merged':
      return (
        <MergedStep
          result={phase.result}
          hasNext={hasNext}
          nextText={nextText}
          onNext={controls.skip}
          onClose={onClose}
        />
      );
    case 'backup':
      return <BackupStep onOpen={controls.openBackup} skipText={skipText} onSkip={controls.skip} onClose={onClose} />;
    case 'protect':
      return (
        <ProtectPane
          key={secretsKey}
          busy={phase.busy}
          error={phase.error}
          progress={controls.progress}
          onProtect={(passphrase) => void controls.protect(passphrase)}
          onBack={controls.back}
          onCancel={controls.cancel}
        />
      );
    case 'committing':
      return <ProgressLine label={t('import.committing')} progress={controls.progress} onCancel={controls.cancel} />;
    case 'installing':
      return <ProgressLine label={t('install.installing')} progress={controls.progress} onCancel={controls.cancel} />;
    case 'done':
      return (
        <ResultStep
          preview={phase.preview}
          result={phase.result}
          installed={phase.installed}
          replaced={phase.replaced}
          nextText={hasNext ? nextText : null}
          onAgain={(storeIds) => {
            const places = (phase.installed?.stores ?? []).filter(({ id }) => storeIds.includes(id));
            void controls.install({ stores: places, passwords: [] });
          }}
          onNext={controls.skip}
          onClose={onClose}
        />
      );
    case 'failed':
      return (
        <>
          <ErrorNotice error={phase.error} title={t('import.failedTitle')} />
          {skipButton}
        </>
      );
    default:
      return null;
  }
}
