// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile, PendingRequest } from '../../../../shared/schemas/enrolment.ts';

/** The one that a request was made with, while it is there: the same name at the same host. */
export function profileOf(
  profiles: readonly HeldProfile[] | null,
  { profile }: Pick<PendingRequest, 'profile'>,
): HeldProfile | undefined {
  return profiles?.find((held) => held.profile.name === profile.name && held.host.ascii === profile.host);
}
