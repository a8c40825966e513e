// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { certsOnly, startEstImitation } from '../../support/enrolment/est-imitation.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';
import { nextSecond } from '../../support/openssl/next-second.ts';

const unattended = { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false };

/** A certificate issued over EST, in an open vault, and a server whose renewal responses `now.reenrol` controls. */
async function scene() {
  const vault = await newCliVault();
  const now: { reenrol: (response: ServerResponse, issue: () => void) => void } = {
    reenrol: (_response, issue) => issue(),
  };
  const est = await startEstImitation(vault.folder, (operation, response, csr, authority) => {
    const issue = () => void response.end(certsOnly(authority.issue(csr, operation)));
    if (operation === 'cacerts') response.end(certsOnly(authority.certificate));
    else if (operation === 'simpleenroll') issue();
    else if (operation === 'simplereenroll') now.reenrol(response, issue);
    else response.writeHead(404).end();
  });
  const file = join(vault.folder, 'est.json');
  const anchor = readFileSync(est.authority.certificate, 'utf8');
  writeFileSync(file, JSON.stringify({ name: 'EST', protocol: 'est', url: est.url, anchor }));
  const services = servicesOf(vault);
  const { enrolment } = services;
  await (await services.vault.require()).unlock({ kind: 'passphrase', secret: vault.passphrase });
  const held = await enrolment.profiles.importFile(file);
  const key = { in: 'vault' } as const;
  const wanted = { holder: { subject: 'CN=张三,C=CN' }, algorithm: 'ec-p256', key, place: null } as const;
  const first = await enrolment.est.enrol(
    held,
    null,
    unattended,
    async () => (await enrolment.request(held, wanted)).request,
  );
  const old = first.state === 'issued' ? first.certificate : '';
  await nextSecond();
  const made: string[] = [];
  return {
    enrolment,
    held,
    now,
    made,
    reenrolled: () => est.asked.filter((each) => each.endsWith('simplereenroll')).length,
    renew: async () =>
      enrolment.est.renew(old, held, null, unattended, async (algorithm, certificate) => {
        const asked = { holder: { certificate }, algorithm, key, place: null, purpose: 'renew', renews: old } as const;
        const { request } = await enrolment.request(held, asked);
        made.push(request.id);
        return request;
      }),
  };
}

/** Holds the renewal response back until `answer` is called. */
function held() {
  const [asked, mayAnswer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const reenrol = (_response: ServerResponse, issue: () => void): void => {
    asked.resolve();
    void mayAnswer.promise.then(issue);
  };
  return { asked: asked.promise, answer: mayAnswer.resolve, reenrol };
}

test('[E07] [E04] a manual renewal during a background poll gets the certificate of that poll', async () => {
  const { enrolment, held: profile, now, made, reenrolled, renew } = await scene();
  now.reenrol = (response) => void response.writeHead(202, { 'Retry-After': '60' }).end();
  expect(await renew()).toMatchObject({ state: 'pending' });
  const server = held();
  now.reenrol = server.reenrol;
  const background = enrolment.est.resume(made[0] ?? '', profile, unattended);
  await server.asked;
  const person = renew();
  await setTimeout(500);
  expect(reenrolled()).toBe(2);
  server.answer();
  const came = await background;
  expect(came).toMatchObject({ state: 'issued', request: { id: made[0] } });
  expect(await person).toMatchObject({ state: 'issued', certificate: came.state === 'issued' && came.certificate });
  expect({ made: made.length, reenrolled: reenrolled(), requests: (await enrolment.requests()).length }).toEqual({
    made: 1,
    reenrolled: 2,
    requests: 2,
  });
});

test('[E07] [E03] removing a request waits until its renewal in progress has ended', async () => {
  const { enrolment, now, made, renew } = await scene();
  const server = held();
  now.reenrol = server.reenrol;
  const renewed = renew();
  await server.asked;
  const removed = enrolment.remove({ id: made[0] ?? '' });
  await setTimeout(500);
  expect(await enrolment.requests()).toHaveLength(2);
  server.answer();
  expect(await renewed).toMatchObject({ state: 'issued' });
  // The key now belongs to its certificate.
  expect(await removed).toEqual({ keys: 0 });
});
