// SPDX-License-Identifier: Apache-2.0
import { domainToUnicode } from 'node:url';
import type { Contact } from '../../../shared/schemas/trust/revocation.ts';
import type { ParseReply } from '../../parser/parse-protocol.ts';
import { bareHost, readAddress } from '../../net/http-address.ts';

type CertificateAddresses = ParseReply<'revocationAddresses'>['certificates'][number];

export interface CertificateContacts {
  readonly certificate: string;
  readonly certId: Uint8Array | null;
  readonly ocsp: readonly Contact[];
  readonly crls: readonly (readonly Contact[])[];
  readonly deltas: readonly (readonly Contact[])[];
  readonly issuers: readonly Contact[];
  readonly leftOut: number;
}

/** Limits the requests that a hostile certificate can cause. */
const maxAddresses = 3;
const maxLists = 6;

/** Skips unusable addresses, such as LDAP URLs or URLs with a password. */
export function contactsOf(addresses: CertificateAddresses): CertificateContacts {
  const { certificate, name, certId, ocsp, crls, deltas, issuers } = addresses;
  let leftOut = 0;
  const capped = <T>(items: readonly T[], most: number): T[] => {
    leftOut += Math.max(0, items.length - most);
    return items.slice(0, most);
  };
  const contacts = (kind: Contact['kind'], texts: readonly string[]): Contact[] =>
    capped(
      [...new Set(texts)].flatMap((text) => contactOf(kind, text, { certificate, name }) ?? []),
      maxAddresses,
    );
  const lists = (kind: Contact['kind'], all: CertificateAddresses['crls']): Contact[][] => {
    const distinct = new Map(all.map((list) => [list.join(' '), list]));
    const found = [...distinct.values()].map((list) => contacts(kind, list));
    return capped(
      found.filter((list) => list.length > 0),
      maxLists,
    );
  };
  return {
    certificate,
    certId,
    ocsp: certId === null ? [] : contacts('ocsp', ocsp),
    crls: lists('crl', crls),
    deltas: lists('delta', deltas),
    issuers: contacts('issuer', issuers),
    leftOut,
  };
}

function contactOf(kind: Contact['kind'], text: string, about: Pick<Contact, 'certificate' | 'name'>): Contact | null {
  const url = readAddress(text);
  if (url === null) return null;
  const host = bareHost(url);
  const shown = domainToUnicode(host) || host;
  return {
    kind,
    url: url.href,
    host: { ascii: url.host, unicode: url.host.replace(url.hostname, shown) },
    isPlain: url.protocol === 'http:',
    ...about,
  };
}
