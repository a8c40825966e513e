// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { encodingOf, listChildren, readElement, readWhole, tags } from '../../../main/x509/der/der-reader.ts';
import { openssl } from '../openssl/openssl.ts';
import { freePort } from '../free-port.ts';

/**
 * OpenSSL's CMP server (`openssl cmp -port`) behind TLS. It returns a certificate given at startup, so it starts on the
 * first message, after `openssl x509` has issued a certificate for the message's key.
 */
export interface CmpTestServer {
  readonly folder: string;
  readonly url: string;
  /** Path of a PEM file with its CA and, if `sm2`, its TLS CA. */
  readonly anchor: string;
  readonly reference: string;
  readonly code: string;
  /** PKIBody choices received, in order. */
  readonly received: readonly number[];
  readonly bodies: readonly Buffer[];
  profile(more?: Readonly<Record<string, unknown>>): string;
  processIds(): readonly number[];
  /** Takes effect with the next message. */
  restart(changed: CmpServerMode): void;
  stop(): Promise<void>;
}

export interface CmpServerMode {
  /** Options for `openssl cmp`. */
  readonly options?: readonly string[];
  readonly signs?: boolean;
}

export interface CmpServerOptions extends CmpServerMode {
  /** Path of the certificate to return. Defaults to one for the requested key. */
  readonly certificate?: string;
  readonly days?: number;
  /**
   * The CA signs certificates with SM2 and an empty user ID, because `openssl cmp` in OpenSSL 3 can't set one. TLS
   * stays RSA, as at real CAs. The response signing key stays RSA, because its digest can't be set either.
   */
  readonly sm2?: boolean;
  /** Alters an answer in transit. */
  readonly change?: (answer: Buffer) => Buffer;
}

