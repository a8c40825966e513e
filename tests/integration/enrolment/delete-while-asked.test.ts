// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { startEstImitation } from '../../support/enrolment/est-imitation.ts';
import { answerWith, makeKey, multipart, partsOf } from '../../support/enrolment/key-answers.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';

/** A test-controlled EST server, and `again`, which polls it about a request. */
async function scene(answer: (operation: string, response: ServerResponse) => void) {
  const vault = await newCliVault();
  const asked = Promise.withResolvers<string>();
  const est = await startEstImitation(vault.folder, (operation, response) => {
    answer(operation, response);
    if (!response.writableEnded) asked.resolve(operation);
  });
  const file = join(vault.folder, 'est.json');
  const anchor = readFileSync(est.authority.certificate, 'utf8');
  writeFileSync(file, JSON.stringify({ name: 'EST', protocol: 'est', url: est.url, anchor }));
  const { enrolment } = servicesOf(vault);
  const held = await enrolment.profiles.importFile(file);
  const again = async (id: string) =>
    enrolment.est.resume(id, held, { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false });
  return { vault, est, enrolment, held, again, asked: asked.promise };
}

const wanted = { holder: { subject: 'CN=张三,C=CN' }, place: null };
const inVault = { ...wanted, algorithm: 'ec-p256', key: { in: 'vault' } } as const;
const byAuthority = { ...wanted, algorithm: 'rsa-2048', key: { in: 'authority', accepted: true } } as const;

test('[E03] [E04] removing a request cancels its poll of a silent server at once', async () => {
  const { enrolment, held, again, asked } = await scene(() => undefined);
  const { request } = await enrolment.request(held, inVault);
  const ended = again(request.id).catch((error: unknown) => error);
  expect(await asked).toBe('csrattrs');
  // Removal cancels the poll instead of waiting for the server.
  expect(await enrolment.remove(request)).toEqual({ keys: 1 });
  expect(await ended).toMatchObject({ code: 'cancelled' });
  expect(await enrolment.requests()).toEqual([]);
});

test('[E03] [E04] removing a request waits for a CA-generated key that may be on its way', async () => {
  const late = Promise.withResolvers<ServerResponse>();
  const { vault, est, enrolment, held, again, asked } = await scene((operation, response) => {
    if (operation === 'serverkeygen') late.resolve(response);
    else response.writeHead(404).end();
  });
  const body = multipart(partsOf(makeKey(vault.folder, est.authority)));
  const { request } = await enrolment.request(held, byAuthority);
  const ended = again(request.id);
  expect(await asked).toBe('serverkeygen');
  const removed = enrolment.remove(request);
  await setTimeout(300);
  expect(await enrolment.requests()).toHaveLength(1);
  answerWith(await late.promise, body);
  expect(await ended).toMatchObject({ state: 'issued' });
  // The key now belongs to its certificate.
  expect(await removed).toEqual({ keys: 0 });
  expect(await enrolment.requests()).toEqual([]);
});
