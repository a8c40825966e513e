// SPDX-License-Identifier: Apache-2.0
import { BlockList, isIP } from 'node:net';

/** IANA special-purpose (RFC 6890), multicast and reserved addresses. */
const notPublicV4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]);

/** IANA allocates global unicast addresses only from this block (RFC 3587 §3). */
const globalV6 = blockList('ipv6', [['2000::', 3]]);
/** IETF protocols including Teredo (RFC 2928), documentation (RFC 3849, RFC 9637) and 6to4. */
const notPublicV6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);
/** For NAT64 (RFC 6052 §2.1), the embedded IPv4 address decides. */
const nat64 = blockList('ipv6', [['64:ff9b::', 96]]);

export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublicV4.check(address, 'ipv4');
    case 6:
      // An address with a zone is link-local.
      if (address.includes('%')) return false;
      if (nat64.check(address, 'ipv6')) return isPublicAddress(embeddedV4(address));
      return globalV6.check(address, 'ipv6') && !notPublicV6.check(address, 'ipv6');
    default:
      return false;
  }
}

function embeddedV4(address: string): string {
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).replace('64:ff9b::', '').split(':');
  const [high = 0, low = 0] = ['0', ...groups].slice(-2).map((group) => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [net: string, bits: number])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of subnets) list.addSubnet(net, bits, family);
  return list;
}
