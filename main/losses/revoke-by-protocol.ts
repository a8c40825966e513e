// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CaProfile } from '../../shared/schemas/enrolment/ca-profile.ts';

/** Only CMP can revoke (`rr`, RFC 9810 §5.3.9). Throws `not-revoked` (`protocol`) otherwise. */
export function revokingProtocol(protocol: CaProfile['protocol'] | null): 'cmp' {
  if (protocol === 'cmp') return protocol;
  throw new AppError('not-revoked', protocol === null ? {} : { protocol: protocol.toUpperCase() });
}
