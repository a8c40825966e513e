// SPDX-License-Identifier: Apache-2.0
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { bareHost } from './http-address.ts';
import { isPublicAddress } from './public-address.ts';

export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

export type ResolveHost = (host: string) => Promise<readonly HostAddress[]>;

export const systemResolver: ResolveHost = async (host) => lookup(host, { all: true });

/** Refuses private addresses, except those of allowed hosts. */
export interface PublicOnly {
  readonly resolve: ResolveHost;
  readonly isAllowed: (host: string) => boolean;
}

/**
 * Returns the addresses to connect to, all public unless the host is allowed. Returns null to let the proxy resolve the
 * host. Errors: `address-refused`, ENOTFOUND.
 */
export async function checkedAddresses(
  url: URL,
  { resolve, isAllowed }: PublicOnly,
  isProxied: boolean,
): Promise<readonly HostAddress[] | null> {
  const host = bareHost(url);
  if (isProxied && isAllowed(host)) return null;
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host).catch(() => []) : [{ address: host, family }];
  if (addresses.length === 0) {
    if (isProxied) return null;
    throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  }
  if (isAllowed(host) || addresses.every(({ address }) => isPublicAddress(address))) return addresses;
  throw new AppError('address-refused', { host: url.host });
}

/** Protects against DNS rebinding. */
export function pinnedLookup(addresses: readonly HostAddress[]): LookupFunction {
  const [first] = addresses as readonly [HostAddress];
  return (_host, { all }, done) => {
    if (all === true) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
}
