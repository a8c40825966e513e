// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import type { ServerLogin } from '../server/server-enrolment.ts';
import { headerParameters } from './header-parameters.ts';

interface Challenge {
  readonly scheme: 'basic' | 'digest';
  readonly parameters: Readonly<Record<string, string>>;
}

const digests: Readonly<Record<string, string>> = { 'sha-256': 'sha256', md5: 'md5' };

/**
 * RFC 9110 §11.6: Digest (RFC 7616) before Basic (RFC 7617), over verified TLS only. Null: no supported scheme, or not
 * encodable.
 */
export function authorizationFor(
  header: string,
  login: ServerLogin,
  request: { readonly method: string; readonly path: string },
): string | null {
  const offers = challengesIn(header);
  const strongest = offers
    .filter(({ scheme, parameters }) => scheme === 'digest' && digestOf(parameters) !== undefined)
    .toSorted((a, b) => Number(digestOf(a.parameters) === 'md5') - Number(digestOf(b.parameters) === 'md5'))[0];
  if (strongest) return digestAuthorization(strongest.parameters, login, request);
  // RFC 7617 §2: no colon in the user.
  if (!offers.some(({ scheme }) => scheme === 'basic') || login.user.includes(':')) return null;
  return `Basic ${Buffer.from(`${login.user}:${login.code}`, 'utf8').toString('base64')}`;
}

function digestOf({ algorithm = 'MD5' }: Challenge['parameters']): string | undefined {
  return digests[algorithm.toLowerCase()];
}

function digestAuthorization(
  parameters: Challenge['parameters'],
  { user, code }: ServerLogin,
  { method, path }: { readonly method: string; readonly path: string },
): string | null {
  const { realm = '', nonce = '', opaque, qop, algorithm } = parameters;
  const name = digestOf(parameters) ?? 'md5';
  const hash = (text: string): string => createHash(name).update(text, 'utf8').digest('hex');
  const isAuth = qop?.split(',').some((each) => each.trim().toLowerCase() === 'auth') ?? false;
  // No server offers auth-int alone; no qop means RFC 2069.
  if (/\p{Cc}/u.test(user) || (qop !== undefined && !isAuth)) return null;
  const cnonce = randomBytes(16).toString('hex');
  const count = '00000001';
  const secret = hash(`${user}:${realm}:${code}`);
  const what = hash(`${method}:${path}`);
  const response = isAuth
    ? hash(`${secret}:${nonce}:${count}:${cnonce}:auth:${what}`)
    : hash(`${secret}:${nonce}:${what}`);
  const fields = [
    `username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(path)}`,
    ...(isAuth ? ['qop=auth', `nc=${count}`, `cnonce=${quoted(cnonce)}`] : []),
    `response=${quoted(response)}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
  ];
  return `Digest ${fields.join(', ')}`;
}

/** Octets: UTF-8. */
function quoted(text: string): string {
  return `"${Buffer.from(text.replaceAll(/["\\]/g, String.raw`\$&`), 'utf8').toString('latin1')}"`;
}

function challengesIn(header: string): Challenge[] {
  const starts = [...header.matchAll(/(?:^|,)\s*(basic|digest)(?=\s|,|$)/gi)];
  return starts.map((start, index) => {
    const from = start.index + start[0].length;
    const text = header.slice(from, starts[index + 1]?.index);
    const scheme = start[1]?.toLowerCase() === 'digest' ? 'digest' : 'basic';
    return { scheme, parameters: headerParameters(text) };
  });
}
