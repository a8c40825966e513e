import { AppError } from '../../../../shared/domain/app-error.ts';
import type { EstAddress } from '../est/est-address.ts';

/** RFC 9811 §3.3 */
const wellKnown = '/.well-known/cmp';

/** From the address of a profile, which has the path of its CMP service or none. Errors: `profile-invalid`. */
export function cmpAddress(url: string): EstAddress {
  const { hostname, port, pathname, search, hash } = new URL(url);
  if (search !== '' || hash !== '') throw new AppError('profile-invalid', { reason: 'address', member: 'url' });
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? 443 : Number(port),
    path: pathname === '/' ? wellKnown : pathname,
    hasCacerts: false,
  };
}
