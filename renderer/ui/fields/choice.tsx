// SPDX-License-Identifier: Apache-2.0
import { Check } from 'lucide-react';
import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Checkbox as AriaCheckbox, Label, Radio, RadioGroup } from 'react-aria-components';
import layout from '../layout.module.css';
import css from './choice.module.css';

export interface Option<T extends string> {
  readonly value: T;
  readonly name: string;
  readonly help?: string;
  readonly isDisabled?: boolean;
  readonly action?: ReactNode;
}

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  /** `cards`: stacked, with help. `segments`: a short row. */
  readonly look: 'cards' | 'segments';
}

export function Choice<T extends string>({ label, options, value, onChange, look }: ChoiceProps<T>) {
  const cards = look === 'cards';
  // An unknown value would remove every option from the Tab order.
  const chosen = options.some((option) => option.value === value) ? value : null;
  const group = useRef<HTMLDivElement>(null);
  // The focus follows a choice made for the user, such as a drive that was just found.
  useEffect(() => {
    const { activeElement: focused } = document;
    const isOther = focused instanceof HTMLInputElement && focused.type === 'radio' && !focused.checked;
    if (isOther && group.current?.contains(focused)) {
      group.current.querySelector<HTMLInputElement>('input:checked')?.focus();
    }
  }, [chosen]);
  const radio = ({ value: own, name, help, isDisabled = false }: Option<T>) => (
    <Radio value={own} className={(cards ? css.card : css.segment) ?? ''} isDisabled={isDisabled}>
      <span className={css.name}>{name}</span>
      {help !== undefined && <span className={css.help}>{help}</span>}
    </Radio>
  );
  return (
    <RadioGroup
      ref={group}
      className={layout.stack8 ?? ''}
      value={chosen}
      onChange={(now) => onChange(now as T)}
      orientation={cards ? 'vertical' : 'horizontal'}
    >
      <Label className={css.label ?? ''}>{label}</Label>
      <div>
        <div className={cards ? css.cards : css.segments}>
          {options.map((option) => (
            <Fragment key={option.value}>
              {option.action === undefined ? (
                radio(option)
              ) : (
                <div className={css.withAction}>
                  {radio(option)}
                  <div role="presentation" onKeyDown={keepArrows}>
                    {option.action}
                  </div>
                </div>
              )}
            </Fragment>
          ))}
        </div>
      </div>
    </RadioGroup>
  );
}

/** On a button, the arrow keys must not choose another option. */
function keepArrows(event: KeyboardEvent): void {
  if (event.key.startsWith('Arrow')) event.stopPropagation();
}

export interface CheckboxProps {
  readonly children: string;
  readonly mark?: string | undefined;
  readonly help?: string;
  readonly isSelected: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (selected: boolean) => void;
}

export function Checkbox({ children, mark, help, isSelected, isDisabled = false, onChange }: CheckboxProps) {
  return (
    <AriaCheckbox className={css.check ?? ''} isSelected={isSelected} isDisabled={isDisabled} onChange={onChange}>
      <span className={css.box}>{isSelected && <Check size={13} strokeWidth={3} aria-hidden />}</span>
      <span>
        {children}
        {mark !== undefined && <span className={css.mark}> {mark}</span>}
        {help !== undefined && <span className={css.help}> {help}</span>}
      </span>
    </AriaCheckbox>
  );
}
