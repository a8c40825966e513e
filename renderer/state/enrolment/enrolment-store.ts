// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';

interface EnrolmentState {
  readonly profiles: readonly HeldProfile[] | null;
  readonly examples: readonly CaProfile[];
  /** Oldest first. */
  readonly requests: readonly PendingRequest[];
  readonly comparing: string | null;
  readonly error: AppError | null;
}

export const useEnrolment = create<EnrolmentState>()(() => ({
  profiles: null,
  examples: [],
  requests: [],
  comparing: null,
  error: null,
}));

let asked = 0;

/** The latest call wins. */
export async function refreshEnrolment(): Promise<void> {
  asked += 1;
  const number = asked;
  try {
    const [held, { requests }] = await Promise.all([ipc('profiles.list', {}), ipc('requests.list', {})]);
    if (number === asked) useEnrolment.setState({ ...held, requests, error: null });
  } catch (error) {
    if (number === asked) useEnrolment.setState({ error: toAppError(error) });
  }
}

/** Settles requests whose certificates were imported. */
export async function openEnrolment(): Promise<void> {
  await refreshEnrolment();
  try {
    await ipc('requests.settle', {});
  } catch {
    // Keep the old data; the vault reports its own errors.
    return;
  }
  await refreshEnrolment();
}

export function enrolmentChanged(): void {
  if (useEnrolment.getState().profiles !== null) void refreshEnrolment();
}
