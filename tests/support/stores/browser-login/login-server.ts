// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';

/**
 * An HTTPS server that returns the client certificate's common name (`/sha256`: its SHA-256). It disconnects clients
 * without an accepted certificate.
 */
export interface LoginServer {
  readonly port: number;
  readonly url: string;
  /** Common names of accepted clients that requested `/`, in order. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

export interface LoginServerOptions {
  readonly certificate: string;
  readonly key: string;
  /** PEM of the CAs whose client certificates are accepted. */
  readonly clientAuthorities: readonly string[];
}

export async function startLoginServer(options: LoginServerOptions): Promise<LoginServer> {
  const seen: string[] = [];
  const server = createServer(
    {
      cert: options.certificate,
      key: options.key,
      ca: [...options.clientAuthorities],
      requestCert: true,
      rejectUnauthorized: true,
    },
    (request, response) => {
      const { subject, fingerprint256 } = (request.socket as TLSSocket).getPeerCertificate();
      const name = String(subject.CN);
      if (request.url === '/') seen.push(name);
      response.setHeader('Connection', 'close');
      // Distinguishes certificates with the same name.
      const said =
        request.url === '/sha256' ? `sha256=${fingerprint256.replaceAll(':', '').toLowerCase()}` : `subject=${name}`;
      response.end(`<!doctype html><title>in</title><body>${said}</body>`);
    },
  );
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `https://localhost:${port}/`,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
