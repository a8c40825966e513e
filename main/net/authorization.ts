// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';

export interface Login {
  readonly user: string;
  readonly password: string;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly count?: number;
}

interface Challenge {
  readonly scheme: 'basic' | 'digest';
  readonly parameters: Readonly<Record<string, string>>;
}

const digests: Readonly<Record<string, string>> = { 'sha-256': 'sha256', md5: 'md5' };

/**
 * Prefers Digest (RFC 7616) to Basic (RFC 7617). Call only over verified TLS or loopback. Returns null if no offered
 * scheme is supported or the login can't be encoded.
 */
export function authorizationFor(header: string, login: Login, request: Asked): string | null {
  const offers = challengesIn(header);
  const strongest = offers
    .filter(({ scheme, parameters }) => scheme === 'digest' && digestOf(parameters) !== undefined)
    .toSorted((a, b) => Number(digestOf(a.parameters) === 'md5') - Number(digestOf(b.parameters) === 'md5'))[0];
  if (strongest) return digestAuthorization(strongest.parameters, login, request);
  return offers.some(({ scheme }) => scheme === 'basic') ? basicAuthorization(login) : null;
}

/** UTF-8 (RFC 7617 §2.1). Returns null if the user name contains a colon (§2). */
export function basicAuthorization({ user, password }: Login): string | null {
  return user.includes(':') ? null : `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

function digestOf({ algorithm = 'MD5' }: Challenge['parameters']): string | undefined {
  return digests[algorithm.toLowerCase()];
}

function digestAuthorization(
  parameters: Challenge['parameters'],
  { user, password }: Login,
  { method, path, count: number = 1 }: Asked,
): string | null {
  const { realm = '', nonce = '', opaque, qop, algorithm } = parameters;
  const name = digestOf(parameters) ?? 'md5';
  const hash = (text: string | Buffer): string => createHash(name).update(text).digest('hex');
  const isAuth = qop?.split(',').some((each) => each.trim().toLowerCase() === 'auth') ?? false;
  // auth-int alone isn't supported. A missing qop means RFC 2069.
  if (/\p{Cc}/u.test(user) || (qop !== undefined && !isAuth)) return null;
  const cnonce = randomBytes(16).toString('hex');
  const count = number.toString(16).padStart(8, '0');
  // Node decodes headers as Latin-1. This restores the realm's bytes.
  const octets = [Buffer.from(`${user}:`, 'utf8'), Buffer.from(realm, 'latin1'), Buffer.from(`:${password}`, 'utf8')];
  const secret = hash(Buffer.concat(octets));
  const what = hash(`${method}:${path}`);
  const response = isAuth
    ? hash(`${secret}:${nonce}:${count}:${cnonce}:auth:${what}`)
    : hash(`${secret}:${nonce}:${what}`);
  const fields = [
    `username=${quoted(Buffer.from(user, 'utf8').toString('latin1'))}`,
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

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
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

/** RFC 9110 §5.6.6, §11.2. Returned names are lower case. */
export function headerParameters(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', inner, token] of text.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]+))/g)) {
    found[name.toLowerCase()] = inner?.replaceAll(/\\(.)/g, '$1') ?? token ?? '';
  }
  return found;
}
