// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import { openssl } from '../openssl/openssl.ts';
import { testAuthority } from './test-authority.ts';

/** A proxy between a TLS client and a server on the same host. Passes octets through until `intercept`. */
export interface TlsProxy {
  readonly port: number;
  readonly anchor: string;
  /** Makes the proxy present its own certificate and read the client's data. */
  intercept(): void;
  /** Number of connections since `intercept`. */
  connections(): number;
  /** Decrypted client data since `intercept`. */
  read(): string;
}

export async function startTlsProxy(folder: string, target: number): Promise<TlsProxy> {
  const authority = testAuthority(folder, { subject: '/CN=Somebody in between' });
  const at = (name: string): string => join(folder, `proxy-${name}`);
  const fresh = ['-newkey', 'rsa:2048', '-nodes', '-keyout', at('key'), '-subj', '/CN=127.0.0.1'];
  openssl(['req', ...fresh, '-addext', 'subjectAltName=IP:127.0.0.1', '-out', at('csr')]);
  const key = authority.certificate.replace(/ca\.pem$/, 'ca.key');
  const sign = ['x509', '-req', '-in', at('csr'), '-CA', authority.certificate, '-CAkey', key, '-days', '30'];
  openssl([...sign, '-copy_extensions', 'copy', '-out', at('pem')]);

  let [isReading, count, text] = [false, 0, ''];
  const own = createTlsServer({ key: readFileSync(at('key')), cert: readFileSync(at('pem')) }, (client) => {
    const server = connectTls({ port: target, host: '127.0.0.1', rejectUnauthorized: false });
    client.on('data', (part: Buffer) => (text += part.toString('latin1')));
    bothWays(client, server);
  });
  own.on('tlsClientError', () => undefined);
  const inner = await listening(own);
  const front = createServer((client) => {
    if (isReading) count += 1;
    bothWays(client, connect(isReading ? inner : target, '127.0.0.1'));
  });
  const port = await listening(front);
  return {
    port,
    anchor: authority.certificate,
    intercept: () => void (isReading = true),
    connections: () => count,
    read: () => text,
  };
}

function bothWays(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one);
  one.on('error', () => other.destroy());
  other.on('error', () => one.destroy());
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
