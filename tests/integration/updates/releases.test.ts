// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';
import { cliBundle, runCli } from '../../support/cli/run-cli.ts';
import {
  buildNaming,
  listOf,
  newSigner,
  type ReleaseServer,
  type Signer,
  startReleaseServer,
} from '../../support/updates/release-server.ts';

const missing = missingTools('openssl', 'minisign');

describe.skipIf(missing.length > 0)(`[P04] the check for a newer version${skipReason(missing)}`, () => {
  let folder = '';
  let server: ReleaseServer;
  let makers: Signer;
  let stranger: Signer;
  let bundle = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-releases-'));
    makers = newSigner(folder, 'makers');
    stranger = newSigner(folder, 'stranger');
    server = await startReleaseServer(folder);
    const place = { address: server.address, keys: [newSigner(folder, 'former').publicKey, makers.publicKey] };
    bundle = join(buildNaming(join(folder, 'app'), place), 'main/cli.mjs');
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Each `name` is a vault folder, which remembers the release list it saw. */
  async function look(name: string) {
    const environment = { NODE_EXTRA_CA_CERTS: server.authorityFile };
    const { code, json } = await runCli(['version', '--check', '--json', '--vault', join(folder, name)], {
      environment,
      bundle,
    });
    return { code, error: json?.error?.code ?? null, value: json?.value, details: json?.error?.details };
  }

  function publish(list: object | string, by: Signer = makers): void {
    const text = typeof list === 'string' ? list : JSON.stringify(list);
    server.publish(text, by.sign(text));
  }

  test('[P04] offers the newest version of a signed list, with two requests and only standard headers', async () => {
    publish(listOf());
    server.requests.length = 0;
    expect(await look('a')).toMatchObject({ code: 0, value: { version: '0.1.0', newer: { version: '9.1.0' } } });
    expect(server.requests).toEqual([
      'GET /list.json accept,accept-encoding,connection,host',
      'GET /list.json.minisig accept,accept-encoding,connection,host',
    ]);
  });

  test('[P04] an older version is never offered', async () => {
    const [old] = listOf().releases;
    publish(listOf({ releases: old ? [old] : [] }));
    expect(await look('b')).toMatchObject({ code: 0, value: { newer: null } });
  });

  test('[P04] contacts no server without --check', async () => {
    server.requests.length = 0;
    const { json } = await runCli(['version', '--json', '--vault', join(folder, 'c')], { bundle });
    expect(json?.value).toEqual({ version: '0.1.0' });
    expect(server.requests).toEqual([]);
  });

  test('[P04] refuses an older or expired list, and ignores a damaged record of the last list', async () => {
    publish(listOf());
    expect(await look('d')).toMatchObject({ code: 0 });
    const older = listOf({ number: 6 });
    publish(older);
    expect(await look('d')).toMatchObject({
      code: 8,
      error: 'releases-outdated',
      details: { issued: older.issued.slice(0, 10) },
    });
    expect(JSON.parse(readFileSync(join(folder, 'd/releases.json'), 'utf8'))).toEqual({ number: 7 });
    writeFileSync(join(folder, 'd/releases.json'), '{');
    expect(await look('d')).toMatchObject({ code: 0 });
    publish(listOf({ expires: new Date(Date.now() - 1000).toISOString() }));
    expect(await look('e')).toMatchObject({ code: 8, error: 'releases-outdated' });
  });

  const text = JSON.stringify(listOf());
  test.each<[string, () => void]>([
    ['a stranger’s signature', () => publish(text, stranger)],
    ['the signature of another file', () => server.publish(text, makers.sign('another'))],
    ['the older kind of signature', () => server.publish(text, makers.sign(text, { older: true }))],
    ['a changed trusted comment', () => server.publish(text, makers.sign(text).replace('timestamp:', 'timestamp:9'))],
    ['a signature cut short', () => server.publish(text, makers.sign(text).slice(0, 120))],
    ['a page in place of the signature', () => server.publish(text, '<html>sign in to this network</html>')],
    ['one octet more', () => server.publish(`${text} `, makers.sign(text))],
    ['no list, though signed', () => publish('{"program":"certsteward"}')],
    ['another program’s list, signed by the same key', () => publish({ ...listOf(), program: 'other' })],
    ['a page that is not https', () => publish(JSON.stringify(listOf()).replaceAll('https:', 'http:'))],
  ])('[P04] refuses %s', async (_what, serve) => {
    serve();
    expect(await look('f')).toMatchObject({ code: 8, error: 'releases-untrusted' });
  });

  test('[P04] accepts a list that is replaced between the two requests', async () => {
    const older = JSON.stringify(listOf());
    server.publish(older, makers.sign(older));
    server.beforeSignature = () => publish(listOf({ number: 9 }));
    expect(await look('k')).toMatchObject({ code: 0, value: { newer: { version: '9.1.0' } } });
    expect(JSON.parse(readFileSync(join(folder, 'k/releases.json'), 'utf8'))).toEqual({ number: 9 });
  });

  test('[P04] reports the host that it contacts', async () => {
    publish(listOf());
    const argv = ['version', '--check', '--json', '--vault', join(folder, 'l')];
    const { stderr } = await runCli(argv, { bundle, environment: { NODE_EXTRA_CA_CERTS: server.authorityFile } });
    expect(stderr).toContain(`{"event":"contact","host":"localhost:${server.port}"}`);
  });

  test('[P04] reports a missing or oversized list or signature and an untrusted server as unreachable', async () => {
    const signature = makers.sign(text);
    for (const [file, beside] of [
      [null, signature],
      [text, null],
      [text, 'x'.repeat(5000)],
      [' '.repeat(300_000), signature],
    ] as const) {
      server.publish(file, beside);
      expect(await look('g')).toMatchObject({ code: 1, error: 'releases-unreachable' });
    }
    const { json } = await runCli(['version', '--check', '--json', '--vault', join(folder, 'h')], { bundle });
    // Without NODE_EXTRA_CA_CERTS, the server's CA is unknown.
    expect(json?.error?.code).toBe('releases-unreachable');
  });

  test('[P04] reports the check as not available in a build without an update address', async () => {
    const { code, json } = await runCli(['version', '--check', '--json', '--vault', join(folder, 'i')], {
      bundle: cliBundle,
    });
    expect({ exitCode: code, error: json?.error?.code }).toEqual({ exitCode: 1, error: 'not-available' });
  });
});
