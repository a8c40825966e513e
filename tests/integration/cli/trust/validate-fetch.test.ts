// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missingTools } from '../../../support/formats/peer-tools.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { type Responder, startResponder } from '../../../support/x509/answer-servers.ts';
import { startFetchedFiles } from '../../../support/x509/fetched-files.ts';

const missing = missingTools('openssl');
const allow = ['--allow-host', '127.0.0.1'];

describe.skipIf(missing.length > 0)(`[V02] [A01] certsteward validate --fetch${skipReason(missing)}`, () => {
  let at: Awaited<ReturnType<typeof startFetchedFiles>>;
  let responder: Responder | null = null;

  beforeAll(async () => {
    at = await startFetchedFiles();
  });
  afterEach(async () => {
    await responder?.stop();
    responder = null;
    at.files.requests.length = 0;
  });
  afterAll(async () => {
    await at.close();
  });

  async function validate(name: string, ...argv: readonly string[]) {
    const vault = ['--vault', join(at.folder.path, 'none')];
    const file = at.issued[name]?.file ?? name;
    return runCli(['validate', file, '--anchor', at.folder.file('root.pem'), '--fetch', '--json', ...vault, ...argv]);
  }

  const outcomes = (value: { contacts: { kind: string; outcome: string }[] }): string[] =>
    value.contacts.map(({ kind, outcome }) => `${kind} ${outcome}`);

  test('a good OCSP answer makes the CRL unnecessary', async () => {
    responder = await startResponder(at.root, at.port);
    const { code, json, stderr } = await validate('good', '--yes', ...allow);
    expect({ code, revocation: json?.value.revocation }).toEqual({ code: 0, revocation: 'good' });
    expect(outcomes(json?.value)).toEqual(['ocsp answered', 'crl not-needed']);
    expect(json?.value.statuses).toEqual([expect.objectContaining({ state: 'good', source: 'ocsp', reason: null })]);
    expect(at.files.requests).toEqual([]);
    const events = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; url?: string });
    expect(events.map(({ event }) => event)).toEqual(['plan', 'contact']);
    expect(events[0]).toMatchObject({
      contacts: [
        { kind: 'ocsp', url: `http://127.0.0.1:${at.port}/`, isPlain: true, name: 'good' },
        { kind: 'crl', url: `${at.files.origin}/root.crl` },
      ],
    });
  });

  test('a revocation is reported with its date and reason, in the text too', async () => {
    responder = await startResponder(at.root, at.port);
    const { code, json } = await validate('revoked', '--yes', ...allow);
    expect({ code, revocation: json?.value.revocation, reason: json?.value.reasons[0].code }).toEqual({
      code: 8,
      revocation: 'revoked',
      reason: 'revoked',
    });
    expect(json?.value.statuses[0]).toMatchObject({ state: 'revoked', reason: 1 });
    const argv = [
      'validate',
      at.issued['revoked']?.file ?? '',
      '--anchor',
      at.folder.file('root.pem'),
      '--fetch',
      '--yes',
      ...allow,
    ];
    const words = await runCli([...argv, '--vault', join(at.folder.path, 'none')], {
      environment: { LANG: 'zh_CN.UTF-8' },
    });
    expect(words.stdout).toContain('吊销时间：');
    expect(words.stdout).toContain('密钥已泄露');
    expect(words.stderr).toContain('未加密，传输途中可能被他人看到');
  });

  test('no answer from the responder gives unknown, and invalid where an answer is required', async () => {
    responder = await startResponder(at.root, at.port);
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

  test('a busy responder and a replayed answer leave the revocation unknown', async () => {
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

  test('the program makes only connections that it showed before', async () => {
    responder = await startResponder(at.root, at.port);
    const record = at.folder.write('connections', '');
    const recorder = new URL('../../../support/cli/record-connections.ts', import.meta.url).pathname;
    const argv = ['validate', at.issued['good']?.file ?? '', '--anchor', at.folder.file('root.pem'), '--json'];
    const environment = { NODE_OPTIONS: `--import ${recorder}`, RECORD_CONNECTIONS: record };
    const vault = ['--vault', join(at.folder.path, 'none')];
    await runCli([...argv, ...vault], { environment });
    await runCli([...argv, ...vault, '--fetch'], { environment });
    await runCli([...argv, ...vault, '--fetch', '--yes'], { environment });
    expect(readFileSync(record, 'utf8')).toBe('');
    await runCli([...argv, ...vault, '--fetch', '--yes', ...allow], { environment });
    expect(readFileSync(record, 'utf8')).toBe(`127.0.0.1 ${at.port}\n`);
  });

  test('a delegated responder is accepted, and after one with the wrong purpose the CRL decides', async () => {
    responder = await startResponder(at.root, at.port, 'delegate');
    expect((await validate('good', '--yes', ...allow)).json?.value.statuses[0].source).toBe('ocsp');
    await responder.stop();
    responder = await startResponder(at.root, at.port, 'client');
    const { json } = await validate('good', '--yes', ...allow);
    expect(outcomes(json?.value)).toEqual(['ocsp foreign-signer', 'crl answered']);
    expect(json?.value.statuses[0]).toMatchObject({ state: 'good', source: 'crl' });
  });

  test('CRLs decide, also in PEM, and a damaged or missing CRL is reported', async () => {
    const fine = await validate('fine', '--yes', ...allow);
    expect({ code: fine.code, revocation: fine.json?.value.revocation }).toEqual({ code: 0, revocation: 'good' });
    const { code, json } = await validate('listed', '--yes', ...allow);
    expect({ code, status: json?.value.statuses[0] }).toMatchObject({
      code: 8,
      status: { state: 'revoked', source: 'crl', reason: 1 },
    });
    expect(json?.value.statuses[0].revokedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    const list = at.served.get('/root.crl') as Uint8Array;
    const pem = `-----BEGIN X509 CRL-----\n${Buffer.from(list).toString('base64')}\n-----END X509 CRL-----\n`;
    at.served.set('/root.crl', Buffer.from(pem));
    expect((await validate('fine', '--yes', ...allow)).json?.value.revocation).toBe('good');
    at.served.set('/root.crl', list.subarray(0, 100));
    expect(outcomes((await validate('fine', '--yes', ...allow)).json?.value)).toEqual(['crl damaged']);
    at.served.delete('/root.crl');
    const gone = await validate('fine', '--yes', ...allow);
    expect({ revocation: gone.json?.value.revocation, outcomes: outcomes(gone.json?.value) }).toEqual({
      revocation: 'unknown',
      outcomes: ['crl http-error'],
    });
    at.served.set('/root.crl', list);
  });

  test('a missing issuer is fetched first, then the newly known addresses are shown', async () => {
    responder = await startResponder(at.root, at.port);
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
    expect(at.files.requests).toEqual(['GET /middle.cer', 'GET /middle.crl']);
  });

  test('a fetched certificate that is no issuer in the path is discarded and fetched again', async () => {
    const vault = ['--vault', join(at.folder.path, 'portal')];
    await runCli(['import', at.issued['below']?.file ?? '', '--json', ...vault]);
    const argv = [
      'validate',
      at.issued['below']?.file ?? '',
      '--anchor',
      at.folder.file('root.pem'),
      '--fetch',
      '--json',
    ];
    const run = async () => runCli([...argv, '--yes', ...allow, ...vault]);
    for (const [junk, outcome] of [
      [Buffer.from('<html>Sign in</html>'), 'damaged'],
      [at.issued['silent']?.der ?? Buffer.alloc(0), 'other-certificate'],
    ] as const) {
      at.served.set('/middle.cer', junk);
      expect(outcomes((await run()).json?.value)).toEqual([`issuer ${outcome}`]);
    }
    at.served.set('/middle.cer', at.middle.certificate.der);
    at.files.requests.length = 0;
    expect((await run()).json?.value.path.length).toBe(3);
    expect(at.files.requests[0]).toBe('GET /middle.cer');
    // An issuer that became part of the path is kept.
    at.files.requests.length = 0;
    await run();
    expect(at.files.requests).toEqual([]);
    // Once the kept answer no longer matches, the issuer is fetched again with consent.
    const other = Buffer.from(at.issued['silent']?.der ?? []).toString('hex');
    editVault(join(at.folder.path, 'portal'), `UPDATE answers SET body = x'${other}' WHERE key LIKE 'issuer %'`);
    expect((await runCli([...argv, ...vault])).json?.error?.code).toBe('not-confirmed');
    expect({ path: (await run()).json?.value.path.length, requests: at.files.requests }).toEqual({
      path: 3,
      requests: ['GET /middle.cer'],
    });
  });

  test('no host is contacted without consent, and no private address without --allow-host', async () => {
    responder = await startResponder(at.root, at.port);
    const asked = await validate('good');
    expect({ exitCode: asked.code, error: asked.json?.error?.code }).toEqual({ exitCode: 7, error: 'not-confirmed' });
    const { json } = await validate('good', '--yes');
    expect({ revocation: json?.value.revocation, outcomes: outcomes(json?.value) }).toEqual({
      revocation: 'unknown',
      outcomes: ['ocsp address-refused', 'crl address-refused'],
    });
    expect(at.files.requests).toEqual([]);
  });

  test('a certificate without addresses needs no consent', async () => {
    const { code, json } = await validate('silent');
    expect({ code, revocation: json?.value.revocation, contacts: json?.value.contacts }).toEqual({
      code: 0,
      revocation: 'unknown',
      contacts: [],
    });
  });

  test('the result stays in the vault, and a current answer is reused', async () => {
    responder = await startResponder(at.root, at.port);
    const vault = ['--vault', join(at.folder.path, 'vault')];
    const imported = await runCli(['import', at.issued['good']?.file ?? '', '--json', ...vault]);
    const sha256 = imported.json?.value.items[0].added[0] as string;
    const argv = ['validate', sha256, '--anchor', at.folder.file('root.pem'), '--fetch', '--json', ...vault];
    const first = await runCli([...argv, '--yes', ...allow]);
    expect(outcomes(first.json?.value)).toEqual(['ocsp answered', 'crl not-needed']);
    const [check] = rowsOf(join(at.folder.path, 'vault'), 'SELECT * FROM revocation_checks');
    expect(check).toMatchObject({ sha256, status: 'good', source: 'ocsp', revoked_at: null, reason: null });
    await responder.stop();
    responder = null;
    const second = await runCli(argv);
    expect({ code: second.code, revocation: second.json?.value.revocation }).toEqual({ code: 0, revocation: 'good' });
    expect(second.stderr).toContain('"contacts":[],"kept":1');
  });

  test('[L01] list keeps showing a certificate as revoked when no later answer arrives', async () => {
    responder = await startResponder(at.root, at.port);
    const vault = ['--vault', join(at.folder.path, 'vault')];
    const imported = await runCli(['import', at.issued['revoked']?.file ?? '', '--json', ...vault]);
    const sha256 = imported.json?.value.items[0].added[0] as string;
    const argv = ['validate', sha256, '--anchor', at.folder.file('root.pem'), '--fetch', '--json', '--yes', ...vault];
    const status = async (): Promise<unknown> => {
      const { json } = await runCli(['list', '--search', 'revoked', '--json', ...vault]);
      return ((json?.value.certificates ?? []) as { status: string }[]).map((each) => each.status);
    };
    expect(await status()).not.toEqual(['revoked']);
    await runCli([...argv, ...allow]);
    expect(await status()).toEqual(['revoked']);
    editVault(join(at.folder.path, 'vault'), 'DELETE FROM answers');
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
  ])('%j with --fetch is a usage error', async (argv, option) => {
    const { code, json } = await validate('good', '--yes', ...argv);
    expect({ exitCode: code, error: json?.error?.code }).toEqual({ exitCode: 2, error: 'usage' });
    if (option !== undefined) expect(json?.error?.details).toMatchObject({ option });
  });
});
