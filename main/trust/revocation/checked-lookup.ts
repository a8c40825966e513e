// SPDX-License-Identifier: Apache-2.0
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { ContactFailure } from '../../../shared/domain/trust/revocation-outcomes.ts';
import { isPublicAddress } from './public-address.ts';
import { bareHost } from './read-address.ts';

export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Throws the resolver's errors. */
export type ResolveHost = (host: string) => Promise<readonly HostAddress[]>;

export const systemResolver: ResolveHost = async (host) => lookup(host, { all: true });

/** All addresses must be public, unless a person allowed the host. */
export async function resolveChecked(
  url: URL,
  resolve: ResolveHost,
  isAllowed: (host: string) => boolean,
): Promise<readonly HostAddress[] | ContactFailure> {
  const host = bareHost(url);
  const family = isIP(host);
  let addresses: readonly HostAddress[];
  try {
    addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  } catch {
    return 'host-unknown';
  }
  if (addresses.length === 0) return 'host-unknown';
  if (isAllowed(host)) return addresses;
  return addresses.every(({ address }) => isPublicAddress(address)) ? addresses : 'address-refused';
}

/** Against DNS rebinding. */
export function pinnedLookup(addresses: readonly HostAddress[]): LookupFunction {
  const [first] = addresses as readonly [HostAddress];
  return (_host, { all }, done) => {
    if (all === true) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
}
