// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { checkServerIdentity, connect, type ConnectionOptions, type PeerCertificate, type TLSSocket } from 'node:tls';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../../shared/domain/errors/error-codes.ts';
import { readCertificateLayout } from '../../../x509/certificate/certificate-layout.ts';
import { encodingOf } from '../../../x509/der/der-reader.ts';
import type { ServerAddress } from './server-address.ts';
import { noTlsUnique } from './tls-unique.ts';

/** For one connection. */
export interface ServerTrust {
  /** DER; at least one. */
  readonly anchors: readonly Uint8Array[];
  /** SHA-256 of a chain's certificate or SubjectPublicKeyInfo, lower-case hex. */
  readonly pins: readonly string[];
  /** With system trust, browsers accept no intermediate as anchor. */
  readonly rootsOnly?: boolean;
}

/** RFC 7030 §3.3.2. PEM. */
export type ClientIdentity = Required<Pick<ConnectionOptions, 'key' | 'cert'>>;

const maxChain = 20;

/**
 * Resolves after a verified handshake, before anything else is sent. `trust` null: unverified (RFC 7030 §4.1.1); send
 * no secret. Errors: `server-untrusted`, `server-certificate-name`, `server-certificate-expired`, `server-unreachable`.
 */
export async function connectTo(
  { host, port }: ServerAddress,
  trust: ServerTrust | null,
  {
    identity,
    proving = false,
    signal,
  }: {
    readonly identity?: ClientIdentity;
    /** TLS 1.2, the last with tls-unique. */
    readonly proving?: boolean;
    readonly signal: AbortSignal;
  },
): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const socket = connect({
    host,
    port,
    ...(isIP(host) === 0 && { servername: host }),
    minVersion: 'TLSv1.2',
    ...(proving && { maxVersion: 'TLSv1.2' }),
    ALPNProtocols: ['http/1.1'],
    ...(trust === null
      ? { rejectUnauthorized: false }
      : {
          ca: trust.anchors.map(pemOf),
          // The anchor may be an intermediate.
          allowPartialTrustChain: trust.rootsOnly !== true,
          rejectUnauthorized: true,
          checkServerIdentity: (name: string, leaf: PeerCertificate) =>
            checkServerIdentity(name, leaf) ?? missingPin(trust.pins, leaf),
        }),
    ...identity,
  });
  const onAbort = (): void => void socket.destroy(Object.assign(new Error('no progress'), { code: 'ETIMEDOUT' }));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', onAbort));
  socket.once('secureConnect', () => resolve(socket));
  socket.on('error', (error: NodeJS.ErrnoException) => reject(connectionError(error)));
  return await promise;
}

/** DER, leaf first. */
export function chainOf(socket: TLSSocket): Uint8Array[] {
  return linksOf(socket.getPeerCertificate(true)).map(({ raw }) => new Uint8Array(raw));
}

export function connectionError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  // Only when forced to TLS 1.2.
  if (code === 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION') return noTlsUnique();
  return new AppError(codes[code] ?? 'server-unreachable', { reason: code });
}

/** openssl-verify(1ssl) and Node. */
const codes: Readonly<Record<string, ErrorCode>> = {
  CERT_HAS_EXPIRED: 'server-certificate-expired',
  CERT_NOT_YET_VALID: 'server-certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'server-certificate-name',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'server-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'server-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'server-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'server-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'server-untrusted',
  CERT_UNTRUSTED: 'server-untrusted',
  CERT_REJECTED: 'server-untrusted',
  CERT_SIGNATURE_FAILURE: 'server-untrusted',
  INVALID_CA: 'server-untrusted',
  INVALID_PURPOSE: 'server-untrusted',
};

function missingPin(pins: readonly string[], leaf: PeerCertificate): Error | undefined {
  const isPinned = ({ raw }: Link): boolean => [raw, spkiOf(raw)].some((bytes) => pins.includes(sha256(bytes)));
  return pins.length === 0 || linksOf(leaf).some(isPinned)
    ? undefined
    : new AppError('server-untrusted', { reason: 'pin' });
}

/** DER. Node's `pubkey` is this for RSA alone, and BoringSSL does not know every key. */
function spkiOf(raw: Uint8Array): Uint8Array {
  return encodingOf(raw, readCertificateLayout(raw).spki);
}

interface Link {
  readonly raw: Buffer;
  readonly issuerCertificate?: Link;
}

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
