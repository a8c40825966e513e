// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { AppError } from '../../shared/domain/app-error.ts';

/**
 * The field that had the focus was off while a form's secret was on its way: without it the keyboard would be outside of the
 * dialog. `form`: its id. `failed`: of the last try; null while there is none, or one is under way.
 */
export function useFocusAfterFailure(form: string, failed: AppError | null): void {
  useEffect(() => {
    if (failed === null) return;
    const fields = document.getElementById(form);
    const secret = fields?.querySelector<HTMLElement>('input[type="password"]');
    // A locked PIN leaves no field, and nothing that could be sent.
    (secret ?? fields?.closest<HTMLElement>('[role="dialog"]'))?.focus();
    fields?.querySelector('[data-error-code]')?.scrollIntoView?.({ block: 'nearest' });
  }, [failed, form]);
}
