// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Services } from '../../services.ts';

/**
 * Judges a handful of certificates before they are listed. Whatever is in the way - a vault that is busy or cannot be
 * written, a child that gave up - is no reason to list nothing: what was not judged shows as before.
 */
export async function checkFewPaths({ trust }: Services): Promise<void> {
  await withoutFailing(async () => trust.checks.checkFew());
}

/** The same for all that are due, for a command that a timer starts. */
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
