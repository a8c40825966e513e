// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { renewalHandlers } from '../../../main/ipc/handlers/enrolment/renewal-handlers.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import type { PreflightFinding } from '../../../shared/schemas/enrolment/preflight.ts';
import { newCliVault, type CliVault } from '../../support/backup/cli-vault.ts';
import { startCmpServer } from '../../support/enrolment/cmp-server.ts';
import { estServer, estSubject, ownOf, requestsOf, secretFile } from '../../support/enrolment/est-cli.ts';
import { certsOnly, startEstImitation, type EstImitation } from '../../support/enrolment/est-imitation.ts';
import { estServerUnavailable } from '../../support/enrolment/est-server.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';
import { startTlsProxy } from '../../support/enrolment/tls-proxy.ts';
import { nextSecond } from '../../support/openssl/next-second.ts';
import { skipReason } from '../../support/openssl/openssl.ts';

type Answer = CallOutput<'renewals.submit'>;

/** Returns the window's call to renew this certificate. */
async function windowOver(vault: CliVault, sha256: string) {
  const services = servicesOf(vault);
  await (await services.vault.require()).unlock({ kind: 'passphrase', secret: vault.passphrase });
  const [held] = await services.enrolment.profiles.list();
  const run = { signal: new AbortController().signal, progress: () => undefined };
  const { submit } = renewalHandlers({ services } as HandlerParts);
  return async (seen: PreflightFinding[] = [], login: CallInput<'renewals.submit'>['login'] = null): Promise<Answer> =>
    submit({ sha256, profileId: held?.id ?? '', seen, login }, run);
}

async function certificateBy(vault: CliVault, profile: string, ...more: readonly string[]): Promise<string> {
  const made = await vault.cli('enrol', '--profile', profile, ...estSubject, '--yes', ...more);
  const { name } = JSON.parse(readFileSync(profile, 'utf8'));
  await vault.cli('profiles', 'confirm', name, '--host', '127.0.0.1', '--passphrase-file', vault.passphraseFile);
  await nextSecond();
  return String(made.json?.value.certificate);
}

function profileOf({ folder }: CliVault, { url, authority }: EstImitation): string {
  const path = join(folder, 'profile.json');
  const anchor = readFileSync(authority.certificate, 'utf8');
  writeFileSync(path, JSON.stringify({ name: 'EST', protocol: 'est', url, anchor }));
  return path;
}

function looked(answer: Answer): string[] {
  return answer.state === 'preflight' ? answer.checks.map(({ finding }) => finding) : [answer.state];
}

const missing = estServerUnavailable();
const protocols = [
  [
    `Cisco's estserver${skipReason(missing === null ? [] : [missing])}`,
    async () => {
      const est = await estServer();
      const { url, anchor, user, password } = est;
      return { url, anchor, user, password, profile: (more: object) => est.profile({ ...more }) };
    },
  ],
  [
    "OpenSSL's CMP server",
    async () => {
      const cmp = await startCmpServer();
      onTestFinished(async () => cmp.stop());
      const { url, anchor, reference, code } = cmp;
      return { url, anchor, user: reference, password: code, profile: (more: object) => cmp.profile({ ...more }) };
    },
  ],
] as const;

