// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../../support/cli/run-cli.ts';
import { missingTools, PeerFolder } from '../../../support/formats/peer-tools.ts';
import { startTestProxy } from '../../../support/net/connect-proxy.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';
import { makeAuthority } from '../../../support/webdav/server-certificates.ts';
import { freePort, startResponder } from '../../../support/x509/answer-servers.ts';
import { OpensslAuthority } from '../../../support/x509/openssl-authority.ts';

const missing = missingTools('openssl');

function newFolder(): PeerFolder {
  const folder = new PeerFolder();
  onTestFinished(() => folder.remove());
  return folder;
}

async function validate(folder: PeerFolder, file: string, environment: NodeJS.ProcessEnv) {
  const words = ['validate', file, '--anchor', folder.file('root.pem'), '--fetch', '--yes', '--json'];
  const { json } = await runCli([...words, '--vault', join(folder.path, 'none')], { environment });
  const [contact] = json?.value.contacts ?? [];
  return { revocation: json?.value.revocation, outcome: contact?.outcome, detail: contact?.detail };
}

describe.skipIf(missing.length > 0)(`revocation through a proxy${skipReason(missing)}`, () => {
  test('[V02] [X06] OCSP over HTTP sends an absolute URL to the proxy, which resolves the name', async () => {
    const folder = newFolder();
    const port = await freePort();
    const root = new OpensslAuthority(folder, 'root');
    const url = `http://ocsp.example:${port}/`;
    const { file } = root.issue('good', [`authorityInfoAccess=OCSP;URI:${url}`]);
    const responder = await startResponder(root, port);
    onTestFinished(async () => responder.stop());
    const proxy = await startTestProxy({ login: 'staff:secret' });
    expect(await validate(folder, file, { http_proxy: proxy.url })).toMatchObject({ revocation: 'good' });
    expect(proxy.asked).toEqual([`POST ${url}`]);
    expect(await validate(folder, file, {})).toMatchObject({ revocation: 'unknown', outcome: 'host-unknown' });
    // HTTPS_PROXY doesn't apply to http URLs.
    expect(await validate(folder, file, { HTTPS_PROXY: proxy.url })).toMatchObject({ outcome: 'host-unknown' });
    expect(proxy.asked).toHaveLength(1);
  });

  test('[V02] [X06] a CRL over HTTPS uses CONNECT and trusts the CAs in NODE_EXTRA_CA_CERTS', async () => {
    const folder = newFolder();
    const authority = makeAuthority(folder.path);
    const own = authority.issue('lists', { host: 'lists.example' });
    const served: { crl: Uint8Array } = { crl: new Uint8Array() };
    const server = createServer({ key: readFileSync(own.key), cert: readFileSync(own.file) }, (_request, response) => {
      response.end(served.crl);
    });
    server.on('tlsClientError', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const root = new OpensslAuthority(folder, 'root');
    const url = `https://lists.example:${port}/root.crl`;
    const { file } = root.issue('fine', [`crlDistributionPoints=URI:${url}`]);
    served.crl = root.crl();
    const proxy = await startTestProxy();
    const through = { HTTPS_PROXY: proxy.url };
    const trusting = { ...through, NODE_EXTRA_CA_CERTS: authority.file };
    expect(await validate(folder, file, trusting)).toMatchObject({ revocation: 'good' });
    expect(proxy.asked).toEqual([`CONNECT lists.example:${port}`]);
    expect(proxy.seen()).not.toContain('root.crl');
    expect(await validate(folder, file, through)).toMatchObject({
      revocation: 'unknown',
      outcome: 'unreachable',
      detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  test.each([
    'http://10.1.2.3/a.crl',
    'http://[::ffff:10.1.2.3]/a.crl',
    'https://169.254.169.254/a.crl',
    'http://localhost:9/a',
  ])('[V02] [X06] %s is refused before the proxy is contacted', async (url) => {
    const folder = newFolder();
    const root = new OpensslAuthority(folder, 'root');
    const { file } = root.issue('inward', [`crlDistributionPoints=URI:${url}`]);
    const proxy = await startTestProxy();
    const environment = { http_proxy: proxy.url, https_proxy: proxy.url };
    expect(await validate(folder, file, environment)).toMatchObject({ outcome: 'address-refused' });
    expect(proxy.asked).toEqual([]);
  });
});
