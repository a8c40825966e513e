// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { ReleaseList } from '../../../shared/schemas/releases.ts';
import { openssl } from '../openssl/openssl.ts';

const root = resolve(import.meta.dirname, '../../..');

/** A minisign key without a password. */
export interface Signer {
  /** Second line of the public key file. */
  readonly publicKey: string;
  /** Returns the text of the `.minisig` for `file`. `older` signs the file itself instead of its hash. */
  sign(file: string | Uint8Array, options?: { readonly older?: boolean }): string;
}

export function newSigner(folder: string, name: string): Signer {
  const [secret, open, file] = ['key', 'pub', 'json'].map((end) => join(folder, `${name}.${end}`)) as [
    string,
    string,
    string,
  ];
  execFileSync('minisign', ['-G', '-W', '-f', '-p', open, '-s', secret], { stdio: 'ignore' });
  return {
    publicKey: readFileSync(open, 'utf8').split('\n')[1] ?? '',
    sign(text, { older = false } = {}) {
      writeFileSync(file, text);
      rmSync(`${file}.minisig`, { force: true });
      execFileSync('minisign', ['-S', ...(older ? ['-l'] : []), '-s', secret, '-m', file], { stdio: 'ignore' });
      return readFileSync(`${file}.minisig`, 'utf8');
    },
  };
}

export function listOf(change: Partial<ReleaseList> = {}): ReleaseList {
  const page = 'https://releases.example.org/9.1.0';
  return {
    program: 'certsteward',
    number: 7,
    issued: new Date(Date.now() - 86_400_000).toISOString(),
    expires: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    releases: [
      { version: '0.0.9', published: '2026-01-01T00:00:00Z', page: 'https://releases.example.org/0.0.9' },
      { version: '9.1.0', published: '2026-11-20T08:00:00Z', page },
      { version: '9.0.12', published: '2026-10-01T00:00:00Z', page: 'https://releases.example.org/9.0.12' },
    ],
    ...change,
  };
}

export interface ReleaseServer {
  readonly port: number;
  readonly address: string;
  /** PEM of the TLS certificate's issuer. */
  readonly authority: string;
  readonly authorityFile: string;
  /** Sets the files to serve. Null returns 404. */
  publish(file: string | Uint8Array | null, signature: string | null): void;
  /** Called once, before the next signature is served. */
  beforeSignature: (() => void) | null;
  /** Method, path and header names of every request. */
  readonly requests: string[];
  close(): Promise<void>;
}

export async function startReleaseServer(folder: string): Promise<ReleaseServer> {
  const at = (name: string) => join(folder, name);
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '20'];
  openssl(['req', '-x509', ...made, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Release CA']);
  const issued = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-addext', 'subjectAltName=DNS:localhost'];
  const asked = ['-keyout', at('tls.key'), '-out', at('tls.pem'), '-subj', '/CN=localhost'];
  openssl(['req', '-x509', ...made, ...asked, ...issued, '-addext', 'basicConstraints=critical,CA:FALSE']);
  let published: { file: string | Uint8Array | null; signature: string | null } = { file: null, signature: null };
  const requests: string[] = [];
  const server = createServer(
    { cert: readFileSync(at('tls.pem')), key: readFileSync(at('tls.key')) },
    (request, answer) => {
      if (request.url?.endsWith('.minisig') === true) {
        released.beforeSignature?.();
        released.beforeSignature = null;
      }
      requests.push(`${request.method} ${request.url} ${Object.keys(request.headers).toSorted().join(',')}`);
      const body =
        { '/list.json': published.file, '/list.json.minisig': published.signature }[request.url ?? ''] ?? null;
      answer.statusCode = body === null ? 404 : 200;
      answer.end(body ?? 'none');
    },
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const released: ReleaseServer = {
    port,
    beforeSignature: null,
    address: `https://localhost:${port}/list.json`,
    authority: readFileSync(at('ca.pem'), 'utf8'),
    authorityFile: at('ca.pem'),
    publish: (file, signature) => void (published = { file, signature }),
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return released;
}

/** Copies the built app, adds an update location and returns the copy's `dist`. */
export function buildNaming(
  folder: string,
  place: { readonly address: string; readonly keys: readonly string[] },
): string {
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...own, releases: place }));
  return join(folder, 'dist');
}
