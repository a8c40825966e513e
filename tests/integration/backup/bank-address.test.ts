// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createServices } from '../../../main/services.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const backupPassphrase = 'a backup of its own';
const bank = { name: '海川银行', address: 'https://ebank.haichuan.example/login', phone: null, branch: null };

async function computer() {
  const folder = temporaryFolder();
  const services = createServices({
    dataFolder: join(folder, 'vault'),
    stateFolder: join(folder, 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
    now: () => new Date(),
    version: 'test',
  });
  onTestFinished(() => services.close());
  const vault = await services.vault.requireOrCreate();
  await vault.initialiseProtectors({ passphrase: 'a passphrase for tests', useOsStore: false, recoveryCode: 'later' });
  const { profiles, webEnrolments } = services.enrolment;
  return {
    async add(name: string) {
      const { certificate, key } = await makeIdentity(name);
      const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
      await vault.importItems({ certificates: [certificate], keys: [key], origin });
      return certificate.fields.sha256;
    },
    /** Links a certificate to a bank with a confirmed host. */
    async name(sha256: string, address: string) {
      const held = await profiles.addBank({ ...bank, address, replaces: null });
      await webEnrolments.link(held, sha256);
      await profiles.confirm({ id: held.id, typedHost: held.host.ascii });
    },
    async bankOf(sha256: string) {
      const found = await webEnrolments.authorityOf(sha256);
      const held = (await profiles.list()).find(
        ({ profile, host }) => profile.name === found?.name && host.ascii === found.host,
      );
      return held === undefined ? null : { url: held.profile.url, isCompared: held.confirmedAt !== null };
    },
    async backUp() {
      const to = join(folder, 'stick');
      mkdirSync(to, { recursive: true });
      const { row } = await services.backups.create({
        scope: { kind: 'all' },
        protection: { kind: 'own', password: backupPassphrase },
        recoveryCode: null,
        place: { kind: 'folder', folder: to },
      });
      return join(row.place, row.fileName);
    },
    restore: async (path: string) =>
      await services.backups.restore(
        path,
        { kind: 'passphrase', secret: backupPassphrase },
        { choices: new Map(), expected: null, prepare: async () => await Promise.resolve() },
      ),
  };
}

test('[B01] [B03] [S12] a restored bank address covers all its certificates but needs confirming again', async () => {
  const old = await computer();
  const [applied, imported] = [await old.add('CN=张三,OU=海川银行'), await old.add('CN=李四,OU=海川银行')];
  await old.name(applied, bank.address);
  const fresh = await computer();
  await fresh.restore(await old.backUp());
  for (const sha256 of [applied, imported]) {
    expect(await fresh.bankOf(sha256)).toEqual({ url: bank.address, isCompared: false });
  }
});

test('[B03] [S12] [X11] a merged backup adds new banks and redirects none of our certificates', async () => {
  const ours = await computer();
  const mine = await ours.add('CN=张三,OU=海川银行');
  const second = await ours.add('CN=李四,OU=海川银行');
  await ours.name(mine, bank.address);
  const theirs = await computer();
  const came = await theirs.add('CN=王五,OU=海川银行');
  const other = await theirs.add('CN=王五,OU=远洲银行');
  await theirs.name(came, 'https://haichuan-login.example/');
  await theirs.name(other, 'https://yuanzhou.example/');
  await ours.restore(await theirs.backUp());
  for (const sha256 of [mine, second]) {
    expect(await ours.bankOf(sha256)).toEqual({ url: bank.address, isCompared: true });
  }
  expect(await ours.bankOf(came)).toEqual({ url: 'https://haichuan-login.example/', isCompared: false });
  expect(await ours.bankOf(other)).toEqual({ url: 'https://yuanzhou.example/', isCompared: false });
});
