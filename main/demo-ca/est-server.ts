// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { pemBlock } from '../formats/writers/write-pem.ts';
import { writePkcs7 } from '../formats/writers/write-pkcs7.ts';
import { readCertificateLayout } from '../x509/certificate/certificate-layout.ts';
import { encodingOf } from '../x509/der/der-reader.ts';
import type { DemoAuthority } from './demo-authority.ts';

/** Not secret: it only demonstrates enrolment codes. */
export const demoCode = 'demo';

const root = '/.well-known/est';
const maxBodyBytes = 64 * 1024;

interface Answer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
}

/**
 * Serves EST (RFC 7030, RFC 8951) on a free loopback port: cacerts, simpleenroll (any user, `demoCode`) and
 * simplereenroll (TLS certificate of the same holder). Resolves with the address.
 */
export async function startEstServer(authority: DemoAuthority): Promise<string> {
  const pem = (label: 'CERTIFICATE' | 'PRIVATE KEY', der: Uint8Array): Buffer => Buffer.from(pemBlock(label, der));
  const server = createServer({
    key: pem('PRIVATE KEY', authority.server.key),
    cert: pem('CERTIFICATE', authority.server.certificate),
    ca: pem('CERTIFICATE', authority.certificate),
    minVersion: 'TLSv1.2',
    requestCert: true,
    // A first enrolment has no certificate. For renewals, `holderOf` checks it.
    rejectUnauthorized: false,
  });
  server.on('request', (request) => {
    answerTo(authority, request)
      .then((answer) => send(request, answer))
      .catch(() => request.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}${root}`;
}

async function answerTo(authority: DemoAuthority, request: IncomingMessage): Promise<Answer> {
  const asked = `${request.method} ${request.url}`;
  if (asked === `GET ${root}/cacerts`) return certificate(authority.certificate);
  const isRenewal = asked === `POST ${root}/simplereenroll`;
  if (!isRenewal && asked !== `POST ${root}/simpleenroll`) return refusal(404, 'no such operation');
  const csr = await bodyOf(request);
  if (csr === null) return refusal(413, 'too large');
  const holder = isRenewal ? holderOf(request.socket as TLSSocket) : null;
  if (isRenewal && holder === null) return refusal(403, 'a renewal needs the old certificate');
  if (!isRenewal && !hasCode(request)) {
    return refusal(401, 'the code is: demo', 'WWW-Authenticate: Basic realm="CertSteward demo-ca"');
  }
  const issued = await authority.issue(csr, holder);
  return issued === null ? refusal(400, 'not a request of this holder that its own key signed') : certificate(issued);
}

/** Wraps the base64, as Cisco's client requires. */
function certificate(der: Uint8Array): Answer {
  const base64 = Buffer.from(writePkcs7([der])).toString('base64');
  const headers = ['Content-Type: application/pkcs7-mime; smime-type=certs-only', 'Content-Transfer-Encoding: base64'];
  return { status: 200, headers, body: base64.replaceAll(/.{1,76}/g, '$&\n') };
}

function refusal(status: number, reason: string, ...more: readonly string[]): Answer {
  return { status, headers: ['Content-Type: text/plain', ...more], body: `${reason}\n` };
}

/** Responds in the HTTP version of the request. Cisco's client needs 1.0, but Node always writes 1.1. */
function send({ socket, httpVersion }: IncomingMessage, { status, headers, body }: Answer): void {
  const date = `Date: ${new Date().toUTCString()}`;
  const all = [...headers, date, `Content-Length: ${body.length}`, 'Connection: close'].join('\r\n');
  socket.end(`HTTP/${httpVersion} ${status} ${STATUS_CODES[status]}\r\n${all}\r\n\r\n${body}`);
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  // Node reads no more than Content-Length.
  if (!(Number(request.headers['content-length']) <= maxBodyBytes)) return null;
  let text = '';
  for await (const part of request) text += (part as Buffer).toString('latin1');
  return new Uint8Array(Buffer.from(text, 'base64'));
}

function hasCode({ headers }: IncomingMessage): boolean {
  const [, login = ''] = /^basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
  return Buffer.from(login, 'base64').toString('utf8').endsWith(`:${demoCode}`);
}

/** Returns the client certificate's DER subject, or null unless this CA issued it. */
function holderOf(socket: TLSSocket): Uint8Array | null {
  if (!socket.authorized) return null;
  const der = new Uint8Array(socket.getPeerCertificate().raw);
  return encodingOf(der, readCertificateLayout(der).subject);
}
