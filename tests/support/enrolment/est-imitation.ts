// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openssl } from '../openssl/openssl.ts';
import { testAuthority, type TestAuthority } from './test-authority.ts';

/** An EST server whose responses come from the test. `authority` issued its certificate. */
export interface EstImitation {
  readonly url: string;
  readonly authority: TestAuthority;
  /** Requests such as `POST /.well-known/est/simpleenroll`. */
  readonly asked: readonly string[];
  /** The last CSR received, in PEM. */
  csr(): string;
}

export type Answer = (operation: string, answer: ServerResponse, csrFile: string, authority: TestAuthority) => void;

/** `answer` handles every operation. `tls` sets TLS server options such as versions. */
export async function startEstImitation(
  folder: string,
  answer: Answer,
  tls: ServerOptions = {},
  authority = testAuthority(folder),
): Promise<EstImitation> {
  const at = (name: string): string => join(folder, `imitation-${name}`);
  const fresh = ['-newkey', 'rsa:2048', '-nodes', '-keyout', at('key'), '-subj', '/CN=127.0.0.1'];
  openssl(['req', ...fresh, '-addext', 'subjectAltName=IP:127.0.0.1', '-out', at('csr')]);
  const key = authority.certificate.replace(/ca\.pem$/, 'ca.key');
  const sign = ['x509', '-req', '-in', at('csr'), '-CA', authority.certificate, '-CAkey', key, '-days', '30'];
  openssl([...sign, '-copy_extensions', 'copy', '-out', at('pem')]);
  const asked: string[] = [];
  const csrFile = at('received.csr');
  const server = createServer({ ...tls, key: readFileSync(at('key')), cert: readFileSync(at('pem')) });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method} ${request.url}`);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (parts.length > 0) {
        const body = Buffer.concat(parts).toString('latin1').trim();
        writeFileSync(csrFile, `-----BEGIN CERTIFICATE REQUEST-----\n${body}\n-----END CERTIFICATE REQUEST-----\n`);
      }
      answer(request.url?.split('/').at(-1) ?? '', response, csrFile, authority);
    });
  });
  server.on('clientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `https://127.0.0.1:${port}/.well-known/est`,
    authority,
    asked,
    csr: () => readFileSync(csrFile, 'utf8'),
  };
}

/** Encodes certificates (PEM files) as an EST response body. */
export function certsOnly(...files: readonly string[]): string {
  const words = files.flatMap((file) => ['-certfile', file]);
  return openssl(['crl2pkcs7', '-nocrl', ...words, '-outform', 'DER']).toString('base64');
}
