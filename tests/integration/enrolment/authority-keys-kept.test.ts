// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ServerAsk } from '../../../main/enrolment/providers/server/server-enrolment.ts';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { certsOnly, startEstImitation } from '../../support/enrolment/est-imitation.ts';
import { answerWith, makeKey, multipart, partsOf } from '../../support/enrolment/key-answers.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';
import { openssl } from '../../support/openssl/openssl.ts';
import { testAuthority } from '../../support/enrolment/test-authority.ts';
import { startVaultScript } from '../../support/vault/vault-processes.ts';

/** An app with a locked vault, a test-controlled server, and a request for a CA-generated key. */
async function scene() {
  const vault = await newCliVault();
  const server = {
    answer: (response: ServerResponse): unknown => response.writeHead(503).end(),
    cacerts: null as string | null,
  };
  const asked = Promise.withResolvers<void>();
  const est = await startEstImitation(vault.folder, (operation, response) => {
    if (operation === 'serverkeygen') {
      asked.resolve();
      server.answer(response);
    } else if (operation === 'cacerts' && server.cacerts !== null) response.end(server.cacerts);
    else response.writeHead(404).end();
  });
  const file = join(vault.folder, 'est.json');
  const anchor = readFileSync(est.authority.certificate, 'utf8');
  writeFileSync(file, JSON.stringify({ name: 'EST', protocol: 'est', url: est.url, anchor }));
  const services = servicesOf(vault);
  const { enrolment } = services;
  const held = await enrolment.profiles.importFile(file);
  const key = { in: 'authority', accepted: true } as const;
  const wanted = { holder: { subject: 'CN=张三,C=CN' }, algorithm: 'rsa-2048', key, place: null } as const;
  const apply = async () => (await enrolment.request(held, wanted)).request.id;
  const again = async (id: string, more: Partial<ServerAsk> = {}) =>
    enrolment.est.resume(id, held, {
      trust: { anchorFile: null, pin: null },
      login: null,
      acceptNames: false,
      ...more,
    });
  const requestOf = async (id: string) => (await enrolment.requests()).find((each) => each.id === id);
  const own = async () => {
    const listed = await services.certificates.list({ search: '', status: null, includeAuthorities: false });
    return listed.map(({ sha256, hasPrivateKey }) => ({ sha256, hasPrivateKey }));
  };
  const made = (options?: Parameters<typeof makeKey>[2]) => makeKey(vault.folder, est.authority, options);
  return { vault, server, est, enrolment, asked: asked.promise, apply, again, requestOf, own, made };
}

