// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  connect as connectTls,
  type ConnectionOptions,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { readCertificateLayout } from '../x509/certificate/certificate-layout.ts';
import { encodingOf } from '../x509/der/der-reader.ts';
import { checkedAddresses, pinnedLookup, type PublicOnly } from './address-rule.ts';
import { connectionClosed, connectionError, noTlsUnique, timedOut } from './connection-errors.ts';
import { bareHost, portOf } from './http-address.ts';
import { connectToProxy, openTunnel, proxyFor } from './proxy.ts';
import { trustedRoots } from './trusted-roots.ts';

export interface ServerTrust {
  /** DER, roots or intermediates. For `system` see `trustedRoots`. */
  readonly anchors: readonly Uint8Array[] | 'system';
  /** Lower-case hex SHA-256 of a certificate in the chain or its SubjectPublicKeyInfo. */
  readonly pins: readonly string[];
}

/** PEM, for TLS client authentication (RFC 7030 §3.3.2). */
export type ClientIdentity = Required<Pick<ConnectionOptions, 'key' | 'cert'>>;

export interface ConnectionRules {
  /** `URL.host` values that the user saw or typed. Other hosts are never contacted. */
  readonly agreed: ReadonlySet<string>;
  /**
   * Null skips verification (RFC 7030 §4.1.1), so send no secret. The socket's `authorized` then reflects
   * `trustedRoots`.
   */
  readonly trust: ServerTrust | null;
  readonly identity?: ClientIdentity;
  /** Uses TLS 1.2, the last version with tls-unique. */
  readonly proving?: boolean;
  readonly publicOnly?: PublicOnly;
  readonly connectMs?: number;
  readonly idleMs?: number;
  /** Called with DER, leaf first, even if the server then aborts the handshake. */
  readonly onChain?: (chain: Uint8Array[]) => void;
}

/** Publishes a ContactRecord before each connection. */
export const contacts = channel('certsteward.contact');
export interface ContactRecord {
  readonly host: string;
  readonly proxy: string | null;
}

/**
 * Resolves once connected and verified per `trust`, before sending anything. Errors: `server-redirected` (host not in
 * `agreed`), `address-refused`, those of `connectionError`.
 */
export async function openConnection(url: URL, rules: ConnectionRules, signal?: AbortSignal): Promise<Socket> {
  if (!rules.agreed.has(url.host)) throw new AppError('server-redirected', { host: url.host });
  try {
    const proxy = await proxyFor(url);
    const addresses = rules.publicOnly ? await checkedAddresses(url, rules.publicOnly, proxy !== null) : null;
    if (signal?.aborted) throw timedOut();
    contacts.publish({ host: url.host, proxy: proxy?.host ?? null } satisfies ContactRecord);
    const late = rules.connectMs === undefined ? [] : [AbortSignal.timeout(rules.connectMs)];
    const until = AbortSignal.any([...(signal ? [signal] : []), ...late]);
    const isSecure = url.protocol === 'https:';
    const { idleMs } = rules;
    const hop =
      proxy && (await ready(connectToProxy(proxy), proxy, { ...(idleMs !== undefined && { idleMs }) }, until));
    if (hop !== null && !isSecure) return hop;
    const tunnel = hop && proxy && (await openTunnel(hop, proxy, url, until));
    const at = { host: bareHost(url), port: portOf(url), ...(addresses && { lookup: pinnedLookup(addresses) }) };
    if (!isSecure) return await ready(connectTcp(at), url, rules, until);
    const socket = connectTls({ ...(tunnel ? { socket: tunnel } : at), ...tlsOptions(at.host, rules) });
    return await ready(socket, url, rules, until);
  } catch (error) {
    throw connectionError(error);
  }
}

