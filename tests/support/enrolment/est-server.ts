// SPDX-License-Identifier: Apache-2.0
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, openSync, closeSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../free-port.ts';
import { openssl } from '../openssl/openssl.ts';

const run = promisify(execFile);

/** Cisco's estserver (Debian's libest-utils), with a built-in user name and password and a separate CA. */
export interface EstTestServer {
  readonly folder: string;
  readonly processId: number;
  readonly url: string;
  readonly anchor: string;
  readonly user: 'estuser';
  readonly password: 'estpwd';
  log(): string;
  issued(): number;
  /** Writes a profile with the additional members `more` and returns its path. */
  profile(more?: Readonly<Record<string, unknown>>): string;
  /** Sends a CSR (PEM file) and the password with curl, and returns the HTTP status. */
  send(operation: string, csr: string): Promise<number>;
  stop(): Promise<void>;
}

export function estServerUnavailable(): string | null {
  return spawnSync('estserver', ['-?'], { stdio: 'ignore' }).error === undefined ? null : 'libest-utils';
}

const settings = `[ ca ]
default_ca = CA_default
[ CA_default ]
dir = ./estCA
database = $dir/index.txt
unique_subject = no
new_certs_dir = $dir/newcerts
certificate = $dir/cacert.crt
serial = $dir/serial
private_key = $dir/private/cakey.pem
x509_extensions = usr_cert
copy_extensions = copy
default_days = 365
default_md = sha256
preserve = yes
policy = policy_any
[ policy_any ]
countryName = optional
organizationName = optional
commonName = supplied
[ usr_cert ]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid,issuer
`;

/** `options` are passed to estserver, such as `-h` (Digest) or `-m 60` (pending). */
export async function startEstServer(options: readonly string[] = ['-o']): Promise<EstTestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-est-'));
  const at = (name: string): string => join(folder, name);
  mkdirSync(at('estCA/private'), { recursive: true });
  mkdirSync(at('estCA/newcerts'));
  writeFileSync(at('estCA/index.txt'), '');
  writeFileSync(at('estCA/serial'), '01');
  writeFileSync(at('servers.cnf'), settings);
  const anchor = at('estCA/cacert.crt');
  const key = at('estCA/private/cakey.pem');
  const ca = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  const fresh = ['-newkey', 'rsa:2048', '-nodes'];
  openssl(['req', '-x509', ...fresh, '-keyout', key, '-out', anchor, '-days', '3650', '-subj', '/CN=EST CA', ...ca]);
  openssl(['req', ...fresh, '-keyout', at('srv.key'), '-out', at('srv.csr'), '-subj', '/CN=127.0.0.1']);
  writeFileSync(
    at('srv.ext'),
    'subjectAltName=IP:127.0.0.1,DNS:est.example\nextendedKeyUsage=serverAuth,1.3.6.1.5.5.7.3.28\n',
  );
  const sign = ['x509', '-req', '-in', at('srv.csr'), '-CA', anchor, '-CAkey', key, '-days', '365'];
  openssl([...sign, '-extfile', at('srv.ext'), '-out', at('srv.pem')]);
  writeFileSync(at('all.pem'), Buffer.concat(['srv.pem', 'srv.key'].map((name) => readFileSync(at(name)))));
  const port = await freePort();
  const log = openSync(at('log'), 'a');
  const words = ['-c', at('all.pem'), '-k', at('srv.key'), '-r', 'estrealm', '-p', String(port), '-v', ...options];
  const server = spawn('estserver', words, {
    cwd: folder,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      EST_TRUSTED_CERTS: anchor,
      EST_CACERTS_RESP: anchor,
      EST_OPENSSL_CACONFIG: at('servers.cnf'),
    },
  });
  closeSync(log);
  const ended = once(server, 'exit');
  await answering(port);
  const url = `https://127.0.0.1:${port}/.well-known/est`;
  return {
    folder,
    processId: server.pid ?? 0,
    url,
    anchor,
    user: 'estuser',
    password: 'estpwd',
    log: () => readFileSync(at('log'), 'utf8'),
    issued: () => readFileSync(at('estCA/index.txt'), 'utf8').split('\n').length - 1,
    profile(more = {}) {
      const path = at(`profile-${crypto.randomUUID().slice(0, 8)}.json`);
      writeFileSync(path, JSON.stringify({ name: 'EST', protocol: 'est', url, ...more }));
      return path;
    },
    async send(operation, csr) {
      const body = at(`sent-${crypto.randomUUID().slice(0, 8)}`);
      writeFileSync(body, `${openssl(['req', '-in', csr, '-outform', 'DER']).toString('base64')}\n`);
      const words = ['-s', '-o', '/dev/null', '-w', '%{http_code}', '--cacert', anchor, '-u', 'estuser:estpwd'];
      const kind = ['-H', 'Content-Type: application/pkcs10', '--data-binary', `@${body}`];
      const { stdout } = await run('curl', [...words, ...kind, `${url}/${operation}`]);
      return Number(stdout);
    },
    async stop() {
      server.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const socket = connect(port, '127.0.0.1');
    const stands = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (stands) return;
    await setTimeout(50);
  }
  throw new Error('estserver does not answer');
}
