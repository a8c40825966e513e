// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test, vi } from 'vitest';
import { importCommand } from '../../../main/cli/certificates/import.ts';
import type { CommandRun } from '../../../main/cli/command.ts';
import { demoCaCommand } from '../../../main/cli/profiles/demo-ca.ts';
import { renewMany } from '../../../main/cli/renewal/renew-many.ts';

/** Calls a command on the given services only. Returns what it writes. */
async function linesOf(
  { run }: { run(run: CommandRun): Promise<unknown> },
  words: readonly string[],
  services: object,
  signal = new AbortController().signal,
): Promise<string[]> {
  const lines: string[] = [];
  const stub = {
    services,
    arguments: { flags: new Set(), values: {}, lists: {}, words },
    output: {
      terminal: { columns: 80, colour: false },
      position: () => undefined,
      close: () => undefined,
      progress: (_event: unknown, text: string) => void (text !== '' && lines.push(text)),
      value: (_value: unknown, text: readonly string[]) => void lines.push(...text),
    },
    secrets: { read: async () => await Promise.resolve(null), prompt: async () => await Promise.resolve(null) },
    ask: async () => await Promise.resolve('n'),
    language: 'en',
    watchForInterruption: () => signal,
  };
  await run(stub as unknown as CommandRun);
  return lines;
}

const sha256 = 'a'.repeat(64);

function importing(found: object, hasPrivateKey = false) {
  const report = { diagnosis: { code: 'opened' }, certificates: [], keys: [], ...found };
  const vault = { hasRecipient: true, getRow: () => ({ hasPrivateKey }) };
  return {
    vault: { current: async () => await Promise.resolve(vault), require: async () => await Promise.resolve(vault) },
    certificates: { summary: async () => await Promise.resolve({ displayName: 'Bank' }) },
    enrolment: {
      settle: async () => await Promise.resolve([]),
      webEnrolments: { imported: async () => await Promise.resolve([]) },
    },
    imports: {
      ownFile: async () => await Promise.resolve(null),
      addFile: async () => await Promise.resolve('draft'),
      inspect: async () => await Promise.resolve({ report, completes: [] }),
      commit: async () => await Promise.resolve({ added: [sha256], known: [], keysAdded: 0 }),
      discard: () => undefined,
    },
  };
}

afterEach(() => vi.unstubAllEnvs());

test.each([
  [true, '1 added, 0 already in the vault. Now has its private key, which was already in the vault: Bank'],
  [false, '1 added, 0 already in the vault, 0 private keys'],
])('[F04] [A01] import says whether the vault already had the private key: %s', async (hasKey, text) => {
  const lines = await linesOf(importCommand, ['a.cer'], importing({ certificates: [{}] }, hasKey));
  expect(lines).toEqual([`a.cer: Opened. ${text}`]);
});

test('[F04] [A01] import of a certificate request says what it is, and skips it among several files', async () => {
  const request = importing({ requests: [{}] });
  expect(await linesOf(importCommand, ['a.csr'], request)).toEqual([
    'a.csr: Opened. This is a certificate signing request (CSR), so there is nothing to import. Send it to the CA, then import the certificate that the CA issues.',
  ]);
  const many = (await linesOf(importCommand, ['a.csr', 'b.csr'], request)).join('\n');
  expect(many).toMatch(/2 {2}skipped/);
  expect(many).not.toContain('already in the vault');
});

test.each([
  ['cli', 'npm run -s cli --'],
  ['', 'certsteward'],
])('[X06] [A01] demo-ca shows commands that work where it was started (npm script “%s”)', async (script, program) => {
  vi.stubEnv('npm_lifecycle_event', script);
  const running = { url: 'https://127.0.0.1:1/', certificate: new Uint8Array(3), code: 'demo', stop: () => undefined };
  const services = { startDemoCa: async () => await Promise.resolve(running) };
  const lines = await linesOf(demoCaCommand, [], services, AbortSignal.abort());
  expect(lines).toContain(
    `  echo demo | ${program} enrol --profile "demo.json" --subject "CN=Zhang San" --code-stdin --yes`,
  );
  expect(lines).toContain(`  ${program} renew ID`);
});

test('[E11] [A01] answering no to one CA skips its certificates and does not end the batch', async () => {
  const host = { ascii: 'ca.example', unicode: 'ca.example' };
  const asked: unknown[] = [];
  const vault = { status: async () => await Promise.resolve({ protectors: [] }) };
  const services = {
    certificates: { resolveId: async (id: string) => await Promise.resolve(id) },
    vault: { current: async () => await Promise.resolve(null), require: async () => await Promise.resolve(vault) },
    batchRenewal: {
      async renew(_ids: unknown, { askOf }: { askOf(held: object): Promise<unknown> }) {
        const held = { host, profile: { name: 'CA' }, confirmedAt: null };
        asked.push(await askOf(held).catch((error: unknown) => error));
        return [];
      },
    },
  };
  await linesOf({ run: renewMany }, [sha256, 'b'.repeat(64)], services);
  // `cancelled` would end the batch.
  expect(asked).toMatchObject([{ code: 'not-confirmed', details: { reason: 'declined' } }]);
});
