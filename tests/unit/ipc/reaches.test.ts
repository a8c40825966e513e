// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createGrants } from '../../../main/grants/grants.ts';
import type { StandingTarget } from '../../../main/grants/standing.ts';
import type { Question, SettingsStore } from '../../../main/hosts/host.ts';
import { createResolveDestination } from '../../../main/ipc/resolve-destination.ts';
import { createPageHandles } from '../../../main/ipc/page-handles.ts';
import { createReachOf } from '../../../main/ipc/reaches/create-reach-of.ts';
import type { Services } from '../../../main/services.ts';
import type { BackupRow } from '../../../main/vault/backups/backup-rows.ts';
import { createVaultAccess } from '../../../main/vault/vault-access.ts';
import { makeRekeyTemplate } from '../../support/vault/rekey-template.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';

/** Grants with the app's own targets and a person who answers `isAllowed` after two seconds. */
function grantsOver(services: Partial<Services>, isAllowed: boolean, isDefault = false) {
  const asked: Question[] = [];
  const standing: StandingTarget[] = [];
  let now = 0;
  const all = { enrolment: { profiles: {} }, vault: { folder: '' }, ...services } as Services;
  const grants = createGrants({
    reachOf: createReachOf(all, {} as SettingsStore, createPageHandles(), { pathOf: () => '' }, isDefault),
    confirm: async (question) => {
      asked.push(question);
      now += 2000;
      return await Promise.resolve(isAllowed);
    },
    standing: {
      has: (...target) => standing.some(({ kind, subject }) => isDeepStrictEqual([kind, subject], target)),
      add: (kind, subject) => void standing.push({ kind, subject }),
    },
    language: () => 'en',
    clock: () => now,
  });
  return { grants, asked, standing };
}

test.each([false, true])('[X11] [K02] a page cannot add a second protector, default folder: %s', async (isDefault) => {
  const { folder } = await makeRekeyTemplate(join(temporaryFolder(), 'vault'), 1);
  const vault = createVaultAccess(folder, { ...testVaultOptions(), unlockAtStart: false });
  onTestFinished(() => vault.close());
  const { grants, asked } = grantsOver({ vault }, false, isDefault);
  const input = { passphrase: 'chosen by the page 4711' };
  await expect(grants.ask('vault.setPassphrase', input)).rejects.toMatchObject({ code: 'not-granted' });
  expect(asked[0]?.facts).toEqual(isDefault ? [] : [{ label: 'Vault', value: folder }]);
});

test('[X11] [K02] the first passphrase of a vault needs no question', async () => {
  const vault = createVaultAccess(join(temporaryFolder(), 'vault'), { ...testVaultOptions(), unlockAtStart: false });
  onTestFinished(() => vault.close());
  const { grants, asked } = grantsOver({ vault }, false);
  await grants.ask('vault.setPassphrase', { passphrase: 'the first of this vault 4711' });
  expect(asked).toEqual([]);
});

test('[X11] [V02] a confirmation remembers only hosts that the question showed', async () => {
  const { grants, asked, standing } = grantsOver({}, true);
  const hosts = Array.from({ length: 12 }, (_each, index) => `ocsp-${index}.example`);
  const input = {
    sha256: 'a'.repeat(64),
    urls: hosts.map((host) => `http://${host}/`),
    privateHosts: ['inside.example'],
  };
  await grants.ask('revocation.check', input);
  const shown = asked.flatMap(({ facts }) => facts.map(({ value }) => value));
  expect(standing.map(({ subject }) => subject['host']).filter((host) => !shown.includes(host ?? ''))).toEqual([]);
  expect(standing).toHaveLength(13);
});

test('[X11] [V02] a question with more hosts than a person can read is refused', async () => {
  const { grants, asked } = grantsOver({}, true);
  const urls = Array.from({ length: 21 }, (_each, index) => `http://ocsp-${index}.example/`);
  const input = { sha256: 'a'.repeat(64), urls, privateHosts: [] };
  await expect(grants.ask('revocation.check', input)).rejects.toMatchObject({ code: 'limit-exceeded' });
  expect(asked).toEqual([]);
});

const token = { id: 'module/slot', label: 'Card', serial: '0001' };
const tokens = { list: async () => await Promise.resolve({ tokens: [token] }) } as unknown as Services['tokens'];
const lastTry = { tokenId: token.id, pin: '000000', confirmedLastTry: true };