describe('a renewal from the window runs the preflight first', () => {
  test.skipIf(missing !== null).each(protocols)(
    '[E10] [E07] an interceptor with another chain before %s is reported and reads nothing',
    async (_, start) => {
      const [vault, server] = [await newCliVault(), await start()];
      const { port, pathname } = new URL(server.url);
      const proxy = await startTlsProxy(vault.folder, Number(port));
      const url = `https://127.0.0.1:${proxy.port}${pathname}`;
      const profile = server.profile({ url, anchor: readFileSync(server.anchor, 'utf8') });
      const login = ['--reference', server.user, '--code-file', secretFile(vault, server.password)];
      const submit = await windowOver(vault, await certificateBy(vault, profile, ...login));

      proxy.intercept();
      for (const seen of [[], ['clock-not-compared', 'server-other-authority']] as PreflightFinding[][]) {
        expect(looked(await submit(seen))).toEqual(['clock-not-compared', 'server-other-authority']);
      }
      expect(proxy.connections()).toBeGreaterThan(0);
      expect(proxy.read()).toBe('');
      expect({ requests: (await requestsOf(vault)).length, own: (await ownOf(vault)).length }).toEqual({
        requests: 1,
        own: 1,
      });
    },
  );

  const minute = 60_000;
  test.each([
    [0, ['issued']],
    [20 * minute, ['clock-off', 'server-known']],
    [8 * 60 * minute, ['clock-wrong', 'server-known']],
  ] as const)(
    '[E10] [E07] a clock that differs by %i ms gives %j and allows only cacerts until acknowledged',
    async (off, found) => {
      const vault = await newCliVault();
      let ahead = 0;
      const server = await startEstImitation(vault.folder, (operation, answer, csr, authority) => {
        answer.setHeader('Date', new Date(Date.now() + ahead).toUTCString());
        if (operation === 'cacerts') answer.end(certsOnly(authority.certificate));
        else if (operation === 'csrattrs') answer.writeHead(404).end();
        else answer.end(certsOnly(authority.issue(csr, operation)));
      });
      const submit = await windowOver(vault, await certificateBy(vault, profileOf(vault, server)));
      const before = server.asked.length;
      ahead = off;
      expect(looked(await submit())).toEqual(found);
      if (off === 0) return;
      expect(server.asked.slice(before)).toEqual(['GET /.well-known/est/cacerts']);
      expect((await requestsOf(vault)).length).toBe(1);
      // Outdated findings are answered with the current ones.
      const [clock] = found;
      expect(looked(await submit([clock === 'clock-off' ? 'clock-wrong' : 'clock-off', 'server-known']))).toEqual(
        found,
      );
      expect((await requestsOf(vault)).length).toBe(1);
      expect(looked(await submit([clock as PreflightFinding]))).toEqual(['issued']);
      expect((await requestsOf(vault)).length).toBe(2);
    },
  );

  test('[E04] [E07] a server that requires a code for renewals gets it with the same request', async () => {
    const vault = await newCliVault();
    const code = { user: '8812', code: 'QW-77' };
    const basic = `Basic ${Buffer.from(`${code.user}:${code.code}`).toString('base64')}`;
    const server = await startEstImitation(vault.folder, (operation, answer, csr, authority) => {
      if (operation === 'cacerts') answer.end(certsOnly(authority.certificate));
      else if (operation === 'csrattrs') answer.writeHead(404).end();
      else if (operation === 'simplereenroll' && answer.req.headers.authorization !== basic) {
        answer.writeHead(401, { 'WWW-Authenticate': 'Basic realm="est"' }).end();
      } else answer.end(certsOnly(authority.issue(csr, operation)));
    });
    const submit = await windowOver(vault, await certificateBy(vault, profileOf(vault, server)));
    await expect(submit()).rejects.toMatchObject({ code: 'code-missing' });
    const first = server.csr();
    await expect(submit([], { ...code, code: 'wrong' })).rejects.toMatchObject({ code: 'code-refused' });
    expect(looked(await submit([], code))).toEqual(['issued']);
    expect(server.csr()).toBe(first);
  });

  test('[K06] [E07] the renewed certificate has the server of its CA as origin, as on the command line', async () => {
    const vault = await newCliVault();
    const server = await startEstImitation(vault.folder, (operation, answer, csr, authority) => {
      if (operation === 'cacerts') answer.end(certsOnly(authority.certificate));
      else if (operation === 'csrattrs') answer.writeHead(404).end();
      else answer.end(certsOnly(authority.issue(csr, operation)));
    });
    const old = await certificateBy(vault, profileOf(vault, server));
    const answer = await (await windowOver(vault, old))();
    for (const id of [old, answer.state === 'issued' ? answer.certificate : '']) {
      expect((await vault.cli('show', id)).json?.value.certificate.origin).toMatchObject({
        via: 'authority',
        downloadedFrom: server.url,
      });
    }
  });
});
