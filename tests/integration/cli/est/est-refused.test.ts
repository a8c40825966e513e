// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { estSubject, refusal, requestsOf, secretFile } from '../../../support/enrolment/est-cli.ts';
import { certsOnly, startEstImitation, type Answer } from '../../../support/enrolment/est-imitation.ts';
import { testAuthority, type IssueOptions } from '../../../support/enrolment/test-authority.ts';
import { rowsOf } from '../../../support/vault/vault-database.ts';

/** Every row of the vault, but what an outcome may write: the log, and why and until when a request waits. */
function contents(vault: CliVault): Record<string, unknown> {
  const folder = join(vault.folder, 'vault');
  const tables = rowsOf(folder, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .map(({ name }) => String(name))
    .filter((name) => name !== 'log' && name !== 'sqlite_sequence');
  const waiting = ['problem', 'ask_again_at'];
  return Object.fromEntries(
    tables.map((table) => {
      const rows = rowsOf(folder, `SELECT * FROM ${table}`).map((row) =>
        Object.entries(row).map(([column, value]) => {
          if (table === 'vault' ? /revision|seal|log/.test(column) : waiting.includes(column)) return [column, 'free'];
          return [column, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value];
        }),
      );
      return [table, rows.map((row) => JSON.stringify(row)).toSorted()];
    }),
  );
}

const issued =
  (options?: IssueOptions): Answer =>
  (_operation, answer, csr, authority) =>
    void answer.end(certsOnly(authority.issue(csr, 'issued', options)));
/** Under an authority that the server made up, whose certificate comes along. */
const issuedBy =
  (make: (folder: string) => { issuer: ReturnType<typeof testAuthority>; beside: string }): Answer =>
  (_operation, answer, csr) => {
    const { issuer, beside } = make(join(csr, '..'));
    answer.end(certsOnly(issuer.issue(csr, 'issued'), beside));
  };
const past = ['20240101000000Z', '20250101000000Z'] as const;
const namesake = { subject: '/CN=Middle CA', keyId: false };
const endless: Answer = (_operation, answer) => {
  const more = (): void => {
    while (!answer.destroyed && answer.write('MIIB'.repeat(16_384)));
  };
  answer.on('drain', more).on('error', () => undefined);
  more();
};

/** CsrAttrs: SHA-1, and rsaEncryption with 1024 bits. */
const weakAttributes = Buffer.from('301a06052b0e03021a301106092a864886f70d010101310402020400', 'hex').toString(
  'base64',
);

const refusals: readonly (readonly [what: string, answer: Answer, expected: readonly unknown[]])[] = [
  [
    'another key',
    (_o, answer, _c, { certificate }) => void answer.end(certsOnly(certificate)),
    [8, 'response-mismatch'],
  ],
  ['other names', issued({ subject: '/CN=李四/C=CN' }), [8, 'reply-refused', 'other-names']],
  ['an end in the past', issued({ dates: past }), [8, 'reply-refused', 'expired']],
  [
    'an issuer that has expired',
    issuedBy((folder) => {
      const issuer = testAuthority(folder, { subject: '/CN=Old CA', dates: past });
      return { issuer, beside: issuer.certificate };
    }),
    [8, 'reply-refused', 'issuer-expired'],
  ],
  [
    'an issuer beside it that did not sign it',
    issuedBy((folder) => ({
      issuer: testAuthority(folder, namesake),
      beside: testAuthority(folder, namesake).certificate,
    })),
    [8, 'reply-refused', 'chain-broken'],
  ],
  [
    'a root of its own, marked as an authority',
    issuedBy((folder) => {
      const issuer = testAuthority(folder, { subject: '/CN=Self-made root' });
      return { issuer, beside: issuer.certificate };
    }),
    [8, 'reply-refused', 'path-invalid'],
  ],
  ['a page', (_o, answer) => void answer.end('<html>Welcome</html>'), [5, 'server-reply-unusable', 'base64']],
  ['an endless body', endless, [5, 'server-reply-unusable', 'size']],
  [
    'a redirect to another origin',
    (_o, answer) => void answer.writeHead(302, { Location: 'https://127.0.0.2/x' }).end(),
    [7, 'server-redirected'],
  ],
  [
    'a Retry-After of three billion years',
    (_o, answer) => void answer.writeHead(202, { 'Retry-After': '99999999999999999' }).end(),
    [0, undefined],
  ],
  ['an error', (_o, answer) => void answer.writeHead(500).end('x'), [1, 'request-declined']],
];

describe('[E04] [E06] replies that are not taken', () => {
  test(
    `${refusals.length} kinds, each with its reason; nothing in the vault changes and the request waits`,
    { timeout: 120_000 },
    async () => {
      const vault = await newCliVault();
      let enrolling: Answer = (_operation, answer) => void answer.writeHead(503).end();
      let weak = '';
      const server = await startEstImitation(vault.folder, (operation, answer, ...more) => {
        if (operation === 'simpleenroll') enrolling(operation, answer, ...more);
        // RSA 1024 and SHA-1, for a request that is made already.
        else if (operation === 'csrattrs' && weak !== '') answer.end(weak);
        else answer.writeHead(404).end();
      });
      const profile = join(vault.folder, 'est.json');
      writeFileSync(profile, JSON.stringify({ name: 'EST', protocol: 'est', url: server.url }));
      const trust = ['--anchor', server.authority.certificate, '--yes'];
      const login = ['--reference', 'ref', '--code-file', secretFile(vault, 'the code')];
      const first = await vault.cli('enrol', '--profile', profile, ...estSubject, ...trust, ...login);
      expect(refusal(first)).toEqual([1, 'request-declined']);
      const [{ id, spkiSha256 }] = await requestsOf(vault);
      const before = contents(vault);
      weak = weakAttributes;
      for (const [what, answer, expected] of refusals) {
        enrolling = answer;
        const outcome = await vault.cli('pending', 'check', id, ...trust, ...login);
        const reason = outcome.json?.error?.details['reason'];
        expect([what, ...refusal(outcome), ...(expected.length > 2 ? [reason] : [])]).toEqual([what, ...expected]);
        expect(contents(vault), what).toEqual(before);
        expect(await requestsOf(vault)).toMatchObject([{ id, spkiSha256, state: 'pending', certificate: null }]);
      }
      // The one that is right comes in all the same.
      enrolling = issued();
      const taken = await vault.cli('pending', 'check', id, ...trust, ...login);
      expect(taken.json?.value).toMatchObject({ request: { id, state: 'done', problem: null } });
      const { certificates, ...rest } = contents(vault);
      expect({
        certificates: (certificates as unknown[]).length,
        keys: rest['keys'],
        anchors: rest['anchors'],
      }).toEqual({ certificates: 2, keys: before['keys'], anchors: before['anchors'] });
    },
  );
});
