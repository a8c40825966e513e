// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { CaProfile } from '../../../../shared/schemas/ca-profile.ts';

/** One server of an authority and what lies under it. */
export interface ServerAddress {
  /** As certificates name it: A-labels, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Of EST without a slash at its end; an authority may have put a label of its own there (RFC 7030 §3.2.2). */
  readonly path: string;
  /** It tells its authorities below this path (RFC 7030 §4.1), which a server of CMP does not. */
  readonly hasCacerts: boolean;
}

/** RFC 7030 §3.2.2; RFC 9811 §3.3. */
const wellKnown = { est: '/.well-known/est', cmp: '/.well-known/cmp' } as const;

/**
 * Where the server of a profile is asked, by its protocol. The address has the path of the service or none; of a page the host
 * alone counts, since its browser goes there. Errors:
 * `profile-invalid`.
 */
export function serverAddress({ protocol, url }: Pick<CaProfile, 'protocol' | 'url'>): ServerAddress {
  const { hostname, port, pathname, search, hash } = new URL(url);
  const at = { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? 443 : Number(port) };
  if (protocol === 'web') return { ...at, path: '/', hasCacerts: false };
  if (search !== '' || hash !== '') throw new AppError('profile-invalid', { reason: 'address', member: 'url' });
  const isCmp = protocol === 'cmp';
  const path = isCmp && pathname !== '/' ? pathname : pathname.replace(/\/+$/, '');
  return {
    ...at,
    path: path === '' ? wellKnown[isCmp ? 'cmp' : 'est'] : path,
    hasCacerts: !isCmp,
  };
}

/** RFC 9110 §4.2.2: no port where it is the usual one. */
export function hostHeader({ host, port }: ServerAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === 443 ? name : `${name}:${port}`;
}

/** The address once more, as people read it. */
export function urlOf(address: ServerAddress): string {
  return `https://${hostHeader(address)}${address.path}`;
}
