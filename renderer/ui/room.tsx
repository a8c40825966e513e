// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { RoomBar } from './room-bar.tsx';
import css from './room.module.css';

export interface RoomProps {
  readonly title: string;
  readonly sub?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Room({ title, sub = '', actions, children }: RoomProps) {
  return (
    <div className={css.room}>
      <RoomBar title={title} sub={sub}>
        {actions}
      </RoomBar>
      <div className={css.scroll} data-region>
        {children}
      </div>
    </div>
  );
}
