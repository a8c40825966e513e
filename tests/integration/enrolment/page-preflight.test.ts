import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { preflightHandlers } from '../../../main/ipc/handlers/preflight-handlers.ts';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { startEstImitation } from '../../support/enrolment/est-imitation.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';

const minute = 60_000;

/** The page of a bank whose clock is ahead of ours, and the window's look at it. */
async function pageAhead(
  ms: number,
  {
    named = true,
    confirmed = true,
    trustSystem = false,
  }: { readonly named?: boolean; readonly confirmed?: boolean; readonly trustSystem?: boolean } = {},
) {
  const vault = await newCliVault();
  const server = await startEstImitation(vault.folder, (_, answer) => {
    answer.setHeader('Date', new Date(Date.now() + ms).toUTCString());
    // It leads elsewhere, as such pages do.
    answer.writeHead(302, { Location: 'https://elsewhere.example/' }).end();
  });
  if (trustSystem) {
    vi.stubEnv('SSL_CERT_FILE', server.authority.certificate);
    onTestFinished(() => void vi.unstubAllEnvs());
  }
  const anchor = named ? { anchor: readFileSync(server.authority.certificate, 'utf8') } : {};
  const url = `${new URL(server.url).origin}/apply?from=paper`;
  const file = join(vault.folder, 'web.json');
  writeFileSync(file, JSON.stringify({ name: '银行', protocol: 'web', url, ...anchor }));
  await vault.cli('profiles', 'import', file);
  const opened = ['--passphrase-file', vault.passphraseFile];
  if (confirmed) await vault.cli('profiles', 'confirm', '银行', '--host', '127.0.0.1', ...opened);
  const services = servicesOf(vault);
  const [held] = await services.enrolment.profiles.list();
  const run = { signal: new AbortController().signal, progress: () => undefined };
  const look = async (contact: boolean) => {
    const handle = preflightHandlers(services)['preflight.server'];
    const { checks } = await handle({ profileId: held?.id ?? '', contact }, run);
    return checks.map(({ finding }) => finding);
  };
  return { look, server };
}

// The system's anchors are read once: before any other test.
test('[E10] without an anchor in its profile a page is what this computer takes it for', async () => {
  const trusted = await pageAhead(0, { named: false, trustSystem: true });
  expect(await trusted.look(true)).toEqual(['clock-right', 'server-trusted']);
});

test.each([
  [0, 'clock-right'],
  [20 * minute, 'clock-off'],
  [-8 * 60 * minute, 'clock-wrong'],
] as const)(
  '[E10] a page that is %i ms ahead: nobody is contacted before the person agrees, then its date alone is asked for: %s',
  async (ms, clock) => {
    const { look, server } = await pageAhead(ms);
    expect(await look(false)).toEqual(['clock-not-compared', 'server-not-asked']);
    expect(server.asked).toEqual([]);
    expect(await look(true)).toEqual([clock, 'server-known']);
    expect(server.asked).toEqual(['HEAD /']);
  },
);

test('[E10] a page that this computer does not trust is told as that, and is asked nothing', async () => {
  const { look, server } = await pageAhead(20 * minute, { named: false });
  expect(await look(true)).toEqual(['clock-not-compared', 'server-untrusted']);
  expect(server.asked).toEqual([]);
});

test('[E10] a page whose address nobody verified is not contacted', async () => {
  const { look, server } = await pageAhead(0, { confirmed: false });
  await expect(look(true)).rejects.toMatchObject({ code: 'not-confirmed' });
  expect(server.asked).toEqual([]);
});
