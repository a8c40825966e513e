// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useRef } from 'react';
import { Form } from 'react-aria-components';
import { joinSentences } from '../../../../shared/i18n/message.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { useFocusAfterFailure } from '../../../lib/use-focus-after-failure.ts';
import { type BackupOverview, refreshBackups } from '../../../state/backups-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox, Choice } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { NewPassword } from '../../../ui/fields/new-password.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { RecoveryCodeField } from '../../../ui/fields/recovery-code-field.tsx';
import layout from '../../../ui/layout.module.css';
import hidden from '../../../ui/visually-hidden.module.css';
import { type CreateForm, isProtected } from './create-form.ts';
import type { Access } from '../with-access.tsx';

export interface ProtectStepProps {
  readonly form: CreateForm;
  readonly overview: BackupOverview;
  readonly attempt: Attempt;
  readonly access: Access;
  readonly onChange: (values: Partial<CreateForm>) => void;
  readonly onBack: () => void;
  readonly onWrite: () => void;
}

export function ProtectStep({ form, overview, attempt, access, onChange, onBack, onWrite }: ProtectStepProps) {
  const { t } = useText();
  const id = useId();
  const working = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt.busy) working.current?.scrollIntoView?.({ block: 'nearest' });
  }, [attempt.busy]);
  const { passphrase, recoverySaved } = overview;
  const byRecoveryOnly = passphrase === 'none';
  // Main keeps the passphrase while writing the backup, so the state leaves `needed` early.
  const isPassphraseShown = passphrase === 'needed' || (attempt.busy && form.passphrase !== '');
  const refused = attempt.error?.code === 'server-refused-login';
  const ready = isProtected(form, overview) && access.ready && !attempt.busy;
  // Main checks the passphrase first, and keeps it if it is right.
  const isPassphraseAsked = form.protection === 'vault' && isPassphraseShown;
  const asked = isPassphraseAsked ? 'passphrase' : form.withRecovery ? 'recovery-code' : null;
  const wrong = attempt.error?.code === 'wrong-secret' ? asked : null;
  const wrongText = wrong === null ? '' : joinSentences(t(`vault.wrong.${wrong}`), t(`vault.wrongStep.${wrong}`));
  useFocusAfterFailure(id, wrong === null || attempt.busy ? null : attempt.error);
  const type = (values: Partial<CreateForm>) => {
    if (wrong !== null) attempt.clear();
    onChange(values);
  };
  return (
    <>
      {attempt.error !== null && wrong === null && (
        <>
          <ErrorNotice
            key={attempt.number}
            error={attempt.error}
            title={t('backup.wizard.failed')}
            actions={
              refused && (
                <Button look="primary" onPress={onBack} autoFocus>
                  {t('backup.wizard.changeLogin')}
                </Button>
              )
            }
          />
          {overview.backups.length > 0 && <p>{t('backup.wizard.failedKept')}</p>}
        </>
      )}
      <Form
        id={id}
        className={layout.stack8 ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onWrite();
        }}
      >
        <Choice
          look="cards"
          label={t('backup.wizard.protect')}
          value={form.protection}
          onChange={(protection) => type({ protection })}
          options={[
            {
              value: 'vault',
              name: t(byRecoveryOnly ? 'backup.wizard.byRecoveryOnly' : 'backup.wizard.byVault'),
              help: t(byRecoveryOnly ? 'backup.wizard.byRecoveryOnlyHelp' : 'backup.wizard.byVaultHelp'),
              isDisabled: byRecoveryOnly && !recoverySaved,
            },
            { value: 'own', name: t('backup.wizard.byOwn'), help: t('backup.wizard.byOwnHelp') },
          ]}
        />
        {isPassphraseAsked && (
          <PasswordField
            label={t('backup.wizard.vaultPassphrase')}
            hint={t('backup.wizard.vaultPassphraseHint')}
            error={wrong === 'passphrase' ? wrongText : undefined}
            value={form.passphrase}
            onChange={(value) => type({ passphrase: value })}
            isDisabled={attempt.busy}
            autoFocus
          />
        )}
        {wrong === 'passphrase' && (
          <p key={attempt.number} className={hidden.hidden} role="alert" data-error-code="wrong-secret">
            {t('vault.wrong.passphrase')}
          </p>
        )}
        {form.protection === 'own' && (
          <NewPassword
            label={t('backup.wizard.own')}
            labelAgain={t('backup.wizard.ownAgain')}
            mismatch={t('backup.wizard.ownDiffers')}
            value={form.own}
            again={form.ownAgain}
            onChange={(own) => onChange({ own })}
            onChangeAgain={(ownAgain) => onChange({ ownAgain })}
          />
        )}
        {access.fields}
        {recoverySaved && !form.withRecovery && !(byRecoveryOnly && form.protection === 'vault') && (
          <p>{t('backup.wizard.recoveryToo')}</p>
        )}
        {recoverySaved ? (
          <Checkbox
            isSelected={form.withRecovery}
            onChange={(withRecovery) => type({ withRecovery, recoveryCode: '' })}
            help={t('backup.wizard.recoveryTestHelp')}
          >
            {t('backup.wizard.recoveryTest')}
          </Checkbox>
        ) : (
          <Notice
            tone="warn"
            actions={
              <Button onPress={() => void openDialog('vault.recovery').then(refreshBackups)} isDisabled={attempt.busy}>
                {t('backup.wizard.recoverySave')}
              </Button>
            }
          >
            <p>{t('backup.wizard.recoveryNot')}</p>
          </Notice>
        )}
        {form.withRecovery && (
          <RecoveryCodeField
            label={t('backup.wizard.recoveryCode')}
            error={wrong === 'recovery-code' ? wrongText : undefined}
            value={form.recoveryCode}
            onChange={(recoveryCode) => type({ recoveryCode })}
            isDisabled={attempt.busy}
          />
        )}
      </Form>
      {attempt.busy && (
        <div ref={working}>
          <ProgressLine label={t('backup.wizard.writing')} progress={attempt.progress} onCancel={attempt.cancel} />
        </div>
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} isDisabled={attempt.busy}>
            {t('common.back')}
          </Button>
        </div>
        <Button look={refused ? 'plain' : 'primary'} type="submit" form={id} isDisabled={!ready}>
          {t('backup.wizard.write')}
        </Button>
      </DialogActions>
    </>
  );
}
