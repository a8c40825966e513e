// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { useText } from '../../i18n/i18n.ts';
import words from '../../ui/text.module.css';
import css from './security-section.module.css';
import { useIsFound } from './setting.tsx';

export interface UnlockMethodRowProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly about: string;
  readonly since: string | null;
  readonly children: ReactNode;
}

export function UnlockMethodRow({ icon, name, about, since, children }: UnlockMethodRowProps) {
  const { t } = useText();
  if (!useIsFound([t('security.openedBy'), name, about])) return null;
  return (
    <li className={css.way} data-setting>
      {icon}
      <div className={css.text}>
        <div>
          <span className={css.name}>{name}</span> <span className={css.since}>{since ?? t('security.notSet')}</span>
        </div>
        <p className={words.small}>{about}</p>
      </div>
      <div className={css.actions}>{children}</div>
    </li>
  );
}
