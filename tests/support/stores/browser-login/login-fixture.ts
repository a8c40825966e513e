// SPDX-License-Identifier: Apache-2.0
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeIdentityFiles, type IdentityFiles } from '../../openssl/openssl-identity.ts';
import { runCli, type CliResult } from '../../cli/run-cli.ts';
import { startLoginServer, type LoginServer } from './login-server.ts';

/** A user on a separate computer, with a home, a vault and our CLI. */
export interface Person {
  readonly home: string;
  cli(...argv: readonly string[]): Promise<CliResult>;
  /** Like `cli`, but returns a failed result instead of throwing. */
  tryCli(...argv: readonly string[]): Promise<CliResult>;
  /** Kills the CLI as soon as its stderr contains `said`. */
  killedAt(said: string, ...argv: readonly string[]): Promise<CliResult>;
  import(identity: IdentityFiles): Promise<void>;
  store(kind: string): Promise<string>;
  secretFile(secret: string): string;
}

export const keyKinds: Readonly<Record<string, readonly string[]>> = {
  'RSA-2048': ['rsa:2048'],
  'RSA-3072': ['rsa:3072'],
  'EC P-256': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
};

const needsVaultOpen = (argv: readonly string[]): boolean => argv[0] === 'import' || argv[1] === 'install';

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'certsteward-login-'));
}

export function createPerson(folder: string): Person {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  let secrets = 0;
  const secretFile = (secret: string): string => {
    const file = join(folder, `secret-${++secrets}`);
    writeFileSync(file, secret, { mode: 0o600 });
    return file;
  };
  const secret = ['--passphrase-file', secretFile('vault passphrase')];
  const environment = { HOME: home };
  const tryCli = async (...argv: readonly string[]) =>
    await runCli([...argv, '--json', '--vault', join(folder, 'vault'), ...(needsVaultOpen(argv) ? secret : [])], {
      environment,
    });
  const cli = async (...argv: readonly string[]) => {
    const result = await tryCli(...argv);
    if (result.code !== 0)
      throw new Error(`${argv.join(' ')} ended with ${result.code}: ${result.stdout}${result.stderr}`);
    return result;
  };
  return {
    home,
    cli,
    tryCli,
    async killedAt(said, ...argv) {
      let id = 0;
      return await runCli([...argv, '--json', '--vault', join(folder, 'vault')], {
        environment,
        onStart: (pid) => (id = pid),
        onStderr: (text) => {
          if (text.includes(said)) process.kill(id, 'SIGKILL');
        },
      });
    },
    async import(identity) {
      await cli('import', identity.p12, '--password-file', secretFile(identity.password));
    },
    async store(kind) {
      const listed = await runCli(['stores', 'list', '--json', '--vault', join(folder, 'vault')], { environment });
      const stores = listed.json?.value.stores as { name: string; kind: string }[];
      const [only, second] = stores.filter((each) => each.kind === kind);
      if (only === undefined || second !== undefined) throw new Error(`not exactly one ${kind}: ${listed.stdout}`);
      return only.name;
    },
    secretFile,
  };
}

/** A server that admits `guests`. `keyHash` is the `serverKeyHash` for Chromium. */
export async function serverFor(
  folder: string,
  guests: readonly Pick<IdentityFiles, 'certificate'>[],
): Promise<LoginServer & { readonly keyHash: string }> {
  const own = makeIdentityFiles(folder, 'server', { subject: '/CN=localhost' });
  const certificate = readFileSync(own.certificate, 'utf8');
  const publicKey = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  const server = await startLoginServer({
    certificate,
    key: readFileSync(own.key, 'utf8'),
    clientAuthorities: guests.map((each) => readFileSync(each.certificate, 'utf8')),
  });
  return { ...server, keyHash: createHash('sha256').update(publicKey).digest('base64') };
}
