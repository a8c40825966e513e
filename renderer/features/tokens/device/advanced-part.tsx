// SPDX-License-Identifier: Apache-2.0
import { ChevronDown, ChevronRight, Lock } from 'lucide-react';
import { useId } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ObjectsSection } from '../objects/objects-section.tsx';
import { TokenActions } from '../token-actions.tsx';
import { TokenFacts } from '../token-facts.tsx';
import css from './device.module.css';

export interface AdvancedPartProps {
  readonly token: Token;
  readonly isEmpty: boolean;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}

export function AdvancedPart({ token, isEmpty, isOpen, onToggle }: AdvancedPartProps) {
  const { t } = useText();
  const id = useId();
  const { initialised, managed } = token;
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <div className={css.advanced} data-advanced>
      <AriaButton
        className={css.toggle ?? ''}
        aria-expanded={isOpen}
        {...(isOpen && { 'aria-controls': id })}
        onPress={() => onToggle(!isOpen)}
      >
        <Icon size={18} aria-hidden />
        <b>{t('tokens.advanced.title')}</b>
        {initialised && <span className={css.sub}>{t(managed ? 'tokens.advanced.own' : 'tokens.advanced.bank')}</span>}
      </AriaButton>
      {isOpen && (
        <div className={css.inside} id={id}>
          <TokenActions token={token} />
          {initialised && !managed && (
            <p className={css.sub}>
              <Lock size={14} aria-hidden />{' '}
              {t(isEmpty ? 'tokens.advanced.protectedEmpty' : 'tokens.advanced.protected')}
            </p>
          )}
          {initialised && <ObjectsSection token={token} />}
          <TokenFacts token={token} />
        </div>
      )}
    </div>
  );
}
