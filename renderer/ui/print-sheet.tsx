// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import css from './print-sheet.module.css';

export function PrintSheet({ children }: { readonly children: ReactNode }) {
  return (
    <>
      {/* Focusable, so that the keyboard can scroll it. */}
      <article className={css.sheet} tabIndex={0}>
        {children}
      </article>
      {createPortal(
        <div className={css.paper} data-print-sheet>
          <article className={css.sheet}>{children}</article>
        </div>,
        document.body,
      )}
    </>
  );
}
