import { AppError } from '../../shared/domain/app-error.ts';
import type { CaProfile } from '../../shared/schemas/ca-profile.ts';

/**
 * Has an authority revoke a certificate by its protocol. Throws `not-revoked` (`protocol`), as each of the four does
 * today: a web page and a request file have no way for it, EST has none (RFC 7030), and CMP, which has one (`rr`, RFC
 * 9810 §5.3.9), cannot be used yet. A provider that revokes is called here.
 */
export function revokeByProtocol(protocol: CaProfile['protocol'] | null): never {
  throw new AppError('not-revoked', protocol === null ? {} : { protocol: protocol.toUpperCase() });
}
