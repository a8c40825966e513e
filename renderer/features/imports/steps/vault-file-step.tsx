// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import type { InspectedVault } from '../../../../shared/schemas/certificates/inspection.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Progress } from '../../../lib/ipc.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { RecoveryCodeField } from '../../../ui/fields/recovery-code-field.tsx';
import { useFocusAfterFailure } from '../../../lib/use-focus-after-failure.ts';
import { isTyped } from '../../../lib/typed-secret.ts';
import words from '../../../ui/text.module.css';
import css from '../import-dialog.module.css';

export type FileSecret = CallInput<'vault.importFile'>['secret'];

export interface VaultFileStepProps {
  readonly vault: InspectedVault;
  readonly needsProtector: boolean;
  readonly busy: boolean;
  readonly error: AppError | null;
  /** A new value makes screen readers repeat the same text. */
  readonly attempts: number;
  readonly progress: Progress | null;
  readonly onMerge: (secret: FileSecret) => void;
  readonly onProtect: () => void;
  readonly onCancel: () => void;
  readonly onSkip: () => void;
  readonly skipText: string;
}

export function VaultFileStep(props: VaultFileStepProps) {
  const { t } = useText();
  const { vault, needsProtector, busy } = props;
  const [kind, setKind] = useState(vault.opensBy[0] ?? null);
  const [secret, setSecret] = useState('');
  /** The error that typing or another kind of secret has answered. */
  const [answered, setAnswered] = useState<AppError | null>(null);
  const form = useId();
  useFocusAfterFailure(form, busy ? null : props.error);
  const Field = kind === 'recovery-code' ? RecoveryCodeField : PasswordField;
  const asks = kind !== null && !needsProtector;
  const ready = !busy && (!asks || isTyped({ kind, secret }));
  const type = (typed: string) => {
    setSecret(typed);
    setAnswered(props.error);
  };
  const isWrong = !busy && props.error?.code === 'wrong-secret' && props.error !== answered;
  const go = () => {
    if (!ready) return;
    if (needsProtector) props.onProtect();
    else props.onMerge(kind === null ? null : { kind, secret });
  };
  return (
    <>
      {props.error !== null && <ErrorNotice key={props.attempts} error={props.error} title={t('import.failedTitle')} />}
      <p className={words.lead}>{t('import.vaultFile.lead')}</p>
      <div className={css.summary}>
        <h3>{t('import.inside')}</h3>
        <span>{t('import.kind.vault')}</span>
        <span>{t('import.foundCertificates', { count: vault.certificates })}</span>
        <span>{vault.keys === 0 ? t('import.noKey') : t('import.foundKeys', { count: vault.keys })}</span>
      </div>
      <p>{t('import.vaultFile.merges')}</p>
      {needsProtector && (
        <Notice tone="off">
          <p>{t('import.vaultFile.protectFirst')}</p>
        </Notice>
      )}
      {asks && vault.opensBy.length > 1 && (
        <Choice
          look="segments"
          label={t('import.vaultFile.with')}
          value={kind}
          onChange={(chosen) => {
            setKind(chosen);
            type('');
          }}
          options={[
            { value: 'passphrase', name: t('vault.withPassphrase') },
            { value: 'recovery-code', name: t('vault.withRecovery') },
          ]}
        />
      )}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        {asks && (
          <Field
            label={t(kind === 'passphrase' ? 'import.vaultFile.passphrase' : 'import.vaultFile.recoveryCode')}
            hint={t('import.vaultFile.hint')}
            error={isWrong ? '' : undefined}
            value={secret}
            onChange={type}
            autoFocus
          />
        )}
      </Form>
      {busy && (
        <ProgressLine label={t('import.vaultFile.merging')} progress={props.progress} onCancel={props.onCancel} />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={props.onSkip} isDisabled={busy}>
            {props.skipText}
          </Button>
        </div>
        <Button look="primary" type="submit" form={form} isDisabled={!ready} autoFocus={!asks}>
          {needsProtector ? t('common.next') : t('import.vaultFile.merge')}
        </Button>
      </DialogActions>
    </>
  );
}
