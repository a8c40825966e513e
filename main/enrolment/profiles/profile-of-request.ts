// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';

/** Errors: `not-found` (`profile`). */
export function profileOfRequest(
  profiles: readonly HeldProfile[],
  { profile }: { readonly profile: Pick<PendingRequest['profile'], 'name' | 'host'> },
): HeldProfile {
  const held = profiles.find((each) => each.profile.name === profile.name && each.host.ascii === profile.host);
  if (!held) throw new AppError('not-found', { profile: profile.name });
  return held;
}
