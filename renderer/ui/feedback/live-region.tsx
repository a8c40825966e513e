// SPDX-License-Identifier: Apache-2.0
import css from '../visually-hidden.module.css';

/** Text that a screen reader speaks when it changes, without a place on the screen. */
export function LiveRegion({ text }: { readonly text: string }) {
  return (
    <div className={css.hidden} role="status" aria-live="polite">
      {text}
    </div>
  );
}