test('[X11] [T04] a request for a key on a token does not use its last PIN try unasked', async () => {
  const held = { id: 'a', profile: { protocol: 'manual', url: 'https://ca.example/' }, host: {} };
  const profiles = { list: async () => await Promise.resolve([held]) };
  const { grants, asked } = grantsOver({ tokens, enrolment: { profiles } as unknown as Services['enrolment'] }, false);
  const start = grants.ask('requests.start', { profileId: held.id, token: lastTry });
  await expect(start).rejects.toMatchObject({ code: 'not-granted' });
  expect(asked[0]?.title).toContain('last PIN try');
});

test('[X11] [T04] a backup onto a known token does not use its last PIN try unasked', async () => {
  const status = { vaultId: 'v', protectors: [{ kind: 'os-store' }, { kind: 'recovery-code' }] };
  const vault = { folder: '', status: async () => await Promise.resolve(status) };
  const known = grantsOver({ tokens, vault: vault as unknown as Services['vault'] }, true);
  const backup = { protection: { kind: 'vault' }, place: { kind: 'token', ...lastTry } };
  await known.grants.ask('backups.create', backup);
  expect(known.standing).toEqual([]);
  expect(known.asked[0]?.title).toContain('last PIN try');
  expect(known.asked[0]?.facts).toContainEqual({ label: 'Unlocks with', value: 'Recovery code' });
});

test.each([
  'tokens.changePin',
  'tokens.unblockPin',
  'tokens.initialise',
  'tokens.importIdentity',
  'tokens.delete',
  'vault.addToken',
] as const)('[X11] [T04] the question of %s says when the last PIN try is used', async (call) => {
  const certificates = { summary: async () => await Promise.resolve({ displayName: 'A', subject: 'CN=A' }) };
  const services = { tokens, certificates: certificates as unknown as Services['certificates'] };
  const { grants, asked } = grantsOver(services, true);
  const input = { ...lastTry, sha256: 'a'.repeat(64), typedLabel: 'k' };
  await grants.ask(call, { ...input, confirmedLastTry: false });
  await grants.ask(call, input);
  const named = asked.map(({ facts }) => facts.some(({ label }) => label === 'May use the last PIN try for'));
  expect(named).toEqual([false, true]);
});

/** A vault from elsewhere with this many anchors, with attacker-chosen subjects. */
function vaultThatBrings(anchors: number): Partial<Services> {
  const authority = (index: number) => ({ sha256: String(index).padStart(2, '0').repeat(32), subject: 'CN=CFCA' });
  const profiles = [{ name: 'Bank', host: 'bank.example', confirmed: true, authorities: [authority(99)] }];
  const review = {
    accepted: false,
    digest: 'd',
    anchors: Array.from({ length: anchors }, (_, at) => authority(at)),
    profiles,
  };
  const vaultAcceptance = { review: async () => await Promise.resolve(review) };
  return { vaultAcceptance: vaultAcceptance as unknown as Services['vaultAcceptance'] };
}

test('[X11] [K07] the question about a foreign vault shows the SHA-256 of each CA to trust', async () => {
  const { grants, asked } = grantsOver(vaultThatBrings(15), true);
  await grants.ask('vault.accept', { digest: 'd' });
  const shown = asked.flatMap(({ facts }) => facts.map(({ value }) => value));
  for (let at = 0; at < 15; at += 1) expect(shown).toContain(`${String(at).padStart(2, '0').repeat(8)} CN=CFCA`);
  expect(shown).toContain('9999999999999999 bank.example CN=CFCA');
});

test('[X11] [K07] a vault with more trusted CAs than a question can show is refused', async () => {
  const { grants, asked } = grantsOver(vaultThatBrings(19), true);
  await expect(grants.ask('vault.accept', { digest: 'd' })).rejects.toMatchObject({ code: 'limit-exceeded' });
  expect(asked).toEqual([]);
});

