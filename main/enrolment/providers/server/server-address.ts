// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CaProfile } from '../../../../shared/schemas/enrolment/ca-profile.ts';
import { bareHost, portOf } from '../../../net/http-address.ts';
import type { ConnectionRules, ServerTrust } from '../../../net/connect.ts';

export interface ServerAddress {
  /** A-labels, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** For EST, without a trailing slash, but possibly with a CA label (RFC 7030 §3.2.2). */
  readonly path: string;
  /** True for EST (RFC 7030 §4.1). */
  readonly hasCacerts: boolean;
}

/** RFC 7030 §3.2.2; RFC 9811 §3.4. */
const wellKnown = { est: '/.well-known/est', cmp: '/.well-known/cmp' } as const;

/** For `web`, only host and port matter. Errors: `profile-invalid`. */
export function serverAddress({ protocol, url }: Pick<CaProfile, 'protocol' | 'url'>): ServerAddress {
  const read = new URL(url);
  const { pathname, search, hash } = read;
  const at = { host: bareHost(read), port: portOf(read) };
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

/** Omits the default port (RFC 9110 §4.2.2). */
export function hostHeader({ host, port }: ServerAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === 443 ? name : `${name}:${port}`;
}

export function urlOf(address: ServerAddress, path = address.path): string {
  return `https://${hostHeader(address)}${path}`;
}

export function rulesFor(address: ServerAddress, trust: ServerTrust | null): ConnectionRules {
  return { agreed: new Set([hostHeader(address)]), trust };
}

export const maxReplyBytes = 1024 * 1024;
