// SPDX-License-Identifier: Apache-2.0
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import { useText } from '../../i18n/i18n.ts';
import { Checkbox } from '../../ui/fields/choice.tsx';
import css from '../../ui/page.module.css';

export interface UnverifiedCardProps {
  readonly settings: Settings;
  /** Starts with `process.platform`. */
  readonly platform: string;
  readonly onChange: (change: CallInput<'settings.change'>) => void;
}

/** Only the macOS keychain depends on it. */
export function UnverifiedCard({ settings, platform, onChange }: UnverifiedCardProps) {
  const { t } = useText();
  if (!platform.startsWith('darwin') && !settings.useUnverified) return null;
  return (
    <section className={css.card}>
      <h2>{t('settings.unverified')}</h2>
      <p className={css.muted}>{t('settings.unverifiedWhy')}</p>
      <Checkbox isSelected={settings.useUnverified} onChange={(useUnverified) => onChange({ useUnverified })}>
        {t('settings.useUnverified')}
      </Checkbox>
    </section>
  );
}
