// SPDX-License-Identifier: Apache-2.0
import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { useContentProtection } from '../../../lib/use-content-protection.ts';
import { useSettings } from '../../../state/settings-store.ts';
import { Button } from '../../../ui/button.tsx';
import css from './recovery-code.module.css';

/** Can't be selected or copied. Unlike revealed passwords, it isn't hidden automatically. */
export function RecoveryCode({ code }: { readonly code: string }) {
  const { t } = useText();
  const protectsContent = useSettings((state) => state.info?.protectsContent ?? false);
  const [shown, setShown] = useState(true);
  const groups = code.split(/[-\s]+/);
  const Icon = shown ? EyeOff : Eye;
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useContentProtection();
  useEffect(() => section.current?.focus(), []);
  return (
    <section
      ref={section}
      className={css.section}
      tabIndex={-1}
      aria-labelledby={`${id}-lead`}
      aria-describedby={`${id}-code`}
    >
      <p id={`${id}-lead`}>{t('vault.recoveryGroups', { count: groups.length })}</p>
      <ol id={`${id}-code`} className={css.code} data-testid="recovery-code">
        {groups.map((group, index) => (
          <li key={index} className={css.group}>
            <small aria-hidden>{index + 1}</small>
            <span className={css.symbols}>{shown ? group : '••••'}</span>
          </li>
        ))}
      </ol>
      <div className={css.foot}>
        <span>
          {t(
            !shown ? 'vault.recoveryHidden' : protectsContent ? 'vault.recoveryStaysProtected' : 'vault.recoveryStays',
          )}
        </span>
        <Button look="quiet" size="small" onPress={() => setShown(!shown)}>
          <Icon size={16} aria-hidden />
          {t(shown ? 'vault.recoveryHide' : 'vault.recoveryShow')}
        </Button>
      </div>
    </section>
  );
}
