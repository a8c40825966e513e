// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ServerCertificate } from './server-certificates.ts';

/** From apache2-bin, which installs no system service. */
const program = '/usr/sbin/apache2';
const modules = '/usr/lib/apache2/modules';

/** Why there is no Apache to test with, or null. */
export const missingApache: string | null =
  existsSync(program) && existsSync(join(modules, 'mod_dav_fs.so'))
    ? null
    : 'the Debian package apache2-bin is missing';

/** Whether `diskBytes` works: mounting its tmpfs needs root. */
export const canMount =
  process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'x', '/mnt']).status === 0;

export interface Apache {
  readonly port: number;
  readonly url: string;
  readonly folder: string;
  names(): string[];
  stop(): Promise<void>;
}

export interface ApacheOptions {
  readonly user: string;
  readonly password: string;
  readonly login?: 'basic' | 'digest';
  readonly certificate?: ServerCertificate;
  /** Size of the collection's tmpfs, private to the server. */
  readonly diskBytes?: number;
  /** Additional configuration lines. */
  readonly extra?: readonly string[];
}

/** Debian's Apache with mod_dav on a separate loopback port, without the system's configuration. */
export async function startApache(options: ApacheOptions): Promise<Apache> {
  const base = mkdtempSync(join(tmpdir(), 'cs-webdav-'));
  const folder = join(base, 'root/dav');
  mkdirSync(folder, { recursive: true });
  // Apache drops root privileges, but must write to these folders.
  for (const each of [base, join(base, 'root'), folder]) chmodSync(each, 0o777);
  const port = await freePort();
  writeFileSync(join(base, 'users'), users(options));
  const file = join(base, 'apache.conf');
  writeFileSync(file, configuration(base, port, options));
  const apache = [program, '-f', file, '-D', 'FOREGROUND'];
  const mount = `mount -t tmpfs -o size=${options.diskBytes ?? 0},mode=777 tmpfs "$0" && exec "$@"`;
  const [command = '', ...words] =
    options.diskBytes === undefined ? apache : ['unshare', '--mount', 'sh', '-c', mount, folder, ...apache];
  const child = spawn(command, words, { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const log = join(base, 'error.log');
  for (let turn = 0; !existsSync(log) || !readFileSync(log, 'utf8').includes('resuming normal operations'); turn += 1) {
    if (child.exitCode !== null || turn > 600)
      throw new Error(`apache2 did not start:\n${configuration(base, port, options)}`);
    await setTimeout(50);
  }
  return {
    port,
    url: `${options.certificate ? 'https' : 'http'}://localhost:${port}/dav`,
    folder,
    // The server's mount is visible only through its process.
    names: () => readdirSync(options.diskBytes === undefined ? folder : `/proc/${child.pid ?? 0}/root${folder}`),
    async stop() {
      child.kill('SIGTERM');
      await gone;
      rmSync(base, { recursive: true, force: true });
    },
  };
}

function configuration(
  base: string,
  port: number,
  { login = 'basic', certificate, extra = [] }: ApacheOptions,
): string {
  const names = [
    'mpm_event',
    'alias',
    'authn_core',
    'authn_file',
    'authz_core',
    'authz_user',
    'dav',
    'dav_fs',
    'headers',
  ];
  return [
    `ServerRoot ${base}`,
    `PidFile ${base}/pid`,
    'ServerName localhost',
    `Listen 127.0.0.1:${port}`,
    ...[...names, `auth_${login}`, ...(certificate ? ['ssl'] : [])].map(
      (name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`,
    ),
    ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    'StartServers 1',
    `ErrorLog ${base}/error.log`,
    'LogLevel notice',
    `DavLockDB ${base}/lock`,
    `DocumentRoot ${base}/root`,
    ...(certificate
      ? ['SSLEngine on', `SSLCertificateFile ${certificate.file}`, `SSLCertificateKeyFile ${certificate.key}`]
      : []),
    '<Location /dav>',
    'Dav On',
    `AuthType ${login}`,
    'AuthName dav',
    `AuthUserFile ${base}/users`,
    'Require valid-user',
    '</Location>',
    ...extra,
    '',
  ].join('\n');
}

function users({ user, password, login = 'basic' }: ApacheOptions): string {
  if (login === 'basic') {
    const hash = execFileSync('openssl', ['passwd', '-apr1', '-stdin'], { input: password, encoding: 'utf8' });
    return `${user}:${hash}`;
  }
  const hash = execFileSync('md5sum', { input: `${user}:dav:${password}`, encoding: 'utf8' }).slice(0, 32);
  return `${user}:dav:${hash}\n`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
