// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { useText } from '../../i18n/i18n.ts';
import words from '../../ui/text.module.css';
import css from './security-card.module.css';

export interface UnlockMethodRowProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly about: string;
  /** Null: not set. */
  readonly since: string | null;
  readonly children: ReactNode;
}

export function UnlockMethodRow({ icon, name, about, since, children }: UnlockMethodRowProps) {
  const { t } = useText();
  return (
    <li className={css.way}>
      {icon}
      <div className={css.text}>
        <div>
          <b>{name}</b> <span className={css.since}>{since ?? t('security.notSet')}</span>
        </div>
        <p className={words.muted}>{about}</p>
      </div>
      <div className={css.actions}>{children}</div>
    </li>
  );
}
