// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net';
import { AppError } from '../../shared/domain/errors/app-error.ts';

/** Returns 4 or 6, or 0 if `text` isn't an IP address. */
export const addressFamily: (text: string) => number = isIP;

const maxLength = 2048;

/** Drops the fragment. Returns null if `text` is too long, isn't an http(s) URL or contains user info. */
export function readAddress(text: string): URL | null {
  const url = text.length <= maxLength ? URL.parse(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  if (url.hostname === '' || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url;
}

/** Strips the brackets from an IPv6 address. */
export function bareHost({ hostname }: Pick<URL, 'hostname'>): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

export function portOf({ port, protocol }: Pick<URL, 'port' | 'protocol'>): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** Allows only agreed hosts, and never https to http. Errors: `server-redirected` (`host`). */
export function redirectTarget(from: URL, location: string | undefined, agreed: ReadonlySet<string>): URL {
  const target = location === undefined ? null : readAddress(URL.parse(location, from)?.href ?? '');
  if (target === null) throw new AppError('server-redirected');
  const isDowngrade = from.protocol === 'https:' && target.protocol !== 'https:';
  if (isDowngrade || !agreed.has(target.host)) throw new AppError('server-redirected', { host: target.host });
  return target;
}
