// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile, PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';

/** Returns undefined if the profile was removed. */
export function profileOf(
  profiles: readonly HeldProfile[] | null,
  { profile }: Pick<PendingRequest, 'profile'>,
): HeldProfile | undefined {
  return profiles?.find((held) => held.profile.name === profile.name && held.host.ascii === profile.host);
}