export async function startCmpServer({
  certificate,
  days = 90,
  sm2 = false,
  change = (answer) => answer,
  ...started
}: CmpServerOptions = {}): Promise<CmpTestServer> {
  let mode: CmpServerMode = started;
  const folder = mkdtempSync(join(tmpdir(), 'cs-cmp-'));
  const at = (name: string): string => join(folder, name);
  const [reference, code] = ['参考号-4711', '授权码-0815'];
  const ca = [
    '-addext',
    'basicConstraints=critical,CA:TRUE',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign,digitalSignature',
  ];
  const rsa = ['-newkey', 'rsa:2048', '-nodes'];
  const own = sm2 ? ['-newkey', 'sm2', '-sm3', '-nodes'] : rsa;
  const authority = (key: readonly string[], name: string, subject: string): void => {
    const files = ['-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)];
    openssl(['req', '-x509', ...key, ...files, '-days', '3650', '-subj', subject, ...ca]);
  };
  authority(own, 'ca', '/CN=CMP CA');
  const tlsCa = sm2 ? 'tls-ca' : 'ca';
  if (sm2) authority(rsa, tlsCa, '/CN=TLS CA');
  const anchor = at('anchor.pem');
  writeFileSync(anchor, Buffer.concat([...new Set(['ca', tlsCa])].map((name) => readFileSync(at(`${name}.pem`)))));
  const issue = (csr: readonly string[], extensions: string, out: string, by = 'ca'): void => {
    writeFileSync(at('ext'), extensions);
    const signing = ['-CA', at(`${by}.pem`), '-CAkey', at(`${by}.key`), ...(sm2 && by === 'ca' ? ['-sm3'] : [])];
    openssl(['x509', ...csr, ...signing, '-days', String(days), '-extfile', at('ext'), '-out', out]);
  };
  openssl(['req', ...rsa, '-keyout', at('tls.key'), '-out', at('tls.csr'), '-subj', '/CN=127.0.0.1']);
  const tlsExtensions = 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n';
  issue(['-req', '-in', at('tls.csr')], tlsExtensions, at('tls.pem'), tlsCa);
  openssl(['req', ...rsa, '-keyout', at('ra.key'), '-out', at('ra.csr'), '-subj', '/CN=CMP RA']);
  issue(
    ['-req', '-in', at('ra.csr')],
    'keyUsage=digitalSignature\nextendedKeyUsage=1.3.6.1.5.5.7.3.28\n',
    at('ra.pem'),
  );

  const state: { backend: ChildProcess | null; port: number; received: number[]; bodies: Buffer[]; log: string } = {
    backend: null,
    port: 0,
    received: [],
    bodies: [],
    log: '',
  };

  /** Issues the certificate for the message's key, if it has one. */
  function issueFor(message: Buffer): void {
    const [, body] = listChildren(message, readWhole(message, tags.sequence));
    if (body === undefined) return;
    const content = readElement(message, body.content, body.end);
    const extensions = 'keyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\nsubjectKeyIdentifier=hash\n';
    if (body.tagNumber === 4) {
      writeFileSync(at('asked.der'), encodingOf(message, content));
      issue(['-req', '-inform', 'DER', '-in', at('asked.der')], extensions, at('issued.pem'));
      return;
    }
    const [first] = listChildren(message, content);
    const [asked] = first ? listChildren(message, first) : [];
    const [, template] = asked ? listChildren(message, asked) : [];
    const key = template && listChildren(message, template).find(({ tagNumber }) => tagNumber === 6);
    if (key === undefined) return;
    // Restore the SubjectPublicKeyInfo tag.
    const spki = Buffer.from(encodingOf(message, key));
    spki[0] = tags.sequence;
    writeFileSync(at('key.der'), spki);
    openssl(['pkey', '-pubin', '-inform', 'DER', '-in', at('key.der'), '-out', at('key.pem')]);
    issue(['-new', '-force_pubkey', at('key.pem'), '-subj', '/C=CN/CN=Zhang San'], extensions, at('issued.pem'));
  }

  async function startBackend(): Promise<void> {
    state.port = await freePort();
    const words = ['cmp', '-port', String(state.port), '-srv_ref', reference, '-srv_secret', `pass:${code}`];
    const signing = ['-srv_cert', at('ra.pem'), '-srv_key', at('ra.key'), '-srv_untrusted', at('ca.pem')];
    const trusted = [
      '-srv_trusted',
      at('ca.pem'),
      '-rsp_cert',
      certificate ?? at('issued.pem'),
      '-rsp_extracerts',
      at('ca.pem'),
    ];
    const backend = spawn('openssl', [
      ...(mode.signs === true ? ['cmp', '-port', String(state.port), ...signing] : words),
      ...trusted,
      ...(mode.options ?? []),
    ]);
    backend.stderr.on('data', (part: Buffer) => (state.log += part.toString()));
    state.backend = backend;
    for (let left = 100; left > 0; left -= 1) {
      const socket = connect(state.port, '127.0.0.1');
      const open = await Promise.race([
        once(socket, 'connect').then(() => true),
        once(socket, 'error').then(() => false),
      ]).catch(() => false);
      socket.destroy();
      if (open) return;
      await setTimeout(50);
    }
    throw new Error(`openssl cmp does not listen: ${state.log}`);
  }

  async function forward(message: Buffer): Promise<{ status: number; body: Buffer }> {
    const asked = request({
      port: state.port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/',
      agent: false,
      headers: { 'Content-Type': 'application/pkixcmp', 'Content-Length': message.length },
    });
    asked.end(message);
    const [answer] = (await once(asked, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    const parts: Buffer[] = [];
    for await (const part of answer) parts.push(part as Buffer);
    return { status: answer.statusCode, body: Buffer.concat(parts) };
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    // Like OpenSSL's server, refuse GET but send the date.
    if (incoming.method !== 'POST') return void outgoing.writeHead(405).end();
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const message = Buffer.concat(parts);
    const [, body] = listChildren(message, readWhole(message, tags.sequence));
    state.received.push(body?.tagNumber ?? -1);
    state.bodies.push(message);
    if (state.backend === null) {
      issueFor(message);
      await startBackend();
    }
    const forwarded = await forward(message);
    outgoing.writeHead(forwarded.status, { 'Content-Type': 'application/pkixcmp' }).end(change(forwarded.body));
  }

  // Send the TLS CA too, so that clients can show it.
  const chain = Buffer.concat([readFileSync(at('tls.pem')), readFileSync(at(`${tlsCa}.pem`))]);
  const tls = { key: readFileSync(at('tls.key')), cert: chain };
  const front: Server = createServer(tls, (incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const url = `https://127.0.0.1:${(front.address() as AddressInfo).port}/pkix/`;

  return {
    folder,
    url,
    reference,
    code,
    anchor,
    received: state.received,
    bodies: state.bodies,
    profile(more = {}) {
      const path = at(`profile-${Math.random()}.json`);
      writeFileSync(path, JSON.stringify({ name: 'CMP', protocol: 'cmp', url, ...more }));
      return path;
    },
    processIds: () => (state.backend?.pid === undefined ? [] : [state.backend.pid]),
    restart(changed) {
      state.backend?.kill('SIGKILL');
      state.backend = null;
      mode = changed;
    },
    async stop() {
      state.backend?.kill('SIGKILL');
      front.closeAllConnections();
      front.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
