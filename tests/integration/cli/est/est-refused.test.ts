// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { estSubject, refusal, requestsOf, secretFile } from '../../../support/enrolment/est-cli.ts';
import { startEstImitation, type Answer } from '../../../support/enrolment/est-imitation.ts';
import { issued, refusedReplies, weakAttributes } from '../../../support/enrolment/refused-replies.ts';
import { rowsOf } from '../../../support/vault/vault-database.ts';

/** Every vault value except what a refusal may change: log, seal, revision, and a request's problem and retry time. */
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

describe('[E04] [E06] rejected replies', () => {
  test(
    `${refusedReplies.length} kinds are refused with their reasons, the vault is unchanged and the request stays`,
    { timeout: 120_000 },
    async () => {
      const vault = await newCliVault();
      let enrolling: Answer = (_operation, answer) => void answer.writeHead(503).end();
      let weak = '';
      const server = await startEstImitation(vault.folder, (operation, answer, ...more) => {
        if (operation === 'simpleenroll') enrolling(operation, answer, ...more);
        // Asks for RSA 1024 and SHA-1 once the request exists.
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
      for (const [what, answer, expected] of refusedReplies) {
        enrolling = answer;
        const outcome = await vault.cli('pending', 'check', id, ...trust, ...login);
        const reason = outcome.json?.error?.details['reason'];
        expect([what, ...refusal(outcome), ...(expected.length > 2 ? [reason] : [])]).toEqual([what, ...expected]);
        expect(contents(vault), what).toEqual(before);
        expect(await requestsOf(vault)).toMatchObject([{ id, spkiSha256, state: 'pending', certificate: null }]);
      }
      // The correct reply is still accepted.
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
