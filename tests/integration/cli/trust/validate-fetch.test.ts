// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missingTools, PeerFolder } from '../../../support/formats/peer-tools.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import {
  type AnswerServer,
  freePort,
  type Responder,
  startAnswerServer,
  startResponder,
} from '../../../support/x509/answer-servers.ts';
import { type Issued, OpensslAuthority } from '../../../support/x509/openssl-authority.ts';

const missing = missingTools('openssl');
const allow = ['--allow-host', '127.0.0.1'];

describe.skipIf(missing.length > 0)(`[V02] [A01] certsteward validate --fetch${skipReason(missing)}`, () => {
  let folder: PeerFolder;
  let root: OpensslAuthority;
  let middle: OpensslAuthority;
  let files: AnswerServer;
  let responder: Responder | null = null;
  let port: number;
  /** What the server of files has, by path. */
  const served = new Map<string, Uint8Array>();
  const issued: Record<string, Issued> = {};

  beforeAll(async () => {
    folder = new PeerFolder();
    files = await startAnswerServer(({ url = '' }, response) => {
      const body = served.get(url);
      response.writeHead(body ? 200 : 404).end(body);
    });
    port = await freePort();
    root = new OpensslAuthority(folder, 'root');
    const ocsp = `authorityInfoAccess=OCSP;URI:http://127.0.0.1:${port}/`;
    const list = `crlDistributionPoints=URI:ldap://127.0.0.1/x,URI:${files.origin}/root.crl`;
    issued['good'] = root.issue('good', [ocsp, list]);
    issued['revoked'] = root.issue('revoked', [ocsp], 'revoked');
    issued['unlisted'] = root.issue('unlisted', [ocsp], 'unlisted');
    issued['listed'] = root.issue('listed', [list], 'revoked');
    issued['fine'] = root.issue('fine', [list]);
    issued['busy'] = root.issue('busy', [`authorityInfoAccess=OCSP;URI:${files.origin}/busy`]);
    issued['replayed'] = root.issue('replayed', [`authorityInfoAccess=OCSP;URI:${files.origin}/replay`]);
    served.set('/busy', Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x03));
    served.set('/replay', root.answer(questionFor(issued['replayed'])));
    issued['silent'] = root.issue('silent', []);
    middle = new OpensslAuthority(folder, 'middle', root, [ocsp]);
    const issuers = `authorityInfoAccess=caIssuers;URI:${files.origin}/middle.cer`;
    issued['below'] = middle.issue('below', [issuers, `crlDistributionPoints=URI:${files.origin}/middle.crl`]);
    root.issue('delegate', ['extendedKeyUsage=OCSPSigning', 'noCheck=ignored']);
    root.issue('client', ['extendedKeyUsage=clientAuth']);
    served.set('/root.crl', root.crl());
    served.set('/middle.crl', middle.crl());
    served.set('/middle.cer', middle.certificate.der);
  });
  afterEach(async () => {
    await responder?.stop();
    responder = null;
    files.requests.length = 0;
  });
  afterAll(async () => {
    await files.close();
    folder.remove();
  });

  /** As another client would ask. */
  function questionFor({ file }: Issued): Uint8Array {
    const { path } = folder;
    const names = ['-issuer', `${path}/root.pem`, '-cert', file];
    folder.run('openssl', 'ocsp', ...names, '-reqout', `${path}/other.der`);
    return readFileSync(`${path}/other.der`);
  }

  async function validate(name: string, ...argv: readonly string[]) {
    const vault = ['--vault', join(folder.path, 'none')];
    const file = issued[name]?.file ?? name;
    return runCli(['validate', file, '--anchor', folder.file('root.pem'), '--fetch', '--json', ...vault, ...argv]);
  }

  const outcomes = (value: { contacts: { kind: string; outcome: string }[] }): string[] =>
    value.contacts.map(({ kind, outcome }) => `${kind} ${outcome}`);

  test('good: the responder alone is asked, the list need not be', async () => {
    responder = await startResponder(root, port);
    const { code, json, stderr } = await validate('good', '--yes', ...allow);
    expect({ code, revocation: json?.value.revocation }).toEqual({ code: 0, revocation: 'good' });
    expect(outcomes(json?.value)).toEqual(['ocsp answered', 'crl not-needed']);
    expect(json?.value.statuses).toEqual([expect.objectContaining({ state: 'good', source: 'ocsp', reason: null })]);
    expect(files.requests).toEqual([]);
    const events = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; url?: string });
    expect(events.map(({ event }) => event)).toEqual(['plan', 'contact']);
    expect(events[0]).toMatchObject({
      contacts: [
        { kind: 'ocsp', url: `http://127.0.0.1:${port}/`, isPlain: true, name: 'good' },
        { kind: 'crl', url: `${files.origin}/root.crl` },
      ],
    });
  });

  test('revoked: date and reason, also in words', async () => {
    responder = await startResponder(root, port);
    const { code, json } = await validate('revoked', '--yes', ...allow);
    expect({ code, revocation: json?.value.revocation, reason: json?.value.reasons[0].code }).toEqual({
      code: 8,
      revocation: 'revoked',
      reason: 'revoked',
    });
    expect(json?.value.statuses[0]).toMatchObject({ state: 'revoked', reason: 1 });
    const argv = [
      'validate',
      issued['revoked']?.file ?? '',
      '--anchor',
      folder.file('root.pem'),
      '--fetch',
      '--yes',
      ...allow,
    ];
    const words = await runCli([...argv, '--vault', join(folder.path, 'none')], {
      environment: { LANG: 'zh_CN.UTF-8' },
    });
    expect(words.stdout).toContain('吊销时间：');
    expect(words.stdout).toContain('密钥已泄露');
    expect(words.stderr).toContain('未加密，途中的人看得到');
  });

  test('unknown to the responder, nobody there, and busy: unknown each time, invalid where it is required', async () => {
    responder = await startResponder(root, port);
    const unknown = await validate('unlisted', '--yes', ...allow);
    expect({ code: unknown.code, revocation: unknown.json?.value.revocation }).toEqual({
      code: 0,
      revocation: 'unknown',
    });
    expect(outcomes(unknown.json?.value)).toEqual(['ocsp unknown-there']);
    await responder.stop();
    responder = null;
    const gone = await validate('unlisted', '--yes', ...allow, '--revocation', 'required');
    expect({ code: gone.code, revocation: gone.json?.value.revocation }).toEqual({ code: 8, revocation: 'unknown' });
    expect(gone.json?.value.reasons[0].code).toBe('revocation-unknown');
    expect(gone.json?.value.contacts[0]).toMatchObject({ outcome: 'unreachable', detail: 'ECONNREFUSED' });
  });

  test('a responder that is busy, and one that replays the answer to another question', async () => {
    const busy = await validate('busy', '--yes', ...allow);
    expect({ revocation: busy.json?.value.revocation, outcomes: outcomes(busy.json?.value) }).toEqual({
      revocation: 'unknown',
      outcomes: ['ocsp try-later'],
    });
    const replayed = await validate('replayed', '--yes', ...allow);
    expect({ revocation: replayed.json?.value.revocation, outcomes: outcomes(replayed.json?.value) }).toEqual({
      revocation: 'unknown',
      outcomes: ['ocsp replayed'],
    });
  });

  test('every connection of the whole program is one that was shown', async () => {
    responder = await startResponder(root, port);
    const record = folder.write('connections', '');
    const recorder = new URL('../../../support/cli/record-connections.ts', import.meta.url).pathname;
    const argv = ['validate', issued['good']?.file ?? '', '--anchor', folder.file('root.pem'), '--json'];
    const environment = { NODE_OPTIONS: `--import ${recorder}`, RECORD_CONNECTIONS: record };
    const vault = ['--vault', join(folder.path, 'none')];
    await runCli([...argv, ...vault], { environment });
    await runCli([...argv, ...vault, '--fetch'], { environment });
    await runCli([...argv, ...vault, '--fetch', '--yes'], { environment });
    expect(readFileSync(record, 'utf8')).toBe('');
    await runCli([...argv, ...vault, '--fetch', '--yes', ...allow], { environment });
    expect(readFileSync(record, 'utf8')).toBe(`127.0.0.1 ${port}\n`);
  });

  test('a delegate is believed; a certificate for another purpose is not, and the list answers', async () => {
    responder = await startResponder(root, port, 'delegate');
    expect((await validate('good', '--yes', ...allow)).json?.value.statuses[0].source).toBe('ocsp');
    await responder.stop();
    responder = await startResponder(root, port, 'client');
    const { json } = await validate('good', '--yes', ...allow);
    expect(outcomes(json?.value)).toEqual(['ocsp foreign-signer', 'crl answered']);
    expect(json?.value.statuses[0]).toMatchObject({ state: 'good', source: 'crl' });
  });

  test('lists: good, revoked with its date, out of date, damaged, in PEM, missing', async () => {
    const fine = await validate('fine', '--yes', ...allow);
    expect({ code: fine.code, revocation: fine.json?.value.revocation }).toEqual({ code: 0, revocation: 'good' });
    const { code, json } = await validate('listed', '--yes', ...allow);
    expect({ code, status: json?.value.statuses[0] }).toMatchObject({
      code: 8,
      status: { state: 'revoked', source: 'crl', reason: 1 },
    });
    expect(json?.value.statuses[0].revokedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    const list = served.get('/root.crl') as Uint8Array;
    const pem = `-----BEGIN X509 CRL-----\n${Buffer.from(list).toString('base64')}\n-----END X509 CRL-----\n`;
    served.set('/root.crl', Buffer.from(pem));
    expect((await validate('fine', '--yes', ...allow)).json?.value.revocation).toBe('good');
    served.set('/root.crl', list.subarray(0, 100));
    expect(outcomes((await validate('fine', '--yes', ...allow)).json?.value)).toEqual(['crl damaged']);
    served.delete('/root.crl');
    const gone = await validate('fine', '--yes', ...allow);
    expect({ revocation: gone.json?.value.revocation, outcomes: outcomes(gone.json?.value) }).toEqual({
      revocation: 'unknown',
      outcomes: ['crl http-error'],
    });
    served.set('/root.crl', list);
  });

  test('a missing issuer is fetched first, then its own addresses are shown and asked for again', async () => {
    responder = await startResponder(root, port);
    const { code, json, stderr } = await validate('below', '--yes', ...allow);
    expect({ code, revocation: json?.value.revocation, path: json?.value.path.length }).toEqual({
      code: 0,
      revocation: 'good',
      path: 3,
    });
    const plans = stderr.split('\n').filter((line) => line.includes('"event":"plan"'));
    const shown = plans.map((line) =>
      (JSON.parse(line) as { contacts: { kind: string }[] }).contacts.map(({ kind }) => kind),
    );
    expect(shown).toEqual([['issuer'], ['crl', 'ocsp']]);
    expect(files.requests).toEqual(['GET /middle.cer', 'GET /middle.crl']);
  });

  test('what is no issuer of the path is not kept, and its address is asked again', async () => {
    const vault = ['--vault', join(folder.path, 'portal')];
    await runCli(['import', issued['below']?.file ?? '', '--json', ...vault]);
    const argv = ['validate', issued['below']?.file ?? '', '--anchor', folder.file('root.pem'), '--fetch', '--json'];
    const run = async () => runCli([...argv, '--yes', ...allow, ...vault]);
    for (const [junk, outcome] of [
      [Buffer.from('<html>Sign in</html>'), 'damaged'],
      [issued['silent']?.der ?? Buffer.alloc(0), 'other-certificate'],
    ] as const) {
      served.set('/middle.cer', junk);
      expect(outcomes((await run()).json?.value)).toEqual([`issuer ${outcome}`]);
    }
    served.set('/middle.cer', middle.certificate.der);
    files.requests.length = 0;
    expect((await run()).json?.value.path.length).toBe(3);
    expect(files.requests[0]).toBe('GET /middle.cer');
    // What became part of it is kept.
    files.requests.length = 0;
    await run();
    expect(files.requests).toEqual([]);
    // Until it leads nowhere: then it is fetched anew, once that is agreed to.
    const other = Buffer.from(issued['silent']?.der ?? []).toString('hex');
    editVault(join(folder.path, 'portal'), `UPDATE answers SET body = x'${other}' WHERE key LIKE 'issuer %'`);
    expect((await runCli([...argv, ...vault])).json?.error?.code).toBe('not-confirmed');
    expect({ path: (await run()).json?.value.path.length, requests: files.requests }).toEqual({
      path: 3,
      requests: ['GET /middle.cer'],
    });
  });

  test('without consent, and to a private address without its word, nobody is contacted', async () => {
    responder = await startResponder(root, port);
    const asked = await validate('good');
    expect({ exitCode: asked.code, error: asked.json?.error?.code }).toEqual({ exitCode: 7, error: 'not-confirmed' });
    const { json } = await validate('good', '--yes');
    expect({ revocation: json?.value.revocation, outcomes: outcomes(json?.value) }).toEqual({
      revocation: 'unknown',
      outcomes: ['ocsp address-refused', 'crl address-refused'],
    });
    expect(files.requests).toEqual([]);
  });

  test('a certificate without addresses: nobody to ask, nothing to agree to', async () => {
    const { code, json } = await validate('silent');
    expect({ code, revocation: json?.value.revocation, contacts: json?.value.contacts }).toEqual({
      code: 0,
      revocation: 'unknown',
      contacts: [],
    });
  });

  test('what was learned stays in the vault, and an answer that counts is not asked for again', async () => {
    responder = await startResponder(root, port);
    const vault = ['--vault', join(folder.path, 'vault')];
    const imported = await runCli(['import', issued['good']?.file ?? '', '--json', ...vault]);
    const sha256 = imported.json?.value.items[0].added[0] as string;
    const argv = ['validate', sha256, '--anchor', folder.file('root.pem'), '--fetch', '--json', ...vault];
    const first = await runCli([...argv, '--yes', ...allow]);
    expect(outcomes(first.json?.value)).toEqual(['ocsp answered', 'crl not-needed']);
    const [check] = rowsOf(join(folder.path, 'vault'), 'SELECT * FROM revocation_checks');
    expect(check).toMatchObject({ sha256, status: 'good', source: 'ocsp', revoked_at: null, reason: null });
    await responder.stop();
    responder = null;
    const second = await runCli(argv);
    expect({ code: second.code, revocation: second.json?.value.revocation }).toEqual({ code: 0, revocation: 'good' });
    expect(second.stderr).toContain('"contacts":[],"kept":1');
  });

  test('[L01] the list has it as revoked, and no silence of the responder makes that forgotten', async () => {
    responder = await startResponder(root, port);
    const vault = ['--vault', join(folder.path, 'vault')];
    const imported = await runCli(['import', issued['revoked']?.file ?? '', '--json', ...vault]);
    const sha256 = imported.json?.value.items[0].added[0] as string;
    const argv = ['validate', sha256, '--anchor', folder.file('root.pem'), '--fetch', '--json', '--yes', ...vault];
    const status = async (): Promise<unknown> => {
      const { json } = await runCli(['list', '--search', 'revoked', '--json', ...vault]);
      return ((json?.value.certificates ?? []) as { status: string }[]).map((each) => each.status);
    };
    expect(await status()).not.toEqual(['revoked']);
    await runCli([...argv, ...allow]);
    expect(await status()).toEqual(['revoked']);
    editVault(join(folder.path, 'vault'), 'DELETE FROM answers');
    const silent = await runCli(argv);
    expect({ revocation: silent.json?.value.revocation, status: await status() }).toEqual({
      revocation: 'unknown',
      status: ['revoked'],
    });
  });

  test.each([
    [['--at', '2026-01-01'], '--at'],
    [['--revocation', 'none'], '--revocation'],
    [['--allow-host', 'http://127.0.0.1/'], '--allow-host'],
    [['--batch', 'list.jsonl'], undefined],
  ])('%j beside --fetch is a usage error', async (argv, option) => {
    const { code, json } = await validate('good', '--yes', ...argv);
    expect({ exitCode: code, error: json?.error?.code }).toEqual({ exitCode: 2, error: 'usage' });
    if (option !== undefined) expect(json?.error?.details).toMatchObject({ option });
  });
});
