// SPDX-License-Identifier: Apache-2.0
import { type Ref, useEffect, useRef, useState } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import css from './button.module.css';
import { takeRepairedFocus } from './dialog/use-modal.ts';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'small' | 'icon';
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'plain', size = 'normal', ref, ...rest }: ButtonProps) {
  const own = useRef<HTMLButtonElement>(null);
  const { autoFocus = false, isDisabled = false } = rest;
  const [isFocused, setFocused] = useState(false);
  useEffect(() => {
    if (autoFocus) requestAnimationFrame(() => requestAnimationFrame(() => takeRepairedFocus(own.current)));
  }, [autoFocus]);
  const classes = [css.button];
  if (look !== 'plain') classes.push(css[look]);
  if (size !== 'normal') classes.push(css[size]);
  return (
    <AriaButton
      {...rest}
      // A disabled button would lose the focus, so make it pending.
      {...(isDisabled && isFocused && { isDisabled: false, isPending: true })}
      onFocus={(event) => {
        setFocused(true);
        rest.onFocus?.(event);
      }}
      onBlur={(event) => {
        setFocused(document.activeElement === event.target);
        rest.onBlur?.(event);
      }}
      ref={ref ?? own}
      className={classes.join(' ')}
      data-look={look}
    />
  );
}
