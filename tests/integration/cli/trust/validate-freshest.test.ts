// SPDX-License-Identifier: Apache-2.0
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missingTools, PeerFolder } from '../../../support/formats/peer-tools.ts';
import { inTerminal } from '../../../support/cli/in-terminal.ts';
import { nextSecond } from '../../../support/openssl/next-second.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';
import { cliBundle, runCli } from '../../../support/cli/run-cli.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { type AnswerServer, startAnswerServer } from '../../../support/x509/answer-servers.ts';
import { type Issued, OpensslAuthority } from '../../../support/x509/openssl-authority.ts';

const missing = missingTools('openssl');
const allow = ['--allow-host', '127.0.0.1'];

describe.skipIf(missing.length > 0)(
  `[V02] [A01] delta CRLs that are named only by the base CRL${skipReason(missing)}`,
  () => {
    let folder: PeerFolder;
    let root: OpensslAuthority;
    let files: AnswerServer;
    /** The server that malicious CRLs name. */
    let other: AnswerServer;
    let leaf: Issued;
    const served = new Map<string, Uint8Array>();

    beforeAll(async () => {
      folder = new PeerFolder();
      files = await startAnswerServer(({ url = '' }, response) => {
        const body = served.get(url);
        response.writeHead(body ? 200 : 404).end(body);
      });
      other = await startAnswerServer((_request, response) => void response.writeHead(404).end());
      root = new OpensslAuthority(folder, 'root');
      leaf = root.issue('leaf', [`crlDistributionPoints=URI:${files.origin}/base.crl`]);
      served.set('/base.crl', base());
      root.revoke(leaf, 'certificateHold');
      served.set('/delta.crl', delta());
    });
    afterEach(() => {
      files.requests.length = 0;
      other.requests.length = 0;
      rmSync(join(folder.path, 'vault'), { recursive: true, force: true });
    });
    afterAll(async () => {
      await Promise.all([files.close(), other.close()]);
      folder.remove();
    });

    const freshest = (origin: string, path: string): string => `freshestCRL=URI:${origin}${path}`;
    const base = (...extensions: readonly string[]): Uint8Array =>
      root.crl({ extensions: [freshest(files.origin, '/delta.crl'), ...extensions] });
    const delta = (...extensions: readonly string[]): Uint8Array =>
      root.crl({ number: '1001', base: '1000', days: 1, extensions });

    const argvFor = (vault: string) => [
      'validate',
      leaf.file,
      '--anchor',
      root.certificate.file,
      '--fetch',
      '--vault',
      join(folder.path, vault),
      ...allow,
    ];

    async function validate(...argv: readonly string[]) {
      const run = await runCli([...argvFor('none'), '--json', ...argv]);
      const plans = run.stderr
        .split('\n')
        .filter((line) => line.includes('"event":"plan"'))
        .map((line) => (JSON.parse(line) as { contacts: { kind: string; url: string }[] }).contacts)
        .map((contacts) => contacts.map(({ kind, url }) => `${kind} ${url}`));
      return { ...run, plans };
    }

    const outcomes = (value: { contacts: { kind: string; outcome: string }[] }): string[] =>
      value.contacts.map(({ kind, outcome }) => `${kind} ${outcome}`);

    /** Serves `body` at `path` during `run`; null means 404. */
    async function serving<T>(path: string, body: Uint8Array | null, run: () => Promise<T>): Promise<T> {
      const before = served.get(path) as Uint8Array;
      if (body === null) served.delete(path);
      else served.set(path, body);
      try {
        return await run();
      } finally {
        served.set(path, before);
      }
    }

    test('are shown and fetched after the base CRL, and decide the status', async () => {
      const { code, json, plans } = await validate('--yes');
      expect(plans).toEqual([[`crl ${files.origin}/base.crl`], [`delta ${files.origin}/delta.crl`]]);
      expect(files.requests).toEqual(['GET /base.crl', 'GET /delta.crl']);
      expect({ code, revocation: json?.value.revocation }).toEqual({ code: 8, revocation: 'revoked' });
      expect(json?.value.statuses[0]).toMatchObject({ state: 'revoked', source: 'crl', reason: 6 });
      expect(outcomes(json?.value)).toEqual(['crl answered', 'delta answered']);
    });

    test('cause only connections that were shown before', async () => {
      const record = folder.write('connections', '');
      const recorder = new URL('../../../support/cli/record-connections.ts', import.meta.url).pathname;
      const environment = { NODE_OPTIONS: `--import ${recorder}`, RECORD_CONNECTIONS: record };
      const { stderr } = await runCli([...argvFor('none'), '--json', '--yes'], { environment });
      expect(readFileSync(record, 'utf8')).toBe(`127.0.0.1 ${files.port}\n`.repeat(2));
      const order = stderr
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { event: string; url?: string })
        .map(({ event, url = '' }) => `${event} ${url}`.trim());
      expect(order).toEqual(['plan', `contact ${files.origin}/base.crl`, 'plan', `contact ${files.origin}/delta.crl`]);
    });

    test('are reported as not contacted when the user agrees only to the base CRL', async () => {
      const argv = [process.execPath, cliBundle, ...argvFor('none')];
      const { output, code, unsent } = await inTerminal(argv, [
        ['Contact these addresses', 'y\r'],
        ['To get the latest changes[\\s\\S]*Contact these addresses', 'n\r'],
      ]);
      expect({ code, unsent, requests: files.requests }).toEqual({ code: 0, unsent: 0, requests: ['GET /base.crl'] });
      expect(output).toContain('not contacted, because you didn’t agree');
      expect(output).toContain('couldn’t be downloaded');
    });

    test('are part of the first question when the base CRL is stored', async () => {
      const argv = [...argvFor('vault'), '--json', '--yes'];
      await runCli(['import', leaf.file, '--json', '--vault', join(folder.path, 'vault')]);
      await serving('/delta.crl', null, async () => runCli(argv));
      files.requests.length = 0;
      // Without consent, the base list decides.
      const kept = await runCli(argv.filter((word) => word !== '--yes'));
      expect({ code: kept.code, outcomes: outcomes(kept.json?.value) }).toEqual({
        code: 0,
        outcomes: ['crl answered', 'delta not-agreed'],
      });
      expect({ revocation: kept.json?.value.revocation, requests: files.requests }).toEqual({
        revocation: 'good',
        requests: [],
      });
      const { stderr, json } = await runCli(argv);
      expect(stderr.split('"event":"plan"')).toHaveLength(2);
      expect(stderr).toContain('"kind":"delta"');
      expect(files.requests).toEqual(['GET /delta.crl']);
      expect(json?.value.revocation).toBe('revoked');
      // Both lists are kept, so no connection is made.
      files.requests.length = 0;
      expect((await runCli(argv.filter((word) => word !== '--yes'))).json?.value.revocation).toBe('revoked');
      expect(files.requests).toEqual([]);
    });

    test.each([
      ['are missing', () => null, 'http-error'],
      ['are damaged', () => delta().subarray(0, 90), 'damaged'],
      ['belong to another base CRL', () => root.crl({ number: '1009', base: '1008' }), 'other-base'],
      ['have an invalid signature', () => changed(delta()), 'foreign-signer'],
    ])('that %s leave the answer to the base CRL and are reported', async (_name, body, outcome) => {
      const good = root.issue('fine', [`crlDistributionPoints=URI:${files.origin}/base.crl`]);
      const { json } = await serving('/delta.crl', body(), async () =>
        runCli(['validate', good.file, ...argvFor('none').slice(2), '--json', '--yes']),
      );
      expect(json?.value.revocation).toBe('good');
      expect(outcomes(json?.value)).toEqual(['crl answered', `delta ${outcome}`]);
    });

    test('revoke a certificate even if they belong to another base CRL', async () => {
      const { json } = await serving('/delta.crl', root.crl({ number: '1009', base: '1008' }), async () =>
        validate('--yes'),
      );
      expect(json?.value.revocation).toBe('revoked');
    });

    const required = ['--revocation', 'required'];
    test.each([
      ['for key compromise', 'keyCompromise', '1000', 1],
      ['on hold by a delta of another base', 'certificateHold', '1008', 6],
    ])('do not have to be available for a stored revocation %s to count', async (_name, how, start, reason) => {
      const lost = root.issue(`lost-${how}`, [`crlDistributionPoints=URI:${files.origin}/base.crl`]);
      const vault = join(folder.path, 'vault');
      const imported = await runCli(['import', lost.file, '--json', '--vault', vault]);
      const sha256 = imported.json?.value.items[0].added[0] as string;
      const argv = ['validate', sha256, ...argvFor('vault').slice(2), '--json', ...required];
      // The delta must be newer than the base list.
      await nextSecond();
      root.revoke(lost, how);
      const changes = root.crl({ number: '1009', base: start, days: 1 });
      const first = await serving('/delta.crl', changes, async () => runCli([...argv, '--yes']));
      expect({ code: first.code, reason: first.json?.value.statuses[0].reason }).toEqual({ code: 8, reason });
      const rows = () => rowsOf(vault, 'SELECT * FROM revocation_checks');
      const known = rows();
      editVault(vault, `DELETE FROM answers WHERE key LIKE 'delta %'`);
      for (const word of ['--yes', '--quiet']) {
        const { code, json } = await serving('/delta.crl', null, async () => runCli([...argv, word]));
        expect({ code, valid: json?.value.valid, revocation: json?.value.revocation }).toEqual({
          code: 8,
          valid: false,
          revocation: 'revoked',
        });
        expect(json?.value.reasons).toMatchObject([{ code: 'revoked', certificate: sha256 }]);
        expect(json?.value.statuses[0]).toEqual(first.json?.value.statuses[0]);
        expect(rows()).toEqual(known);
      }
    });

    test('are complete if one of two addresses serves them', async () => {
      const fine = root.issue('twice', [`crlDistributionPoints=URI:${files.origin}/base.crl`]);
      const two = ['freshestCRL=two', '[two]', `fullname=URI:${files.origin}/none.crl,URI:${files.origin}/delta.crl`];
      const argv = ['validate', fine.file, ...argvFor('none').slice(2), '--yes'];
      const run = async () => serving('/base.crl', root.crl({ extensions: two }), async () => runCli(argv));
      const { stdout } = await run();
      expect(files.requests).toEqual(['GET /base.crl', 'GET /none.crl', 'GET /delta.crl']);
      expect(stdout).not.toContain('couldn’t be downloaded');
      expect((await serving('/delta.crl', null, run)).stdout).toContain('couldn’t be downloaded');
    });

    test('lead to no further CRL, and neither does a full CRL in their place', async () => {
      const next = freshest(other.origin, '/next.crl');
      for (const body of [delta(next), root.crl({ number: '1002', extensions: [next] })]) {
        const { plans, json } = await serving('/delta.crl', body, async () => validate('--yes'));
        expect(plans).toHaveLength(2);
        expect(outcomes(json?.value)).toEqual(['crl answered', 'delta answered']);
      }
      expect(other.requests).toEqual([]);
    });

    test('are not fetched from an address in a CRL with another signer', async () => {
      const elsewhere = new PeerFolder();
      const namesake = new OpensslAuthority(elsewhere, 'root');
      const forged = namesake.crl({ extensions: [freshest(other.origin, '/track.crl')] });
      elsewhere.remove();
      const { plans, json } = await serving('/base.crl', forged, async () => validate('--yes'));
      expect({ plans: plans.length, outcomes: outcomes(json?.value) }).toEqual({
        plans: 1,
        outcomes: ['crl foreign-signer'],
      });
      expect(other.requests).toEqual([]);
    });

    test('are not fetched from a private host without --allow-host, nor over LDAP', async () => {
      const elsewhere = freshest('ldap://127.0.0.1', '/x');
      const private2 = `freshestCRL=URI:${other.origin.replace('127.0.0.1', 'localhost')}/x`;
      const ldap = await serving('/base.crl', root.crl({ extensions: [elsewhere] }), async () => validate('--yes'));
      expect(ldap.plans).toEqual([[`crl ${files.origin}/base.crl`]]);
      const host = await serving('/base.crl', root.crl({ extensions: [private2] }), async () => validate('--yes'));
      expect(outcomes(host.json?.value)).toEqual(['crl answered', 'delta address-refused']);
      expect(other.requests).toEqual([]);
    });

    test('are fetched from six of sixty addresses, and the others are reported as left out', async () => {
      const many = Array.from({ length: 60 }, (_, index) => `URI:${other.origin}/${index}`);
      folder.write('many.txt', '');
      const { plans, stderr } = await serving(
        '/base.crl',
        root.crl({ extensions: [`freshestCRL=${many.join(',')}`] }),
        async () => validate('--yes'),
      );
      expect({ plans: plans[1]?.length, requests: other.requests.length }).toEqual({ plans: 6, requests: 6 });
      expect(stderr).toContain('"leftOut":54');
    });
  },
);

/** Invalidates the CRL's signature. */
function changed(list: Uint8Array): Uint8Array {
  const octets = new Uint8Array(list);
  octets[octets.length - 1] = (octets.at(-1) ?? 0) ^ 1;
  return octets;
}
