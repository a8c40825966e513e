// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Services } from '../../services.ts';

/** Errors don't block listing: unchecked entries keep their last result. */
export async function checkFewPaths({ trust }: Services): Promise<void> {
  await withoutFailing(async () => trust.checks.checkFew());
}

export async function checkAllPaths({ trust }: Services): Promise<void> {
  await withoutFailing(async () => trust.checks.checkDue());
}

async function withoutFailing(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
