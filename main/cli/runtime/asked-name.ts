// SPDX-License-Identifier: Apache-2.0
import { domainToASCII } from 'node:url';
import { addressFamily } from '../../net/http-address.ts';

/** ASCII characters that hosts can't contain, but URLs, ports, wildcards or escapes do. */
const foreign = /(?![a-z0-9.-])\p{ASCII}/iu;
/** RFC 1123 §2.1. An all-digit last label means an address. */
const host = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const localPart = /^[^\s@:/<>(),;"\\[\]\p{Cc}]+$/u;

/**
 * Returns the form used in certificates: an IP address without brackets, a lower-case IDNA host (RFC 5891) without
 * trailing dot, or an e-mail address. Returns null for anything else.
 */
export function askedName(text: string): string | null {
  const address = /^\[(.*:.*)\]$/.exec(text)?.[1] ?? text;
  // IPv6 zones have only local meaning (RFC 4007).
  if (addressFamily(address) !== 0) return address.includes('%') ? null : address;
  const at = text.lastIndexOf('@');
  if (at === -1) return asciiHost(text);
  const [local, domain] = [text.slice(0, at), asciiHost(text.slice(at + 1))];
  return domain !== null && localPart.test(local) ? `${local}@${domain}` : null;
}

function asciiHost(text: string): string | null {
  const name = text.replace(/[.。．｡]$/u, '');
  // `domainToASCII` would turn `1.2.3` into 1.2.0.3.
  if (foreign.test(name) || /(?:^|[.。．｡])\p{Nd}+$/u.test(name)) return null;
  const ascii = domainToASCII(name);
  return host.test(ascii) ? ascii : null;
}
