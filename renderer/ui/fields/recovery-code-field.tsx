// SPDX-License-Identifier: Apache-2.0
import { Check } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import {
  isRightGroup,
  recoveryGroups,
  recoverySymbols,
  splitRecoveryCode,
  symbolsOfGroup,
} from '../../../shared/domain/secrets/recovery-code-groups.ts';
import { joinSentences } from '../../../shared/i18n/message.ts';
import { useText } from '../../i18n/i18n.ts';
import { useContentProtection } from '../../lib/use-content-protection.ts';
import { useSecretsCleared } from '../../state/vault/secrets-store.ts';
import words from '../text.module.css';
import field from './field.module.css';
import css from './recovery-code-field.module.css';

const allGroups = Array.from({ length: recoveryGroups }, (_each, index) => index);

export interface RecoveryCodeFieldProps {
  readonly label: string;
  /** Groups joined by hyphens. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** 1-based numbers of the groups that `error` is about; all by default. */
  readonly refused?: readonly number[];
  /** Zero-based indexes of the groups to ask for. */
  readonly groups?: readonly number[];
  readonly autoFocus?: boolean;
  readonly isDisabled?: boolean;
}

/** Not masked, because users copy the code from paper. Checks each complete group. */
export function RecoveryCodeField(props: RecoveryCodeFieldProps) {
  const { label, value, onChange, groups = allGroups, isDisabled = false } = props;
  const { t } = useText();
  const id = useId();
  const boxes = useRef<(HTMLInputElement | null)[]>([]);
  const arrived = useRef<number | null>(null);
  const isPart = groups.length < recoveryGroups;
  const parts = partsOf(value, groups.length);
  const isWrong = groups.map((group, at) => {
    const typed = parts[at] ?? '';
    return typed.length >= symbolsOfGroup && !isRightGroup(group, typed);
  });
  const wrong = groups.filter((_group, at) => isWrong[at] === true).map((group) => group + 1);
  const error =
    wrong.length > 0
      ? t('vault.recoveryGroupWrong', { count: wrong.length, numbers: wrong.join(t('common.listSeparator')) })
      : props.error;
  useContentProtection();
  useSecretsCleared(() => onChange(''));
  useEffect(() => {
    const inputs = boxes.current;
    // Clear the values, as in `PasswordField`.
    return () => {
      for (const input of inputs) {
        if (input === null) continue;
        input.value = '';
        input.removeAttribute('value');
      }
    };
  }, []);

  const focus = (at: number, caret: 'start' | 'end') => {
    const box = boxes.current[Math.max(0, Math.min(at, groups.length - 1))];
    box?.focus();
    const place = caret === 'start' ? 0 : (box?.value.length ?? 0);
    box?.setSelectionRange(place, place);
  };
  const change = (next: readonly string[]) => onChange(next.every((part) => part === '') ? '' : next.join('-'));
  /** Extra symbols fill the following boxes, so a whole code fills all. */
  const type = (at: number, text: string) => {
    const symbols = recoverySymbols(text);
    const isOneTooMany = symbols.length === symbolsOfGroup + 1 && (parts[at + 1] ?? '') !== '';
    if (symbols.length <= symbolsOfGroup || isPart || isOneTooMany) {
      const kept = symbols.slice(0, symbolsOfGroup);
      change(parts.with(at, kept));
      if (kept !== parts[at] && isRightGroup(groups[at] ?? 0, kept) && at + 1 < groups.length) {
        focus(at + 1, 'end');
        arrived.current = at + 1;
      }
      return;
    }
    const typed = splitRecoveryCode(text);
    const from = typed.length >= groups.length ? 0 : at;
    const taken = typed.slice(0, groups.length - from);
    change(parts.toSpliced(from, taken.length, ...taken));
    const last = from + taken.length - 1;
    focus((taken.at(-1)?.length ?? 0) >= symbolsOfGroup ? last + 1 : last, 'end');
  };
  const keyDown = (at: number, event: KeyboardEvent<HTMLInputElement>) => {
    // The focus has moved on by itself.
    const isLate = event.key === 'Tab' && !event.shiftKey && arrived.current === at;
    arrived.current = null;
    if (isLate) {
      event.preventDefault();
      // React Aria moves the focus in a dialog.
      return event.stopPropagation();
    }
    const { selectionStart, selectionEnd, value: typed } = event.currentTarget;
    if (selectionStart !== selectionEnd || event.nativeEvent.isComposing) return;
    const back = event.key === 'Backspace' || event.key === 'ArrowLeft';
    if (back && selectionStart === 0 && at > 0) focus(at - 1, 'end');
    else if (event.key === 'ArrowRight' && selectionStart === typed.length && at + 1 < groups.length)
      focus(at + 1, 'start');
    else return;
    event.preventDefault();
  };

  return (
    <div
      className={field.field}
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-hint`}
      data-testid="recovery-code-field"
    >
      <span id={`${id}-label`} className={field.label}>
        {label}
      </span>
      <div className={css.boxes} data-part={isPart || undefined}>
        {groups.map((group, at) => {
          const typed = parts[at] ?? '';
          const isNamed = props.refused?.includes(group + 1) ?? true;
          const isRefused = isWrong[at] === true || (wrong.length === 0 && error !== undefined && isNamed);
          const right = isRightGroup(group, typed) && !(isRefused && isPart);
          return (
            <label key={group} className={css.box}>
              <small aria-hidden>{group + 1}</small>
              <input
                ref={(element) => {
                  boxes.current[at] = element;
                }}
                className={css.input}
                value={typed}
                aria-label={t('vault.recoveryGroup', { number: group + 1 })}
                aria-invalid={isRefused}
                aria-describedby={isRefused ? `${id}-error` : undefined}
                onChange={(event) => {
                  const composing = (event.nativeEvent as InputEvent).isComposing;
                  if (composing) change(parts.with(at, event.target.value));
                  else type(at, event.target.value);
                }}
                onCompositionEnd={(event) => type(at, event.currentTarget.value)}
                onKeyDown={(event) => keyDown(at, event)}
                disabled={isDisabled}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                autoFocus={props.autoFocus === true && at === 0}
              />
              <Check size={16} aria-hidden className={right ? css.right : css.open} />
            </label>
          );
        })}
      </div>
      <span id={`${id}-hint`} className={words.small}>
        {joinSentences(props.hint ?? '', t('vault.recoveryLookAlikes'), isPart ? '' : t('vault.recoveryPaste'))}
      </span>
      <span id={`${id}-error`} className={field.error} role="alert" data-testid="recovery-code-error">
        {error}
      </span>
    </div>
  );
}

function partsOf(value: string, count: number): readonly string[] {
  const typed = value === '' ? [] : value.split('-');
  return Array.from({ length: count }, (_each, at) => typed[at] ?? '');
}
