// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import { useText } from '../../i18n/i18n.ts';
import { toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { changeSettings, useSettings } from '../../state/settings-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Choice } from '../../ui/fields/choice.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import css from '../../ui/page.module.css';
import { Room } from '../../ui/room.tsx';
import { AuthoritiesPane } from '../trust/authorities-pane.tsx';
import { ProblemReport } from './problem-report.tsx';
import { RemindersCard } from './reminders-card.tsx';
import { SecurityCard } from './security-card.tsx';
import columns from './settings-page.module.css';
import { VersionLook } from './version-look.tsx';

export function SettingsPage() {
  const { t } = useText();
  const { settings, info } = useSettings();
  const vault = useVault((state) => state.status);
  const [error, setError] = useState<AppError | null>(null);
  if (settings === null || info === null) return null;
  const change = (values: CallInput<'settings.change'>) => {
    setError(null);
    changeSettings(values).catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  return (
    <Room title={t('settings.title')}>
      {error !== null && <ErrorNotice error={error} />}
      <div className={columns.columns}>
        <section className={`${css.card} ${columns.rows}`}>
          <h2>{t('settings.appearance')}</h2>
          <Choice
            look="segments"
            label={t('settings.language')}
            value={settings.language}
            onChange={(language) => change({ language })}
            options={[
              { value: 'system', name: t('settings.languageSystem') },
              { value: 'zh-CN', name: '中文' },
              { value: 'en', name: 'English' },
            ]}
          />
          <Choice
            look="segments"
            label={t('settings.theme')}
            value={settings.theme}
            onChange={(theme) => change({ theme })}
            options={[
              { value: 'system', name: t('settings.themeSystem') },
              { value: 'light', name: t('settings.themeLight') },
              { value: 'dark', name: t('settings.themeDark') },
            ]}
          />
          <Choice
            look="segments"
            label={t('settings.textSize')}
            value={settings.textSize}
            onChange={(textSize) => change({ textSize })}
            options={[
              { value: 'standard', name: t('settings.textStandard') },
              { value: 'large', name: t('settings.textLarge') },
            ]}
          />
        </section>
        {vault !== null && <SecurityCard settings={settings} vault={vault} onChange={change} />}
        <AuthoritiesPane />
        <RemindersCard host={info.host} platform={info.platform} settings={settings} onChange={change} />
        <UnverifiedCard settings={settings} platform={info.platform} onChange={change} />
        {vault !== null && (
          <section className={css.card}>
            <h2>{t('settings.vaultSection')}</h2>
            <dl className={layout.facts}>
              <dt>{t('settings.vaultFolder')}</dt>
              <dd>{screenText(vault.folder)}</dd>
            </dl>
          </section>
        )}
        <section className={css.card}>
          <h2>{t('settings.about')}</h2>
          <dl className={layout.facts}>
            <dt>{t('settings.version')}</dt>
            <dd>
              {t('common.appName')} {info.version}
            </dd>
            <dt>{t('settings.host')}</dt>
            <dd>{info.host === 'electron' ? t('settings.hostElectron') : t('settings.hostChromium')}</dd>
            <dt>{t('settings.platform')}</dt>
            <dd>{info.platform}</dd>
          </dl>
          <p className={text.muted}>{t('settings.privacy')}</p>
          <VersionLook />
          <div>
            <Button onPress={() => void openDialog('tour')}>{t('tour.again')}</Button>
          </div>
          <ProblemReport />
        </section>
      </div>
    </Room>
  );
}

interface UnverifiedCardProps {
  readonly settings: Settings;
  /** Starts with `process.platform`. */
  readonly platform: string;
  readonly onChange: (change: CallInput<'settings.change'>) => void;
}

/** Only the macOS keychain depends on it. */
function UnverifiedCard({ settings, platform, onChange }: UnverifiedCardProps) {
  const { t } = useText();
  if (!platform.startsWith('darwin') && !settings.useUnverified) return null;
  return (
    <section className={css.card}>
      <h2>{t('settings.unverified')}</h2>
      <p className={text.muted}>{t('settings.unverifiedWhy')}</p>
      <Checkbox isSelected={settings.useUnverified} onChange={(useUnverified) => onChange({ useUnverified })}>
        {t('settings.useUnverified')}
      </Checkbox>
    </section>
  );
}
