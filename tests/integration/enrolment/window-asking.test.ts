// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRequestClock } from '../../../main/enrolment/background/request-clock.ts';
import type { HandlerParts, Handlers } from '../../../main/ipc/handler-types.ts';
import { serverHandlers } from '../../../main/ipc/handlers/enrolment/server-handlers.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import type { PreflightFinding } from '../../../shared/schemas/enrolment/preflight.ts';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { startCmpServer } from '../../support/enrolment/cmp-server.ts';
import { certsOnly, startEstImitation } from '../../support/enrolment/est-imitation.ts';
import { startInterceptor } from '../../support/enrolment/interceptor.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';

type Login = CallInput<'servers.ask'>['login'];

/** An app with its vault open, and a stored request for a profile whose host is confirmed. */
async function windowWith(folder: { folder: string; passphrase: string }, profile: Partial<CaProfile>) {
  const services = servicesOf(folder);
  const { enrolment } = services;
  await (await services.vault.require()).unlock({ kind: 'passphrase', secret: folder.passphrase });
  const file = join(folder.folder, 'profile.json');
  writeFileSync(file, JSON.stringify({ name: 'CA', ...profile }));
  const { id: profileId } = await enrolment.profiles.importFile(file);
  const held = await enrolment.profiles.confirm({ id: profileId, typedHost: '127.0.0.1' });
  const holder = { subject: 'CN=Zhang San,C=CN' };
  const wanted = { holder, algorithm: 'ec-p256', key: { in: 'vault' }, place: null } as const;
  const { id } = (await enrolment.request(held, wanted)).request;
  const run = { signal: new AbortController().signal, progress: () => undefined };
  const ask = async (seen: PreflightFinding[] = [], login: Login = null) =>
    serverHandlers({ services } as HandlerParts).ask({ id, login, token: null, acceptNames: false, seen }, run);
  return { services, id, ask };
}

function looked(answer: Awaited<ReturnType<Handlers['servers']['ask']>>): string[] {
  return answer.state === 'preflight' ? answer.checks.map(({ finding }) => finding) : [answer.state];
}

const authorities = {
  async est(folder: string) {
    const server = await startEstImitation(folder, (operation, answer, csr, authority) => {
      if (operation === 'cacerts') answer.end(certsOnly(authority.certificate));
      else if (operation === 'simpleenroll') answer.end(certsOnly(authority.issue(csr, operation)));
      else answer.writeHead(404).end();
    });
    const login = { user: 'user', code: 'Canary-code-7f3a' };
    return { url: server.url, anchor: server.authority.certificate, login, asked: () => server.asked.length };
  },
  async cmp() {
    const server = await startCmpServer();
    onTestFinished(async () => server.stop());
    const { url, anchor, reference: user, code } = server;
    return { url, anchor, login: { user, code }, asked: () => server.received.length };
  },
};

describe('polling a pending request from the window runs the preflight first', () => {
  test.each(['est', 'cmp'] as const)(
    '[E10] [E03] over %s an interceptor is named and gets neither the request nor its code',
    async (protocol) => {
      const vault = await newCliVault();
      const server = await authorities[protocol](vault.folder);
      const proxy = await startInterceptor(vault.folder, server.url);
      const anchor = readFileSync(server.anchor, 'utf8');
      const { services, id, ask } = await windowWith(vault, { protocol, url: proxy.url, anchor });
      const found = ['clock-not-compared', 'server-other-authority'];
      for (const seen of [[], found] as PreflightFinding[][]) {
        const answer = await ask(seen, server.login);
        expect(looked(answer)).toEqual(found);
        expect(answer).toMatchObject({ checks: [{}, { details: { issuer: 'CN=Somebody Else CA' } }] });
      }
      expect(proxy.connections()).toBeGreaterThan(0);
      expect({ seen: proxy.seen(), asked: server.asked() }).toEqual({ seen: '', asked: 0 });
      expect(await services.enrolment.requests()).toMatchObject([{ id, state: 'pending' }]);
      // Control: the interceptor does record the request of a client that trusts it.
      const trusting = { name: 'Trusting', protocol, url: proxy.url, anchor: readFileSync(proxy.anchor, 'utf8') };
      const open = await windowWith(vault, trusting);
      await expect(open.ask([], server.login)).rejects.toMatchObject({ code: 'reply-refused' });
      expect(proxy.seen()).toContain('POST ');
    },
  );

  test('[E10] [E04] a background poll sends an interceptor nothing and notifies of nothing', async () => {
    const vault = await newCliVault();
    const server = await authorities.est(vault.folder);
    const proxy = await startInterceptor(vault.folder, server.url);
    const anchor = readFileSync(server.anchor, 'utf8');
    const { services, id } = await windowWith(vault, { protocol: 'est', url: proxy.url, anchor });
    await services.enrolment.askAgainAt(id, '2026-11-26T00:00:00.000Z');
    const notified: unknown[] = [];
    const clock = createRequestClock({
      enrolment: services.enrolment,
      now: services.now,
      isLocked: async () => false,
      arrived: (request) => void notified.push(request),
      every: () => undefined,
      failed: (error) => void notified.push(error),
    });
    const before = Date.now();
    await clock.tick();
    expect(proxy.connections()).toBeGreaterThan(0);
    expect({ seen: proxy.seen(), asked: server.asked(), notified }).toEqual({ seen: '', asked: 0, notified: [] });
    // The request is retried later: the interceptor may be gone by then.
    const [{ state, askAgainAt } = {}] = await services.enrolment.requests();
    expect({ state, isLater: Date.parse(askAgainAt ?? '') > before }).toEqual({ state: 'pending', isLater: true });
  });

  const minute = 60_000;
  test.each([
    [0, ['issued']],
    [20 * minute, ['clock-off', 'server-known']],
    [8 * 60 * minute, ['clock-wrong', 'server-known']],
  ] as const)(
    '[E10] [E03] a clock that differs by %i ms gives %j and allows only cacerts until acknowledged',
    async (off, found) => {
      const vault = await newCliVault();
      const server = await startEstImitation(vault.folder, (operation, answer, csr, authority) => {
        answer.setHeader('Date', new Date(Date.now() + off).toUTCString());
        if (operation === 'cacerts') answer.end(certsOnly(authority.certificate));
        else if (operation === 'simpleenroll') answer.end(certsOnly(authority.issue(csr, operation)));
        else answer.writeHead(404).end();
      });
      const anchor = readFileSync(server.authority.certificate, 'utf8');
      const { ask } = await windowWith(vault, { protocol: 'est', url: server.url, anchor });
      expect(looked(await ask())).toEqual(found);
      if (off === 0) return;
      const [clock] = found;
      // Outdated findings are answered with the current ones.
      expect(looked(await ask([clock === 'clock-off' ? 'clock-wrong' : 'clock-off', 'server-known']))).toEqual(found);
      expect(server.asked).toEqual(Array.from({ length: 2 }, () => 'GET /.well-known/est/cacerts'));
      expect(looked(await ask([clock as PreflightFinding]))).toEqual(['issued']);
    },
  );
});
