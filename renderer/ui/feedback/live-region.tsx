// SPDX-License-Identifier: Apache-2.0
import css from '../visually-hidden.module.css';

/** Announced to screen readers on change; invisible. */
export function LiveRegion({ text }: { readonly text: string }) {
  return (
    <div className={css.hidden} role="status" aria-live="polite">
      {text}
    </div>
  );
}
