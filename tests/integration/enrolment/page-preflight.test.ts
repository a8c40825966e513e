// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { preflightHandlers } from '../../../main/ipc/handlers/enrolment/preflight-handlers.ts';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { startEstImitation, type Answer } from '../../support/enrolment/est-imitation.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';
import { testAuthority, type TestAuthority } from '../../support/enrolment/test-authority.ts';
import { openssl } from '../../support/openssl/openssl.ts';

const minute = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'cs-page-'));
/** The system's anchors: a CA, the CAs of security software and of a debugging proxy, and an intermediate. */
const trusted = {
  ordinary: testAuthority(folder),
  kaspersky: testAuthority(folder, {
    subject: '/CN=Kaspersky Anti-Virus Personal Root Certificate/O=AO Kaspersky Lab',
  }),
  fiddler: testAuthority(folder, { subject: '/CN=DO_NOT_TRUST_FiddlerRoot/O=DO_NOT_TRUST' }),
  middle: underAnother(testAuthority(folder, { subject: '/CN=Middle CA' })),
} as const;

/** Reissues the CA's certificate under an untrusted root. */
function underAnother(authority: TestAuthority): TestAuthority {
  const root = testAuthority(folder, { subject: '/CN=Unknown Root' }).certificate;
  const own = authority.certificate;
  const keyOf = (certificate: string): string => certificate.replace(/ca\.pem$/, 'ca.key');
  openssl(['req', '-new', '-key', keyOf(own), '-subj', '/CN=Middle CA', '-out', `${own}.csr`]);
  writeFileSync(`${own}.ext`, 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n');
  const signed = ['x509', '-req', '-in', `${own}.csr`, '-CA', root, '-CAkey', keyOf(root), '-days', '30'];
  openssl([...signed, '-extfile', `${own}.ext`, '-out', own]);
  return authority;
}

// The system's anchors are read once per process.
beforeAll(() => {
  const store = join(folder, 'store.pem');
  writeFileSync(
    store,
    Object.values(trusted)
      .map(({ certificate }) => readFileSync(certificate, 'utf8'))
      .join(''),
  );
  vi.stubEnv('SSL_CERT_FILE', store);
  getCACertificates('system');
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A bank's server whose clock is `ms` ahead, and the window's preflight for it. */
async function pageAhead(
  ms: number,
  {
    named = true,
    confirmed = true,
    authority,
  }: { readonly named?: boolean; readonly confirmed?: boolean; readonly authority?: TestAuthority } = {},
) {
  const vault = await newCliVault();
  const onPage: Answer = (_, answer) => {
    answer.setHeader('Date', new Date(Date.now() + ms).toUTCString());
    // Redirect elsewhere, as banks' pages do.
    answer.writeHead(302, { Location: 'https://elsewhere.example/' }).end();
  };
  const server = await startEstImitation(vault.folder, onPage, {}, authority);
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
    const { server: ask } = preflightHandlers({ services } as HandlerParts);
    const { checks } = await ask({ profileId: held?.id ?? '', contact }, run);
    return checks.map(({ finding }) => finding);
  };
  return { look, server };
}

test.each([
  ['ordinary', 'clock-right', 'server-trusted', ['HEAD /']],
  // Its root is trusted here, but the software intercepts traffic.
  ['kaspersky', 'clock-not-compared', 'server-security-software', []],
  ['fiddler', 'clock-not-compared', 'server-debugging-proxy', []],
  // A trusted intermediate isn't enough: the chain must end in a root.
  ['middle', 'clock-not-compared', 'server-untrusted', []],
] as const)(
  '[E10] a page without an anchor in its profile is judged by the system anchors (%s): %s, %s',
  async (name, clock, found, asked) => {
    const { look, server } = await pageAhead(0, { named: false, authority: trusted[name] });
    expect(await look(true)).toEqual([clock, found]);
    expect(server.asked).toEqual(asked);
  },
);

test('[E10] a CA that the profile names is known, even if it has the name of security software', async () => {
  const { look } = await pageAhead(0, { authority: trusted.kaspersky });
  expect(await look(true)).toEqual(['clock-right', 'server-known']);
});

test.each([
  [0, 'clock-right'],
  [20 * minute, 'clock-off'],
  [-8 * 60 * minute, 'clock-wrong'],
] as const)(
  '[E10] a page %i ms ahead gets no request before consent, then a single HEAD request: %s',
  async (ms, clock) => {
    const { look, server } = await pageAhead(ms);
    expect(await look(false)).toEqual(['clock-not-compared', 'server-not-asked']);
    expect(server.asked).toEqual([]);
    expect(await look(true)).toEqual([clock, 'server-known']);
    expect(server.asked).toEqual(['HEAD /']);
  },
);

test('[E10] a page that this computer does not trust is reported as untrusted and gets no request', async () => {
  const { look, server } = await pageAhead(20 * minute, { named: false });
  expect(await look(true)).toEqual(['clock-not-compared', 'server-untrusted']);
  expect(server.asked).toEqual([]);
});

test('[E10] a page whose address is not confirmed is not contacted', async () => {
  const { look, server } = await pageAhead(0, { confirmed: false });
  await expect(look(true)).rejects.toMatchObject({ code: 'not-confirmed' });
  expect(server.asked).toEqual([]);
});
