// SPDX-License-Identifier: Apache-2.0
import { createContext, type ReactNode, useContext } from 'react';
import css from './room-bar.module.css';
import hidden from './visually-hidden.module.css';

export const BelowBar = createContext<ReactNode>(null);

export function BarNotices() {
  return useContext(BelowBar);
}

export interface RoomBarProps {
  readonly title: string;
  /** `children` replace the title visually, but screen readers still find it. */
  readonly isTitleHidden?: boolean;
  /** Muted text after the title, hidden in narrow windows. */
  readonly sub?: string;
  readonly isPicking?: boolean;
  readonly children?: ReactNode;
}

export function RoomBar({ title, isTitleHidden = false, sub = '', isPicking = false, children }: RoomBarProps) {
  return (
    <>
      <header className={`${css.bar} ${isPicking ? css.picking : ''}`} data-region>
        <h1 className={isTitleHidden ? hidden.hidden : css.title}>{title}</h1>
        {!isTitleHidden && <p className={css.sub}>{sub}</p>}
        {children}
      </header>
      <BarNotices />
    </>
  );
}