function tlsOptions(host: string, { trust, identity, proving }: ConnectionRules): ConnectionOptions {
  const isSystem = trust === null || trust.anchors === 'system';
  return {
    host,
    ...(isIP(host) === 0 && { servername: host }),
    minVersion: 'TLSv1.2',
    ...(proving === true && { maxVersion: 'TLSv1.2' }),
    ALPNProtocols: ['http/1.1'],
    ca: isSystem ? trustedRoots() : trust.anchors.map(pemOf),
    // The anchor may be an intermediate.
    allowPartialTrustChain: !isSystem,
    rejectUnauthorized: trust !== null,
    ...(trust !== null && {
      checkServerIdentity: (name: string, leaf: PeerCertificate) =>
        checkServerIdentity(name, leaf) ?? missingPin(trust.pins, leaf),
    }),
    ...identity,
  };
}

async function ready<S extends Socket>(
  socket: S,
  { protocol }: URL,
  { onChain, idleMs }: Pick<ConnectionRules, 'onChain' | 'idleMs'>,
  until: AbortSignal,
): Promise<S> {
  const { promise, resolve, reject } = Promise.withResolvers<S>();
  const giveUp = (): void => void socket.destroy(timedOut());
  if (until.aborted) giveUp();
  until.addEventListener('abort', giveUp, { once: true });
  const forget = (): void => until.removeEventListener('abort', giveUp);
  if (isTls(socket) && onChain) {
    const tell = (): void => {
      const chain = chainOf(socket);
      if (chain.length > 0) onChain(chain);
    };
    // Read the chain early: TLS 1.2 servers may abort the handshake after sending it.
    socket.on('keylog', tell);
    socket.once('secureConnect', tell);
  }
  socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => {
    forget();
    resolve(socket);
  });
  socket.on('error', reject);
  socket.once('close', () => {
    forget();
    reject(connectionClosed());
  });
  if (idleMs !== undefined) socket.setTimeout(idleMs, giveUp);
  return await promise;
}

function isTls(socket: Socket): socket is TLSSocket {
  return 'getPeerCertificate' in socket;
}

function chainOf(socket: TLSSocket): Uint8Array[] {
  return linksOf(socket.getPeerCertificate(true)).map(({ raw }) => new Uint8Array(raw));
}

export function connectionVerdict(socket: Socket): { readonly trusted: boolean; readonly problem: string | null } {
  const trusted = isTls(socket) && socket.authorized;
  return { trusted, problem: trusted ? null : String((socket as TLSSocket).authorizationError ?? 'unknown') };
}

/**
 * Returns base64 (RFC 7030 §3.5) of the client's first Finished (RFC 5929 §3). RFC 7030 doesn't accept TLS 1.3's
 * tls-exporter (RFC 9266). Errors: `protocol-unsupported`.
 */
export function tlsUnique(socket: Socket | null): string {
  if (socket === null || !isTls(socket)) throw noTlsUnique();
  const finished = socket.getFinished();
  if (socket.getProtocol() !== 'TLSv1.2' || socket.isSessionReused() || !finished?.length) throw noTlsUnique();
  return finished.toString('base64');
}

function missingPin(pins: readonly string[], leaf: PeerCertificate): Error | undefined {
  const isPinned = ({ raw }: Link): boolean => [raw, spkiOf(raw)].some((bytes) => pins.includes(sha256(bytes)));
  return pins.length === 0 || linksOf(leaf).some(isPinned)
    ? undefined
    : new AppError('server-untrusted', { reason: 'pin' });
}

/** Node's `pubkey` is a SubjectPublicKeyInfo only for RSA. */
function spkiOf(raw: Uint8Array): Uint8Array {
  return encodingOf(raw, readCertificateLayout(raw).spki);
}

interface Link {
  readonly raw: Buffer;
  readonly issuerCertificate?: Link;
}

const maxChain = 20;

function linksOf(leaf: Link): Link[] {
  const links: Link[] = [];
  for (let link: Link | undefined = leaf; link?.raw && !links.includes(link) && links.length < maxChain;) {
    links.push(link);
    link = link.issuerCertificate;
  }
  return links;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function pemOf(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
}
