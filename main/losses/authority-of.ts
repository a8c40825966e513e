// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../shared/schemas/enrolment/enrolment.ts';
import type { Vault } from '../vault/vault.ts';

/** By name and host. Null: unknown or removed. */
export function authorityOf(vault: Vault, profiles: readonly HeldProfile[], sha256: string): HeldProfile | null {
  const from =
    vault.webEnrolments.ofCertificate(sha256) ??
    vault.enrolment.requests().findLast(({ certificate }) => certificate === sha256) ??
    null;
  if (from === null) return null;
  const { profileName, profileHost } = from;
  return profiles.find(({ profile, host }) => profile.name === profileName && host.ascii === profileHost) ?? null;
}
