// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { AppError } from '../../shared/domain/errors/app-error.ts';

/**
 * Restores the focus that a field loses when it is disabled during a call. `form` is an id; `failed` is null while
 * running or on success.
 */
export function useFocusAfterFailure(form: string, failed: AppError | null): void {
  useEffect(() => {
    if (failed === null) return;
    const fields = document.getElementById(form);
    const first = (inputs: string) => fields?.querySelector<HTMLInputElement>(inputs);
    const secret =
      first('[data-confirm] input') ?? first('input[aria-invalid="true"]') ?? first('input[type="password"]');
    // A locked PIN leaves no field to focus.
    (secret ?? fields?.closest<HTMLElement>('[role="dialog"]'))?.focus();
    secret?.select();
    fields?.querySelector('[data-error-code]')?.scrollIntoView?.({ block: 'nearest' });
  }, [failed, form]);
}
