// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { CaProfile } from '../../shared/schemas/ca-profile.ts';

/**
 * By which protocol an authority can be asked to revoke: CMP alone has a way for it (`rr`, RFC 9810 §5.3.9). Throws
 * `not-revoked` (`protocol`) for the others: a web page, a request file, and EST (RFC 7030). A provider that revokes is
 * named here.
 */
export function revokingProtocol(protocol: CaProfile['protocol'] | null): 'cmp' {
  if (protocol === 'cmp') return protocol;
  throw new AppError('not-revoked', protocol === null ? {} : { protocol: protocol.toUpperCase() });
}
