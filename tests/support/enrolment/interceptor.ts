// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import { openssl } from '../openssl/openssl.ts';
import { testAuthority } from './test-authority.ts';

/** A TLS-intercepting proxy in front of a server, with a certificate from a separate CA. */
export interface Interceptor {
  readonly url: string;
  /** Path of its CA in PEM. A client that trusts this CA accepts the proxy. */
  readonly anchor: string;
  readonly connections: () => number;
  /** All client data, decrypted. */
  readonly seen: () => string;
}

/** `name` is its CA's name in openssl form. `host` is its certificate's subjectAltName. */
export async function startInterceptor(
  folder: string,
  upstream: string,
  { name = '/CN=Somebody Else CA', host = 'IP:127.0.0.1' }: { readonly name?: string; readonly host?: string } = {},
): Promise<Interceptor> {
  const authority = testAuthority(folder, { subject: name });
  const at = (file: string): string => join(folder, `interceptor-${crypto.randomUUID().slice(0, 8)}-${file}`);
  const [key, csr, ext, pem] = [at('key'), at('csr'), at('ext'), at('pem')];
  openssl(['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-subj', '/CN=127.0.0.1', '-out', csr]);
  writeFileSync(ext, `subjectAltName=${host}\nextendedKeyUsage=serverAuth\n`);
  const signer = ['-CA', authority.certificate, '-CAkey', authority.certificate.replace(/ca\.pem$/, 'ca.key')];
  openssl(['x509', '-req', '-in', csr, ...signer, '-days', '30', '-extfile', ext, '-out', pem]);
  const { hostname, port: behind, pathname } = new URL(upstream);
  const parts: Buffer[] = [];
  let connections = 0;
  const chain = Buffer.concat([readFileSync(pem), readFileSync(authority.certificate)]);
  const server = createServer({ key: readFileSync(key), cert: chain }, (client) => {
    const onwards = connect({ host: hostname, port: Number(behind), rejectUnauthorized: false });
    client.on('data', (part: Buffer) => parts.push(part));
    client.pipe(onwards).pipe(client);
    for (const socket of [client, onwards]) socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `https://127.0.0.1:${port}${pathname}`,
    anchor: authority.certificate,
    connections: () => connections,
    seen: () => Buffer.concat(parts).toString('latin1'),
  };
}
