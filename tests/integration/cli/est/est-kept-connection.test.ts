// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { newCliVault } from '../../../support/backup/cli-vault.ts';
import { estSubject } from '../../../support/enrolment/est-cli.ts';
import { certsOnly, startEstImitation } from '../../../support/enrolment/est-imitation.ts';
import { servicesOf } from '../../../support/enrolment/services-of.ts';
import { openssl } from '../../../support/openssl/openssl.ts';

/** CsrAttrs with challengePassword alone. */
const proofWanted = Buffer.from('300b06092a864886f70d010907', 'hex').toString('base64');

/** A server that keeps connections open and records the one each operation used. */
async function startKeeping(
  folder: string,
  { attributes, after }: { attributes?: string; after?: (operation: string, response: ServerResponse) => void } = {},
) {
  const came: { readonly operation: string; readonly port: number }[] = [];
  const proofs: (readonly [finished: string | undefined, challenge: string | undefined])[] = [];
  const server = await startEstImitation(folder, (operation, response, csr, authority) => {
    came.push({ operation, port: response.socket?.remotePort ?? 0 });
    after?.(operation, response);
    if (operation === 'cacerts') response.end(certsOnly(authority.certificate));
    else if (operation === 'csrattrs' && attributes !== undefined) response.end(attributes);
    else if (operation !== 'simpleenroll') response.writeHead(404).end();
    else {
      const finished = (response.socket as TLSSocket).getPeerFinished()?.toString('base64');
      const text = openssl(['req', '-in', csr, '-noout', '-text']).toString();
      proofs.push([finished, /challengePassword\s*:\s*(\S+)/.exec(text)?.[1]]);
      response.end(certsOnly(authority.issue(csr, 'issued')));
    }
  });
  const profile = join(folder, 'est.json');
  writeFileSync(profile, JSON.stringify({ name: 'EST', protocol: 'est', url: server.url }));
  const words = ['enrol', '--profile', profile, ...estSubject, '--anchor', server.authority.certificate, '--yes'];
  return { server, came, proofs, words: [...words, '--skip-preflight'] };
}

const portsOf = (came: readonly { operation: string; port: number }[], ...operations: readonly string[]): Set<number> =>
  new Set(came.filter(({ operation }) => operations.includes(operation)).map(({ port }) => port));

describe('the connections of an enrolment over EST', () => {
  test('[E04] csrattrs, simpleenroll and cacerts share one connection where the server keeps it', async () => {
    const vault = await newCliVault();
    const { came, words } = await startKeeping(vault.folder);
    expect((await vault.cli(...words)).json?.value).toMatchObject({ request: { state: 'done' } });
    const enrolment = came.slice(came.findIndex(({ operation }) => operation === 'csrattrs'));
    expect(enrolment.map(({ operation }) => operation)).toEqual(['csrattrs', 'simpleenroll', 'cacerts']);
    expect(portsOf(enrolment, 'csrattrs', 'simpleenroll', 'cacerts').size).toBe(1);
  });

  test.each([
    ['sends close', (_operation: string, response: ServerResponse) => void response.setHeader('Connection', 'close')],
    [
      'keeps connections for one second only',
      (_operation: string, response: ServerResponse) => void response.setHeader('Keep-Alive', 'timeout=1'),
    ],
    [
      'closes connections without notice',
      (_operation: string, response: ServerResponse) => {
        const { socket } = response;
        response.once('finish', () => socket?.end());
      },
    ],
  ])('[E04] a server that %s gets a new connection each time', async (_name, after) => {
    const vault = await newCliVault();
    const { came, words } = await startKeeping(vault.folder, { after });
    expect((await vault.cli(...words)).json?.value).toMatchObject({ request: { state: 'done' } });
    const ports = portsOf(came, 'csrattrs', 'simpleenroll');
    expect(ports.size).toBe(2);
    expect(came.filter(({ operation }) => operation === 'simpleenroll')).toHaveLength(1);
  });

  test('[E04] a request tied to its connection uses a separate one and carries its proof', async () => {
    const vault = await newCliVault();
    const { came, proofs, words } = await startKeeping(vault.folder, { attributes: proofWanted });
    const opened = ['--passphrase-file', vault.passphraseFile];
    expect((await vault.cli(...words, ...opened)).json?.value).toMatchObject({ request: { state: 'done' } });
    expect(portsOf(came, 'csrattrs', 'simpleenroll').size).toBe(2);
    const [[finished, challenge] = []] = proofs;
    expect(finished).toMatch(/^[A-Za-z0-9+/]{16}$/);
    expect(challenge).toBe(finished);
  });

  test('[E04] csrattrs are requested once, even when the request is made first and sent later', async () => {
    const vault = await newCliVault();
    const { server, came } = await startKeeping(vault.folder, { attributes: proofWanted });
    const services = servicesOf(vault);
    const { enrolment } = services;
    await (await services.vault.require()).unlock({ kind: 'passphrase', secret: vault.passphrase });
    const anchor = readFileSync(server.authority.certificate, 'utf8');
    const file = join(vault.folder, 'window.json');
    writeFileSync(file, JSON.stringify({ name: 'EST', protocol: 'est', url: server.url, anchor }));
    const { id: profileId } = await enrolment.profiles.importFile(file);
    const held = await enrolment.profiles.confirm({ id: profileId, typedHost: '127.0.0.1' });
    const ask = { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false };
    const wanted = { holder: { subject: 'CN=Zhang San,C=CN' }, key: { in: 'vault' }, place: null } as const;
    const { id } = await enrolment.est.start(
      held,
      null,
      ask,
      async (algorithm) => (await enrolment.request(held, { ...wanted, algorithm })).request,
    );
    expect(await enrolment.est.resume(id, held, ask)).toMatchObject({ state: 'issued' });
    expect(came.filter(({ operation }) => operation === 'csrattrs')).toHaveLength(1);
  });
});