test('[X11] [K10] a question shows a certificate’s SHA-256 beside the name that a page can set', async () => {
  const sha256 = 'ab'.repeat(32);
  const named = { sha256, displayName: 'Old test', subject: 'CN=Zhang San,O=Bank' };
  const services = {
    certificates: { summary: async () => await Promise.resolve(named) } as unknown as Services['certificates'],
    deletion: { list: async () => await Promise.resolve([named]) } as unknown as Services['deletion'],
    stores: {
      list: async () => await Promise.resolve({ stores: [] }),
      planRemove: async () => await Promise.resolve({ items: [{ ...named, storeId: 'firefox:a' }] }),
    } as unknown as Services['stores'],
  };
  const { grants, asked } = grantsOver(services, true);
  await grants.ask('stores.install', { certificates: [sha256], storeIds: [] });
  await grants.ask('deletion.purge', { certificates: null });
  await grants.ask('stores.remove', { items: [{ sha256, storeId: 'firefox:a' }] });
  const values = asked.map(({ facts }) => facts.find(({ label }) => label === 'Certificate')?.value);
  expect(values).toEqual(Array.from({ length: 3 }, () => 'Old test · SHA-256 abababababababab'));
});

function historyWith(row: { kind?: 'webdav'; madeHere: boolean; place: string }): Partial<Services> {
  const backups = { find: () => ({ id: 'b', kind: 'folder', ...row }) };
  const vault = { folder: '', require: async () => await Promise.resolve({ backups }) };
  return { vault: vault as unknown as Services['vault'] };
}

test('[X11] [B03] reading a folder that only the vault file names asks once', async () => {
  const place = '/mnt/of/another/computer';
  const foreign = grantsOver(historyWith({ madeHere: false, place }), true);
  const input = { id: 'b', secret: null, access: null };
  await foreign.grants.ask('backups.verify', input);
  await foreign.grants.ask('backups.verify', { ...input, id: 'c' });
  expect(foreign.asked.map(({ facts }) => facts)).toEqual([[{ label: 'Folder', value: place }]]);
  const own = grantsOver(historyWith({ madeHere: true, place }), true);
  await own.grants.ask('backups.verify', input);
  expect(own.asked).toEqual([]);
});

test('[X11] [B03] the question names the recorded server, even if the call claims a token', async () => {
  const place = 'https://evil.example/dav';
  const { grants, asked } = grantsOver({ tokens, ...historyWith({ kind: 'webdav', madeHere: false, place }) }, true);
  await grants.ask('backups.verify', { id: 'b', secret: null, access: { kind: 'token', ...lastTry } });
  expect(asked.map(({ facts }) => facts)).toEqual([[{ label: 'Address', value: place }]]);
});

async function reached(place: string, { platform, madeHere }: { platform: NodeJS.Platform; madeHere: boolean }) {
  const resolveDestination = createResolveDestination(
    { tokens, serverPasswords: {} as Services['serverPasswords'] },
    platform,
  );
  const row = { kind: 'folder', place, volume: null, fileName: 'a.tar', madeHere } as BackupRow;
  return (await resolveDestination.known(row, null, new AbortController().signal)).place;
}

test.each([
  '\\\\evil.example\\share',
  '//evil.example/share',
  '\\\\?\\UNC\\evil.example\\share',
  '\\\\.\\pipe\\x',
  '\\\\evil',
])('[X11] [B03] contacts no server when a vault file names %s as the folder of a backup', async (place) => {
  const refused = { code: 'file-unreadable' };
  await expect(reached(place, { platform: 'linux', madeHere: true })).rejects.toMatchObject(refused);
  await expect(reached(place, { platform: 'win32', madeHere: false })).rejects.toMatchObject(refused);
  if (!place.endsWith('share') || place.includes('?')) {
    await expect(reached(place, { platform: 'win32', madeHere: true })).rejects.toMatchObject(refused);
  }
});

test('[X11] [B03] reading a share that this vault wrote to asks once on Windows', async () => {
  const place = '\\\\nas\\backups\\mine';
  const { grants, asked } = grantsOver(historyWith({ madeHere: true, place }), true);
  const input = { id: 'b', secret: null, access: null };
  await grants.ask('backups.verify', input);
  await grants.ask('backups.verify', { ...input, id: 'c' });
  expect(asked.map(({ facts }) => facts)).toEqual([[{ label: 'Folder', value: place }]]);
  expect(await reached(place, { platform: 'win32', madeHere: true })).toMatchObject({ kind: 'folder', folder: place });
});

/** An EST profile with a pending request. */
function enrolmentAt(url: string): Services['enrolment'] {
  const { hostname } = new URL(url);
  const profile = { name: 'CA', protocol: 'est', url };
  const held = { id: 'a', profile, host: { unicode: hostname, ascii: hostname } };
  const profiles = { list: async () => await Promise.resolve([held]) };
  const requests = async () => await Promise.resolve([{ id: 'r', profile }]);
  return { profiles, requests } as unknown as Services['enrolment'];
}

