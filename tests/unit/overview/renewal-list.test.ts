// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createServices } from '../../../main/services.ts';
import { takeInFromStore } from '../../../main/vault/records/installed/take-in.ts';
import { renewalCalls } from '../../../shared/ipc/calls/enrolment/renewals.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
const day = 86_400_000;
const now = new Date('2026-11-28T07:40:00Z');
const inDays = (days: number): Date => new Date(Math.floor((now.getTime() + days * day) / 1000) * 1000);

function start() {
  const services = createServices({
    dataFolder: join(temporaryFolder(), 'vault'),
    stateFolder: join(temporaryFolder(), 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
    now: () => now,
  });
  onTestFinished(() => services.close());
  const add = async (subject: string, until: number, from = -400) => {
    const times = { notBefore: inDays(from), notAfter: inDays(until) };
    const { certificate, sha256 } = await makeIdentity(subject, null, undefined, times);
    await (await services.vault.requireOrCreate()).importItems({ certificates: [certificate], keys: [], origin });
    return sha256;
  };
  const list = async (offset = 0, limit = 200) =>
    renewalCalls.list.output.parse(await services.renewalList.list({ offset, limit }));
  return { services, add, list };
}

const idsOf = ({ rows }: Awaited<ReturnType<ReturnType<typeof start>['list']>>) =>
  rows.map((row) => (row.kind === 'entry' ? row.entry.name : row.certificate.sha256));

describe('[E11] the renewal list', () => {
  test('is empty without a vault, and creates none', async () => {
    const { services, list } = start();
    expect(await list()).toEqual({ rows: [], total: 0 });
    expect((await services.vault.status()).exists).toBe(false);
  });

  test('lists valid certificates and typed dates by days left, then unreplaced expired ones', async () => {
    const { services, add, list } = start();
    const later = await add('CN=later', 300);
    const sooner = await add('CN=sooner', 20);
    const over = await add('CN=over', -3);
    await add('CN=renewed', -5, -700);
    const renewed = await add('CN=renewed', 340, -10);
    await services.watched.add({ name: '手机银行', lastDay: '2026-12-28', place: '示例银行' });
    const all = await list();
    expect(idsOf(all)).toEqual([sooner, '手机银行', later, renewed, over]);
    expect(all.total).toBe(5);
    expect(idsOf(await list(1, 2))).toEqual(['手机银行', later]);
  });

  test('names the CA only of a certificate that a person linked', async () => {
    const { services, add, list } = start();
    const [linked, other] = [await add('CN=linked', 20), await add('CN=other', 40)];
    const { profiles, webEnrolments } = services.enrolment;
    const bank = { name: '海川银行', address: 'ebank.haichuan.example', phone: '95xxx', branch: null, replaces: null };
    const held = await profiles.addBank(bank);
    await webEnrolments.link(held, linked);
    expect((await list()).rows).toMatchObject([
      { certificate: { sha256: linked }, authority: { profileId: held.id, name: '海川银行', protocol: 'web' } },
      { certificate: { sha256: other }, authority: null },
    ]);
  });
});

describe('[E11] a bank that a person typed', () => {
  const bank = {
    name: '海川银行',
    address: 'ebank.haichuan.example',
    phone: '95xxx',
    branch: '张经理',
    replaces: null,
  };

  test('is an unconfirmed web profile with its contact and nothing else', async () => {
    const { services } = start();
    const held = await services.enrolment.profiles.addBank(bank);
    expect(held).toMatchObject({ confirmedAt: null, host: { ascii: 'ebank.haichuan.example' } });
    expect(held.profile).toEqual({
      name: '海川银行',
      protocol: 'web',
      url: 'https://ebank.haichuan.example/',
      contact: { phone: '95xxx', branch: '张经理' },
    });
  });

  test('keeps its enrolments when its host changes, and becomes unconfirmed', async () => {
    const { services, add } = start();
    const { profiles, webEnrolments } = services.enrolment;
    const sha256 = await add('CN=customer', 20);
    const held = await profiles.addBank(bank);
    await profiles.confirm({ id: held.id, typedHost: 'ebank.haichuan.example' });
    await webEnrolments.link(held, sha256);
    const { id } = await webEnrolments.start(held, { purpose: 'renew', renews: sha256, folder: null });
    const moved = await profiles.addBank({ ...bank, address: 'www.haichuan.example', replaces: held.id });
    expect(await profiles.list()).toMatchObject([{ id: moved.id, confirmedAt: null }]);
    expect(await webEnrolments.authorityOf(sha256)).toEqual({ name: '海川银行', host: 'www.haichuan.example' });
    expect(await webEnrolments.waiting()).toMatchObject([{ id, profile: { host: 'www.haichuan.example' } }]);
  });
});

describe('[E11] the steps of a guide', () => {
  test('keep when each was ticked, also after the end, and forget unticked ones', async () => {
    const { services } = start();
    const { profiles, webEnrolments } = services.enrolment;
    const held = await profiles.addBank({
      name: 'Bank',
      address: 'b.example',
      phone: null,
      branch: null,
      replaces: null,
    });
    const { id } = await webEnrolments.start(held, { purpose: 'apply', renews: null, folder: null });
    const at = now.toISOString();
    await webEnrolments.tick({ id, step: 'ready', isDone: true });
    await webEnrolments.tick({ id, step: 'find', isDone: true });
    await webEnrolments.tick({ id, step: 'ready', isDone: false });
    expect(await webEnrolments.waiting()).toMatchObject([{ id, folder: null, steps: { find: at } }]);
    expect((await webEnrolments.guided({ id })).steps).toEqual({ find: at });
    await webEnrolments.cancel({ id, isFinished: false });
    expect(await webEnrolments.guided({ id })).toMatchObject({ endedAt: at, certificate: null, steps: { find: at } });
    await expect(webEnrolments.tick({ id: held.id, step: 'find', isDone: true })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('expect no file for a certificate on a USB key, and end when the person finishes', async () => {
    const { services } = start();
    const { profiles, webEnrolments } = services.enrolment;
    const bank = { name: 'Bank', address: 'b.example', phone: null, branch: null, replaces: null };
    const held = await profiles.addBank(bank);
    const { certificate, sha256 } = await makeIdentity('/CN=张三', null);
    const vault = await services.vault.requireOrCreate();
    const token = 'pkcs11:serial=1234;id=%01';
    await takeInFromStore(
      vault,
      { certificates: [certificate], keys: [] },
      { name: '网银盾', path: null, at: now, token },
    );
    expect(vault.activity.list(null, 1).entries).toMatchObject([{ event: 'taken-in-from-token' }]);
    const { id, steps } = await webEnrolments.start(held, { purpose: 'renew', renews: sha256, folder: null });
    expect(steps).toEqual({ 'usb-key': now.toISOString() });
    await webEnrolments.cancel({ id, isFinished: true });
    expect(await webEnrolments.waiting()).toEqual([]);
    expect(vault.activity.list(null, 1).entries).toMatchObject([{ event: 'web-enrolment-finished' }]);
  });
});
