// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { AppError } from '../../shared/domain/errors/app-error.ts';

/** A field disabled during the call loses focus. `form`: its id. `failed` null: none, or still running. */
export function useFocusAfterFailure(form: string, failed: AppError | null): void {
  useEffect(() => {
    if (failed === null) return;
    const fields = document.getElementById(form);
    const secret = fields?.querySelector<HTMLElement>('input[type="password"]');
    // A locked PIN leaves no field to focus.
    (secret ?? fields?.closest<HTMLElement>('[role="dialog"]'))?.focus();
    fields?.querySelector('[data-error-code]')?.scrollIntoView?.({ block: 'nearest' });
  }, [failed, form]);
}
