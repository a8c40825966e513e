// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** ASCII that stands in no host: it would be of a URL, a port, a wildcard, or an escape that turns into something. */
const foreign = /(?![a-z0-9.-])\p{ASCII}/iu;
/** Labels of letters, digits and inner hyphens (RFC 1123 §2.1); a last one of digits alone is that of an address. */
const host = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const localPart = /^[^\s@:/<>(),;"\\[\]\p{Cc}]+$/u;

/**
 * What `--name` asks for as certificates write it: an address without brackets, a host in lower-case ASCII (IDNA,
 * RFC 5891) without the dot of the root, an e-mail address with such a host. Null when it is none of these.
 */
export function askedName(text: string): string | null {
  const address = /^\[(.*:.*)\]$/.exec(text)?.[1] ?? text;
  // A zone is of this computer (RFC 4007); no certificate names one.
  if (isIP(address) !== 0) return address.includes('%') ? null : address;
  const at = text.lastIndexOf('@');
  if (at === -1) return asciiHost(text);
  const [local, domain] = [text.slice(0, at), asciiHost(text.slice(at + 1))];
  return domain !== null && localPart.test(local) ? `${local}@${domain}` : null;
}

function asciiHost(text: string): string | null {
  const name = text.replace(/[.。．｡]$/u, '');
  // `1.2.3` would come back as the address 1.2.0.3.
  if (foreign.test(name) || /(?:^|[.。．｡])\p{Nd}+$/u.test(name)) return null;
  const ascii = domainToASCII(name);
  return host.test(ascii) ? ascii : null;
}
