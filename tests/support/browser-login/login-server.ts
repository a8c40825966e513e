import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** A TLS server that answers with the subject of the client's certificate, and closes on everybody else. */
export interface LoginServer {
  readonly port: number;
  /** `https://localhost:PORT/` */
  readonly url: string;
  /** Common names of those that came in, in order. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

export interface LoginServerOptions {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  /** PEM of the authorities that issue what may come in. */
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
      const name = String((request.socket as TLSSocket).getPeerCertificate().subject.CN);
      if (request.url === '/') seen.push(name);
      response.setHeader('Connection', 'close');
      response.end(`<!doctype html><title>in</title><body>subject=${name}</body>`);
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
