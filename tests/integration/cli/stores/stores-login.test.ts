// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles, type IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-cli-login-'));
const home = join(folder, 'home');
const database = join(home, '.pki/nssdb');
const vault = join(folder, 'vault');
const password = join(folder, 'password');
const servers: Server[] = [];
let identity: IdentityFiles;
let server: IdentityFiles;
const requests: string[] = [];

const cli = async (...argv: string[]) => runCli([...argv, '--json', '--vault', vault], { environment: { HOME: home } });
const valueOf = (answer: Awaited<ReturnType<typeof cli>>) => answer.json?.value ?? {};
const prove = async (port: number, ...more: string[]) =>
  cli('stores', 'test', identity.sha256, '--store', 'chromium', '--url', `https://localhost:${port}/account`, ...more);

/** `demand`: the handshake fails without a certificate signed by `ca`; otherwise any request is answered. */
async function serve(demand: boolean, ca: string, maxVersion: 'TLSv1.2' | 'TLSv1.3' = 'TLSv1.3'): Promise<number> {
  const options = {
    key: readFileSync(server.key),
    cert: readFileSync(server.certificate),
    ca: readFileSync(ca),
    requestCert: true,
    rejectUnauthorized: demand,
    maxVersion,
  };
  const made = createServer(options, (request, response) => {
    const subject = (request.socket as TLSSocket).getPeerCertificate().subject as { CN?: string } | undefined;
    requests.push(`${request.url} ${subject?.CN ?? '-'}`);
    response.end('a body that nobody keeps');
  });
  servers.push(made);
  await new Promise<void>((done) => made.listen(0, 'localhost', done));
  return (made.address() as AddressInfo).port;
}

beforeAll(async () => {
  mkdirSync(database, { recursive: true });
  execFileSync('certutil', ['-N', '--empty-password', '-d', `sql:${database}`]);
  writeFileSync(password, 'correct horse');
  identity = makeIdentityFiles(folder, 'me', { subject: '/CN=who logs in' });
  server = makeIdentityFiles(folder, 'server', { subject: '/CN=localhost' });
  await cli('import', identity.p12, '--password-file', password, '--passphrase-file', password);
  await cli('stores', 'install', identity.sha256, '--to', 'chromium', '--passphrase-file', password);
});
afterAll(() => {
  for (const each of servers) each.close();
  rmSync(folder, { recursive: true });
});

describe('login test against a real TLS server', () => {
  test('[S09] without consent the server gets only a request for / without a certificate', async () => {
    const port = await serve(false, identity.certificate);
    requests.length = 0;
    const asked = await prove(port);
    expect({ exitCode: asked.code, error: asked.json?.error?.code }).toEqual({ exitCode: 7, error: 'not-confirmed' });
    expect(requests).toEqual(['/ -']);
    const shown = asked.stderr.split('\n').find((line) => line.includes('"server"')) ?? '';
    expect(JSON.parse(shown)).toMatchObject({
      host: 'localhost',
      port,
      trusted: false,
      statusWithout: 200,
      chain: [{ sha256: server.sha256, displayName: 'localhost' }],
    });
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    '[S09] %s: a server that requires a certificate accepts it',
    async (version) => {
      requests.length = 0;
      const done = await prove(await serve(true, identity.certificate, version), '--yes');
      expect(done.json?.value).toMatchObject({ login: { outcome: 'taken', status: 200 } });
      expect(requests).toEqual(['/account who logs in']);
      // From this store only: a different test's card may be plugged in.
      const { certificates } = valueOf(await cli('stores', 'inventory', '--store', 'chromium'));
      const [proof] = certificates[0].places[0].proofs;
      expect(proof).toMatchObject({ kind: 'login', passed: true, host: 'localhost' });
    },
  );

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    '[S09] %s: a server that trusts another CA refuses it, with exit code 8',
    async (version) => {
      const done = await prove(await serve(true, server.certificate, version), '--yes');
      expect({ exitCode: done.code, error: done.json?.error?.code }).toEqual({ exitCode: 8, error: 'proof-failed' });
      expect(done.json?.error?.details).toMatchObject({ outcome: 'refused', passed: ['signed', 'present'] });
    },
  );

  test('[S09] a server that answers the same without a certificate is reported as no difference', async () => {
    const done = await prove(await serve(false, identity.certificate), '--yes');
    expect(done.json?.value.login).toEqual({ outcome: 'no-difference', status: 200 });
  });

  test.each(['http://localhost/', 'https://me:secret@localhost/', 'localhost'])('[S09] %s is refused', async (url) => {
    const done = await cli('stores', 'test', identity.sha256, '--store', 'chromium', '--yes', '--url', url);
    expect({ exitCode: done.code, error: done.json?.error?.code }).toEqual({ exitCode: 2, error: 'address-refused' });
  });
});
