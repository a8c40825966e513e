// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { CaProfile } from '../../../shared/schemas/ca-profile.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';

interface EnrolmentState {
  /** By name; null until the first answer. */
  readonly profiles: readonly HeldProfile[] | null;
  readonly examples: readonly CaProfile[];
  /** Oldest first. */
  readonly requests: readonly PendingRequest[];
  readonly error: AppError | null;
}

/** Mirror of the profiles of authorities and of the requests on their way (E01, E03). */
export const useEnrolment = create<EnrolmentState>()(() => ({
  profiles: null,
  examples: [],
  requests: [],
  error: null,
}));

let asked = 0;

/** Of several questions at once the last one counts. */
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

/** The room opens: certificates that came by another way end the requests that they are for. */
export async function openEnrolment(): Promise<void> {
  await refreshEnrolment();
  try {
    await ipc('requests.settle', {});
  } catch {
    // What stands there is true, only older; the vault tells of its own troubles.
    return;
  }
  await refreshEnrolment();
}

/** The vault changed: what was shown is asked for again. */
export function enrolmentChanged(): void {
  if (useEnrolment.getState().profiles !== null) void refreshEnrolment();
}
