// SPDX-License-Identifier: Apache-2.0
import { KeyRound, LockKeyhole, ScrollText } from 'lucide-react';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { useText } from '../../i18n/i18n.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import type { DialogInputs } from '../../state/dialogs/dialog-inputs.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { toast } from '../../state/toasts-store.ts';
import { withUnlock } from '../../state/vault/unlock.ts';
import { showVaultStatus } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import text from '../../ui/text.module.css';
import { AutoLockChoice } from './auto-lock-choice.tsx';
import css from './security-section.module.css';
import { Setting, SettingsSection } from './setting.tsx';
import page from './settings-page.module.css';
import { TokenUnlockRow } from './token-unlock-row.tsx';
import { UnlockMethodRow } from './unlock-method-row.tsx';

export interface SecuritySectionProps {
  readonly settings: Settings;
  readonly vault: VaultStatus;
  readonly onChange: (change: CallInput<'settings.change'>) => void;
}

export function SecuritySection({ settings, vault, onChange }: SecuritySectionProps) {
  const { t, language } = useText();
  const attempt = useAttempt();
  const of = (kind: VaultStatus['protectors'][number]['kind']) =>
    vault.protectors.find((protector) => protector.kind === kind);
  const since = (kind: VaultStatus['protectors'][number]['kind']) => {
    const row = of(kind);
    return row === undefined ? null : t('security.since', { date: shortDate(row.createdAt, language) });
  };
  const hasKeys = vault.state === 'locked' || vault.state === 'unlocked';
  const remove = (kind: DialogInputs['vault.remove-protector']['kind'], tokenId: string | null = null) =>
    void openDialog('vault.remove-protector', { kind, tokenId });
  const tokens = vault.protectors.filter(({ kind }) => kind === 'token');
  const addOsStore = async () => {
    const added = await attempt.run(async () => showVaultStatus(await withUnlock(() => ipc('vault.addOsStore', {}))));
    if (added) toast((say) => say('security.osStoreAdded'));
  };

  return (
    <SettingsSection id="security" title={t('security.title')}>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {!hasKeys && (
        <Setting words={[t('security.openedBy'), t('settings.noProtectors')]}>
          <p className={text.muted}>{t('settings.noProtectors')}</p>
        </Setting>
      )}
      {hasKeys && (
        <ul className={css.list} aria-label={t('security.openedBy')}>
          <UnlockMethodRow
            icon={<LockKeyhole size={18} aria-hidden />}
            name={t('settings.protector.passphrase')}
            about={t('security.aboutPassphrase')}
            since={since('passphrase')}
          >
            {of('passphrase') === undefined ? (
              <Button size="small" onPress={() => void openDialog('vault.set-passphrase')}>
                {t('security.setPassphrase')}
              </Button>
            ) : (
              <>
                <Button size="small" onPress={() => void openDialog('vault.change-passphrase')}>
                  {t('security.changePassphrase')}
                </Button>
                <Button size="small" look="quiet" onPress={() => remove('passphrase')}>
                  {t('security.removePassphrase')}
                </Button>
              </>
            )}
          </UnlockMethodRow>
          <UnlockMethodRow
            icon={<KeyRound size={18} aria-hidden />}
            name={t('settings.protector.os-store')}
            about={t(vault.osStore.available ? 'security.aboutOsStore' : 'settings.osStoreUnavailable')}
            since={since('os-store')}
          >
            {of('os-store') !== undefined && (
              <Button size="small" look="quiet" onPress={() => remove('os-store')}>
                {t('security.removeOsStore')}
              </Button>
            )}
            {of('os-store') === undefined && vault.osStore.available && (
              <Button size="small" onPress={() => void addOsStore()} isDisabled={attempt.busy}>
                {t('security.addOsStore')}
              </Button>
            )}
          </UnlockMethodRow>
          {tokens.map((protector) => (
            <TokenUnlockRow
              key={protector.token?.tokenId ?? protector.createdAt}
              token={protector.token}
              since={t('security.since', { date: shortDate(protector.createdAt, language) })}
            >
              <Button size="small" look="quiet" onPress={() => remove('token', protector.token?.tokenId ?? null)}>
                {t('security.removeToken')}
              </Button>
            </TokenUnlockRow>
          ))}
          <TokenUnlockRow token={undefined} since={null} isAnother={tokens.length > 0}>
            <Button size="small" onPress={() => void openDialog('vault.add-token')}>
              {t('security.addToken')}
            </Button>
          </TokenUnlockRow>
          <UnlockMethodRow
            icon={<ScrollText size={18} aria-hidden />}
            name={t('settings.protector.recovery-code')}
            about={vault.recoverySaved ? t('security.aboutRecovery') : t('security.recoveryUnsaved')}
            since={vault.recoverySaved ? since('recovery-code') : t('backupRoom.code.unsaved')}
          >
            <Button size="small" onPress={() => void openDialog('vault.recovery')}>
              {vault.recoverySaved ? t('security.newRecovery') : t('vault.bannerAction')}
            </Button>
          </UnlockMethodRow>
        </ul>
      )}
      <Setting words={[t('security.autoLock'), t('security.autoLockSleep')]}>
        <AutoLockChoice value={settings.autoLockMinutes} onChange={onChange} />
      </Setting>
      {vault.exists && (
        <Setting words={[t('security.moveTitle'), t('security.moveAbout')]}>
          <div className={page.line}>
            <div>
              <h3>{t('security.moveTitle')}</h3>
              <p className={text.small}>{t('security.moveAbout')}</p>
            </div>
            <Button size="small" onPress={() => void openDialog('vault.export')}>
              {t('security.moveAction')}
            </Button>
          </div>
        </Setting>
      )}
      <Setting words={[t('settings.vaultSection'), t('settings.vaultFolder'), vault.folder]}>
        <h3>{t('settings.vaultFolder')}</h3>
        <p className={`${text.small} ${page.path}`}>{screenText(vault.folder)}</p>
      </Setting>
    </SettingsSection>
  );
}
