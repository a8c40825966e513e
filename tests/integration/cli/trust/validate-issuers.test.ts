// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePem } from '../../../../main/formats/writers/write-pem.ts';
import { missingTools, PeerFolder } from '../../../support/formats/peer-tools.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { type AnswerServer, startAnswerServer } from '../../../support/x509/answer-servers.ts';
import { type Issued, OpensslAuthority } from '../../../support/x509/openssl-authority.ts';

const missing = missingTools('openssl');

describe.skipIf(missing.length > 0)(
  `[E06] a missing issuer that validate --fetch downloads${skipReason(missing)}`,
  () => {
    let folder: PeerFolder;
    let root: OpensslAuthority;
    let middle: OpensslAuthority;
    let server: AnswerServer;
    const served = new Map<string, Uint8Array>();

    beforeAll(async () => {
      folder = new PeerFolder();
      server = await startAnswerServer(({ url = '' }, response) => {
        const body = served.get(url);
        response.writeHead(body ? 200 : 404).end(body);
      });
      root = new OpensslAuthority(folder, 'root');
      middle = new OpensslAuthority(folder, 'middle', root);
      served.set('/middle.cer', middle.certificate.der);
    });
    afterAll(async () => {
      await server.close();
      folder.remove();
    });
    const from = (name: string): string => `authorityInfoAccess=caIssuers;URI:${server.origin}/${name}.cer`;

    /** A separate vault with this certificate. */
    async function vaultWith({ file }: Issued) {
      const place = ['--vault', join(folder.path, `vault-${file.replaceAll(/\W/g, '')}`), '--json'];
      const sha256 = (await runCli(['import', file, ...place])).json?.value.items[0].added[0] as string;
      const consent = ['--fetch', '--yes', '--allow-host', '127.0.0.1'];
      return {
        place,
        sha256,
        fetch: async (subject: string, ...more: readonly string[]) =>
          (await runCli(['validate', subject, ...more, ...consent, ...place])).json?.value,
        count: async () => (await runCli(['list', ...place])).json?.value.certificates.length as number,
      };
    }

    test('is stored in the vault for a stored certificate and included in its export', async () => {
      const below = middle.issue('below', [from('middle')]);
      const { place, sha256, fetch, count } = await vaultWith(below);
      const anchor = ['--anchor', folder.file('root.pem')];
      const kept = { sha256: createHash('sha256').update(middle.certificate.der).digest('hex'), name: 'middle' };
      // Validating a file imports nothing.
      expect((await fetch(below.file, ...anchor)).issuersKept).toEqual([]);
      expect(await count()).toBe(1);
      expect((await fetch(sha256, ...anchor)).issuersKept).toEqual([kept]);
      expect(await count()).toBe(2);
      const { json } = await runCli(['show', kept.sha256, ...place]);
      const downloadedFrom = `${server.origin}/middle.cer`;
      expect(json?.value.certificate.origin).toMatchObject({ via: 'authority', downloadedFrom });
      expect((await fetch(sha256, ...anchor)).issuersKept).toEqual([]);
      const out = join(folder.path, 'with-chain.pem');
      await runCli(['export', sha256, '--format', 'pem', '-o', out, ...place]);
      expect(readFileSync(out, 'utf8').match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    });

    test('is stored without the other certificates in the same file', async () => {
      const stranger = root.issue('stranger', []);
      const all = [stranger.der, middle.certificate.der, root.certificate.der];
      served.set('/root.cer', Buffer.concat(all.map((der) => Buffer.from(writePem([der])))));
      const { sha256, fetch, count } = await vaultWith(root.issue('rooted', [from('root')]));
      const { path, issuersKept } = await fetch(sha256);
      expect({
        path: path.length,
        issuersKept: issuersKept.map(({ name }: { name: string }) => name),
        count: await count(),
      }).toEqual({ path: 2, issuersKept: ['root'], count: 2 });
    });
  },
);
