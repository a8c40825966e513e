// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestProxy } from '../../support/net/connect-proxy.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { missingApache, startApache, type Apache } from '../../support/webdav/apache.ts';
import { startProxy } from '../../support/webdav/recording-proxy.ts';
import { makeAuthority } from '../../support/webdav/server-certificates.ts';
import { makeWebdavSession, session, type WebdavSession } from '../../support/webdav/webdav-session.ts';

describe.skipIf(missingApache !== null)(
  `a WebDAV server’s certificate${missingApache === null ? '' : ` (skipped: ${missingApache})`}`,
  () => {
    let my: WebdavSession;
    const servers: Apache[] = [];
    beforeAll(async () => {
      my = await makeWebdavSession();
    });
    afterAll(async () => {
      my?.close();
      for (const each of servers) await each.stop();
    });

    test('[B07] is checked before anything is sent, and its fault is reported', async () => {
      const authority = makeAuthority(temporaryFolder());
      const serve = async (host: string, expired = false) => {
        const certificate = authority.issue(`${host}-${String(expired)}`, { host, expired });
        const server = await startApache({ user: session.user, password: session.serverPassword, certificate });
        servers.push(server);
        return server;
      };
      const [good, expired, other] = [
        await serve('localhost'),
        await serve('localhost', true),
        await serve('dav.example'),
      ];
      const trusting = { NODE_EXTRA_CA_CERTS: authority.file };
      const create = async (port: number, environment: NodeJS.ProcessEnv = trusting) => {
        const proxy = await startProxy(port);
        try {
          const to = `webdav:https://localhost:${proxy.port}/dav`;
          const { code, json } = await my.cli(['backup', 'create', '--to', to, ...my.login], { environment });
          return { code, problem: json?.error?.code ?? null, connections: proxy.connections().length };
        } finally {
          await proxy.stop();
        }
      };
      expect(await create(good.port)).toMatchObject({ code: 0, problem: null });
      expect(good.names()).toHaveLength(1);
      // One connection each, because a retry wouldn't help.
      const refused = (problem: string) => ({ code: 8, problem, connections: 1 });
      expect(await create(good.port, {})).toEqual(refused('server-certificate-unknown'));
      expect(await create(expired.port)).toEqual(refused('server-certificate-expired'));
      expect(await create(other.port)).toEqual(refused('server-certificate-name'));
      for (const each of [expired, other]) expect(each.names()).toEqual([]);
      expect(good.names()).toHaveLength(1);
    });

    test('[B07] [X06] is checked through a proxy that gets only CONNECT and reads nothing', async () => {
      const authority = makeAuthority(temporaryFolder());
      const certificate = authority.issue('dav', { host: 'dav.example' });
      const server = await startApache({ user: session.user, password: session.serverPassword, certificate });
      servers.push(server);
      const proxy = await startTestProxy();
      const environment = { NODE_EXTRA_CA_CERTS: authority.file, HTTPS_PROXY: proxy.url };
      const to = `webdav:https://dav.example:${server.port}/dav`;
      const { json } = await my.cli(['backup', 'create', '--to', to, ...my.login], { environment });
      expect(json?.error ?? null).toBeNull();
      expect(server.names()).toHaveLength(1);
      expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT dav.example:${server.port}`]));
      for (const word of ['PROPFIND', 'Authorization', 'certsteward']) expect(proxy.seen()).not.toContain(word);
    });
  },
);
