import { AppError } from '../../../../shared/domain/app-error.ts';

/** The operations of EST that are used (RFC 7030 §3.2.2). */
export type EstOperation = 'cacerts' | 'csrattrs' | 'simpleenroll' | 'simplereenroll';

/** One server of EST and what lies under it. */
export interface EstAddress {
  /** As certificates name it: A-labels, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end; an authority may have put a label of its own there (RFC 7030 §3.2.2). */
  readonly path: string;
  /** It tells its authorities below this path (RFC 7030 §4.1), which a server of CMP does not. */
  readonly hasCacerts: boolean;
}

const wellKnown = '/.well-known/est';

/** From the address of a profile, which has the path of EST or none. Errors: `profile-invalid`. */
export function estAddress(url: string): EstAddress {
  const { hostname, port, pathname, search, hash } = new URL(url);
  if (search !== '' || hash !== '') throw new AppError('profile-invalid', { reason: 'address', member: 'url' });
  const path = pathname.replace(/\/+$/, '');
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? 443 : Number(port),
    path: path === '' ? wellKnown : path,
    hasCacerts: true,
  };
}

/** RFC 9110 §4.2.2: no port where it is the usual one. */
export function hostHeader({ host, port }: EstAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === 443 ? name : `${name}:${port}`;
}

/**
 * Where a redirect leads, as a path on the same server. Errors: `server-redirected` (`host`: to another origin, to
 * something that is not https, or to nowhere).
 */
export function redirectedPath(address: EstAddress, from: string, location: string | undefined): string {
  let target: URL;
  try {
    target = new URL(location ?? '', new URL(from, `https://${hostHeader(address)}`));
  } catch {
    throw new AppError('server-redirected');
  }
  if (location === undefined || target.origin !== new URL(`https://${hostHeader(address)}`).origin) {
    throw new AppError('server-redirected', { host: target.host });
  }
  return target.pathname + target.search;
}