describe('a CA response with a key that exists nowhere else', () => {
  test('[E04] [K08] is stored although another process locks the vault for longer than a write waits', async () => {
    const { vault, server, made, apply, again, requestOf } = await scene();
    const body = multipart(partsOf(made()));
    const id = await apply();
    server.answer = async (response) => {
      const holder = startVaultScript('hold-vault', join(vault.folder, 'vault'), 'writing');
      onTestFinished(() => holder.kill());
      await holder.printed(1);
      void setTimeout(7000).then(() => holder.kill());
      answerWith(response, body);
    };
    expect((await again(id)).state).toBe('issued');
    expect(await requestOf(id)).toMatchObject({ state: 'done', lostAnswers: 0 });
  }, 30_000);

  test('[E04] [K08] is awaited once the request is sent, even after cancellation', async () => {
    const { server, made, asked, apply, again, requestOf } = await scene();
    const body = multipart(partsOf(made()));
    const id = await apply();
    const cancelled = new AbortController();
    server.answer = async (response) => {
      cancelled.abort();
      await setTimeout(300);
      answerWith(response, body);
    };
    const run = { signal: cancelled.signal, progress: () => undefined };
    await again(id, { run }).catch(() => undefined);
    await asked;
    expect(await requestOf(id)).toMatchObject({ lostAnswers: 0, keyMadeBy: 'authority' });
    expect((await again(id)).state).toBe('issued');
  });

  test('[E04] [K08] is not requested after cancellation before the request is sent', async () => {
    const { est, apply, again, requestOf } = await scene();
    const id = await apply();
    const run = { signal: AbortSignal.abort(), progress: () => undefined };
    await expect(again(id, { run })).rejects.toMatchObject({ code: 'cancelled' });
    expect(await requestOf(id)).toMatchObject({ state: 'pending', lostAnswers: 0 });
    expect(est.asked).not.toContain('POST /.well-known/est/serverkeygen');
  });

  test('[E04] [E03] is stored with its certificate although the request is removed meanwhile', async () => {
    const { server, made, enrolment, asked, apply, again, requestOf, own } = await scene();
    const body = multipart(partsOf(made()));
    const id = await apply();
    server.answer = async (response) => {
      await setTimeout(300);
      answerWith(response, body);
    };
    const answered = again(id);
    await asked;
    await enrolment.remove({ id });
    const outcome = await answered;
    expect(await requestOf(id)).toBeUndefined();
    if (outcome.state !== 'issued') throw new Error('pending');
    expect(await own()).toEqual([{ sha256: outcome.certificate, hasPrivateKey: true }]);
  });

  test('[E04] [K08] is reported as a certificate with a lost key if its request was deleted', async () => {
    const { vault, server, made, apply, again, requestOf } = await scene();
    const body = multipart(partsOf(made()));
    const id = await apply();
    server.answer = async (response) => {
      // A different process deletes the request.
      await vault.cli('pending', 'delete', id, '--yes');
      answerWith(response, body);
    };
    const error = await again(id).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'authority-key-unusable', details: { reason: 'answered' } });
    expect(await requestOf(id)).toBeUndefined();
  });

  test('[E04] [E08] is refused for a second request if it repeats the key of the first', async () => {
    const { server, made, apply, again, requestOf } = await scene();
    const body = multipart(partsOf(made()));
    server.answer = (response) => answerWith(response, body);
    const first = await apply();
    expect((await again(first)).state).toBe('issued');
    const second = await apply();
    await expect(again(second)).rejects.toMatchObject({
      code: 'authority-key-weak',
      details: { reason: 'not-new' },
    });
    expect(await requestOf(second)).toMatchObject({ state: 'pending', lostAnswers: 0, answerKept: false });
  });

  test('[E04] [E06] is checked again without contacting the CA', async () => {
    const { server, est, made, apply, again, requestOf } = await scene();
    const body = multipart(partsOf(made({ subject: '/CN=李四/C=CN' })));
    server.answer = (response) => answerWith(response, body);
    const id = await apply();
    await expect(again(id)).rejects.toMatchObject({ code: 'reply-refused', details: { reason: 'other-names' } });
    expect(await requestOf(id)).toMatchObject({ state: 'pending', answerKept: true });
    const before = est.asked.length;
    const nobody = async () => Promise.reject(new Error('contacted'));
    await expect(again(id, { before: nobody })).rejects.toMatchObject({ code: 'reply-refused' });
    expect(await again(id, { before: nobody, acceptNames: true })).toMatchObject({ state: 'issued' });
    expect(est.asked).toHaveLength(before);
    expect(await requestOf(id)).toMatchObject({ state: 'done', answerKept: false });
  });

  test('[E04] [E06] with an incomplete chain causes only a request for the CA certificates', async () => {
    const { vault, server, est, apply, again } = await scene();
    const middle = testAuthority(vault.folder, { subject: '/CN=Middle' });
    const body = multipart(partsOf(makeKey(vault.folder, middle)));
    server.answer = (response) => answerWith(response, body);
    const id = await apply();
    await expect(again(id)).rejects.toMatchObject({ code: 'reply-refused' });
    const before = est.asked.length;
    server.cacerts = certsOnly(signedBy(est.authority.certificate, middle.certificate));
    expect((await again(id)).state).toBe('issued');
    expect(est.asked.slice(before)).toEqual(['GET /.well-known/est/cacerts']);
  });
});

/** Signs the middle CA with the CA `above`. */
function signedBy(above: string, middle: string): string {
  const [keyOf, out] = [(pem: string) => pem.replace(/ca\.pem$/, 'ca.key'), `${middle}.cross`];
  const signer = ['-CA', above, '-CAkey', keyOf(above), '-days', '30'];
  openssl(['x509', '-in', middle, ...signer, '-out', out]);
  return out;
}
