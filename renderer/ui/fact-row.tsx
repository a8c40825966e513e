// SPDX-License-Identifier: Apache-2.0
import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/i18n.ts';
import { copyText } from '../state/copy-text.ts';
import { Button } from './button.tsx';
import css from './facts.module.css';

export interface FactRowProps {
  readonly name: string;
  /** Text for the copy button. Never a secret. */
  readonly copied?: string;
  readonly isMono?: boolean;
  readonly children: ReactNode;
}

export function FactRow({ name, copied, isMono = false, children }: FactRowProps) {
  const { t } = useText();
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>
        <span className={isMono ? css.mono : undefined}>{children}</span>
        {copied !== undefined && (
          <Button
            look="quiet"
            size="icon"
            aria-label={t('detail.copyOf', { name })}
            onPress={() => void copyText(copied, () => name)}
          >
            <Copy size={16} aria-hidden />
          </Button>
        )}
      </dd>
    </div>
  );
}
