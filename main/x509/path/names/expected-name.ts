// SPDX-License-Identifier: Apache-2.0
import type { ExpectedName } from '../path-options.ts';

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

export function readExpectedName(text: string): ExpectedName {
  if (ipv4.test(text)) return { kind: 'ip', octets: Uint8Array.from(text.split('.').map(Number)) };
  const groups = text.includes(':') ? canonicalIpv6(text) : null;
  if (groups !== null) return { kind: 'ip', octets: ipv6Octets(groups) };
  return { kind: text.includes('@') ? 'email' : 'dns', text };
}

export function canonicalIpv6(text: string): string | null {
  const url = `http://[${text}]/`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : null;
}

/** @param address from `canonicalIpv6` */
function ipv6Octets(address: string): Uint8Array {
  const [front = [], back = []] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array<string>(8 - front.length - back.length).fill('0');
  const groups = [...front, ...zeros, ...back].map((group) => Number.parseInt(group, 16));
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}