test('[X11] [E05] permission to connect to a host does not cover sending or opening', async () => {
  const { grants, asked } = grantsOver({ enrolment: enrolmentAt('https://ca.example/apply') }, true);
  const profileId = 'a';
  await grants.ask('preflight.server', { profileId, contact: true });
  await grants.ask('servers.look', { profileId });
  expect(asked).toHaveLength(1);
  await grants.ask('renewals.submit', { profileId });
  await grants.ask('webEnrolments.openAddress', { profileId });
  expect(asked.slice(1).map(({ allow }) => allow)).toEqual(['Send', 'Open']);
  await grants.ask('renewals.submit', { profileId, sha256: 'b' });
  await grants.ask('webEnrolments.openAddress', { profileId });
  expect(asked).toHaveLength(3);
});

test('[X11] [E11] a bulk renewal asks each time, with the count and the host of the CA', async () => {
  const ids = ['a'.repeat(64), 'b'.repeat(64)];
  const requests = async () =>
    await Promise.resolve(ids.map((certificate) => ({ certificate, profile: { name: 'CA', host: 'ca.example' } })));
  const webEnrolments = { findAuthority: async () => await Promise.resolve(() => null) };
  const enrolment = { ...enrolmentAt('https://ca.example/est'), requests, webEnrolments };
  const certificates = { summary: async (sha256: string) => await Promise.resolve({ displayName: '张三', sha256 }) };
  const { grants, asked } = grantsOver({ enrolment, certificates } as unknown as Partial<Services>, true);
  const input = { certificates: ids, seen: [], passwords: [] };
  for (const _ of [1, 2]) {
    await grants.ask('renewals.submitMany', input);
    await grants.use('renewals.submitMany', input);
  }
  expect(asked).toHaveLength(2);
  const facts = asked[0]?.facts.map(({ label, value }) => [label, value]);
  expect(facts?.slice(0, 2)).toEqual([
    ['Number of certificates', '2'],
    ['Server', 'ca.example'],
  ]);
});

test('[X11] [S12] a bank’s website asks once, with its encoded host, whole address and phone number', async () => {
  const url = 'https://xn--fiq228c5hs.example/login';
  const profile = { name: '中文网', protocol: 'web', url, contact: { phone: '95000' } };
  const host = { ascii: 'xn--fiq228c5hs.example', unicode: '中文网.example' };
  const profiles = { list: async () => await Promise.resolve([{ id: 'a', profile, host }]) };
  const { grants, asked } = grantsOver({ enrolment: { profiles } as unknown as Services['enrolment'] }, true);
  await grants.ask('profiles.confirm', { id: 'a', typedHost: host.ascii });
  const facts = ['xn--fiq228c5hs.example', '中文网.example', url];
  expect(asked.map((each) => each.facts.map(({ value }) => value))).toEqual([['中文网', ...facts, '95000']]);
  // After that, opening the address in any browser and contacting its server need no question.
  await grants.ask('webEnrolments.openAddress', { profileId: 'a', storeId: 'chromium:/home/a/.pki/nssdb' });
  await grants.ask('preflight.server', { profileId: 'a', contact: true });
  expect(asked).toHaveLength(1);
  profile.url = 'https://xn--fiq228c5hs.example/other';
  await grants.ask('webEnrolments.openAddress', { profileId: 'a', storeId: null });
  expect(asked.slice(1).map((each) => each.facts.map(({ value }) => value))).toEqual([
    [...facts.slice(0, 2), 'https://xn--fiq228c5hs.example/other'],
  ]);
});

test('[X11] the question about a server names its whole host in encoded form', async () => {
  const host = `www.icbc.com.cn.${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.evil.example`;
  const { grants, asked } = grantsOver({}, true);
  await grants.ask('stores.lookAtServer', { url: `https://${host}/${'d'.repeat(400)}` });
  await grants.ask('stores.lookAtServer', { url: 'https://ісbс.example/' });
  const hosts = asked.flatMap(({ facts }) => facts.filter(({ label }) => label === 'Server'));
  expect(hosts.map(({ value }) => value)).toEqual([host, 'xn--b-6tbb5f.example']);
});
