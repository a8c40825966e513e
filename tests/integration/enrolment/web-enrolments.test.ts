// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { issueIdentity } from '../../e2e/support/data/certificate-files.ts';
import { webEnrolmentsWithVault } from '../../support/enrolment/web-enrolments-with-vault.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { newFolder } from '../../support/stores/browser-login/login-fixture.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

let bank: IdentityFiles;
let files = '';

beforeAll(() => {
  files = newFolder();
  bank = makeIdentityFiles(files, 'bank', { subject: '/CN=示例银行根证书/O=示例银行/C=CN', days: 3650 });
  return () => rmSync(files, { recursive: true, force: true });
});

const identity = (name: string, subject: string, [from, until]: readonly [number, number] = [-1, 364]) =>
  issueIdentity(files, name, { subject, issuer: bank, from, until });

/** The example bank and a download folder. `apply` starts an enrolment. */
async function atTheBank() {
  const folder = temporaryFolder();
  const downloads = join(folder, '下载');
  mkdirSync(downloads);
  const service = await webEnrolmentsWithVault(folder);
  const held = await service.profiles.addExample({ protocol: 'web' });
  await service.webEnrolments.watch();
  const apply = async (wanted: { purpose?: 'apply' | 'renew'; renews?: string } = {}) =>
    service.webEnrolments.start(held, {
      purpose: wanted.purpose ?? 'apply',
      renews: wanted.renews ?? null,
      folder: downloads,
    });
  return { ...service, folder, downloads, held, apply };
}

describe('a web enrolment on the page of a CA', () => {
  test('[E01] [E06] a downloaded file is recognised and imported, and ends the web enrolment', async () => {
    const { webEnrolments, vault, downloads, apply, until, take } = await atTheBank();
    const { id } = await apply();
    const { p12, password, sha256 } = identity('zhang', '/CN=张三 110101199003077758/C=CN');
    copyFileSync(p12, join(downloads, '张三 110101199003077758.pfx.crdownload'));
    renameSync(
      join(downloads, '张三 110101199003077758.pfx.crdownload'),
      join(downloads, '张三 110101199003077758.pfx'),
    );
    await until(([webEnrolment]) => webEnrolment?.files.length === 1);
    const [webEnrolment] = await webEnrolments.waiting();
    expect(webEnrolment?.files).toMatchObject([{ kind: 'pkcs12', state: 'needs-password', diagnosis: null }]);
    // The identity number is masked.
    expect(webEnrolment?.files[0]?.fileName).toBe('张三 1101**********7758.pfx');
    const { draftId } = await webEnrolments.openFile({ id, fileId: webEnrolment?.files[0]?.fileId ?? '' });
    const { added, ended } = await take(draftId, password);
    expect(added).toContain(sha256);
    expect(ended).toMatchObject({ id, purpose: 'apply' });
    expect(await webEnrolments.waiting()).toEqual([]);
    expect(vault.webEnrolments.ofCertificate(sha256)).toMatchObject({
      id,
      certificate: sha256,
      profileHost: 'ca.example.com',
    });
    expect(await webEnrolments.authorityOf(sha256)).toEqual({
      name: 'Example Bank 示例银行（网页）',
      host: 'ca.example.com',
    });
    const events = vault.activity.list(null, 10).entries.map((each) => each.event);
    expect(events.filter((event) => event.startsWith('web-enrolment'))).toEqual([
      'web-enrolment-done',
      'web-enrolment-started',
    ]);
  });

  test('[E01] web enrolments without a folder do not count towards the limit of watched ones', async () => {
    const { webEnrolments, vault, downloads, apply, until } = await atTheBank();
    const { id } = await apply();
    for (let index = 0; index < 9; index += 1) {
      const [row] = vault.webEnrolments.waiting();
      if (row === undefined) throw new Error('it waits');
      await vault.webEnrolments.start({ ...row, id: `later-${index}`, startedAt: new Date().toISOString() });
    }
    await webEnrolments.watch();
    copyFileSync(identity('crowded', '/CN=钱七/C=CN').p12, join(downloads, 'crowded.p12'));
    await until((waiting) => waiting.some((webEnrolment) => webEnrolment.id === id && webEnrolment.files.length === 1));
  });

  test('[E01] files are detected by content, a broken .pfx is reported, known certificates are ignored', async () => {
    const { webEnrolments, downloads, apply, until, imports, take } = await atTheBank();
    const known = identity('known', '/CN=李四/C=CN');
    const first = await imports.addFile(known.certificate, 'file');
    await take(first, '');
    await apply();
    const { certificate, p12 } = identity('wang', '/CN=王五/C=CN');
    copyFileSync(known.certificate, join(downloads, 'known.cer'));
    writeFileSync(join(downloads, 'picture.png'), Buffer.from('89504e470d0a1a0a', 'hex'));
    writeFileSync(join(downloads, 'torn.pfx'), readFileSync(p12).subarray(0, 300));
    copyFileSync(certificate, join(downloads, 'download'));
    await until(([webEnrolment]) => webEnrolment?.files.length === 2);
    const [webEnrolment] = await webEnrolments.waiting();
    const fileStates = webEnrolment?.files.map(({ fileName, state, diagnosis }) => [fileName, state, diagnosis]);
    expect(fileStates?.toSorted()).toEqual([
      ['download', 'ready', null],
      ['torn.pfx', 'not-read', 'damaged'],
    ]);
    // The rest of the download arrives after all.
    copyFileSync(p12, join(downloads, 'torn.pfx'));
    await until(([each]) => each?.files.some(({ state }) => state === 'needs-password') === true);
  });

  test('[E01] a folder is watched from when it is chosen until it is cleared', async () => {
    const { webEnrolments, held, downloads, until } = await atTheBank();
    const { id } = await webEnrolments.start(held, { purpose: 'apply', renews: null, folder: null });
    copyFileSync(identity('unwatched', '/CN=孙八/C=CN').p12, join(downloads, 'a.p12'));
    expect(await webEnrolments.move(id, downloads)).toMatchObject({ folder: { isThere: true } });
    await until(([webEnrolment]) => webEnrolment?.files.length === 1);
    expect(await webEnrolments.move(id, null)).toMatchObject({ folder: null, files: [] });
  });

  test('[E01] a file chosen from any folder ends the web enrolment that expects it', async () => {
    const { webEnrolments, held, imports, take } = await atTheBank();
    const { id } = await webEnrolments.start(held, { purpose: 'apply', renews: null, folder: null });
    const { p12, password, sha256 } = identity('chosen', '/CN=周九/C=CN');
    const draftId = await imports.addFile(p12, 'file');
    await webEnrolments.expect({ id, draftIds: [draftId] });
    expect((await take(draftId, password)).ended).toMatchObject({ id, certificate: sha256 });
    expect(await webEnrolments.guided({ id })).toMatchObject({ certificate: sha256, folder: null });
  });

  test('[E01] [E03] after a restart it finds earlier downloads, can change its folder and be cancelled', async () => {
    const { folder, downloads, apply, close, held } = await atTheBank();
    const { id } = await apply();
    close();
    copyFileSync(identity('while-away', '/CN=赵六/C=CN').p12, join(downloads, 'a.p12'));
    const again = await webEnrolmentsWithVault(folder);
    expect(await again.webEnrolments.waiting()).toMatchObject([{ id, files: [] }]);
    await again.webEnrolments.watch();
    await again.until(([webEnrolment]) => webEnrolment?.files.length === 1);
    const other = join(folder, 'other');
    await expect(again.webEnrolments.move(id, other)).rejects.toMatchObject({ code: 'file-unreadable' });
    mkdirSync(other);
    expect(await again.webEnrolments.move(id, other)).toMatchObject({ folder: { isThere: true }, files: [] });
    rmSync(other, { recursive: true });
    await again.until(([webEnrolment]) => webEnrolment?.folder?.isThere === false);
    await again.webEnrolments.cancel({ id, isFinished: false });
    expect(await again.webEnrolments.waiting()).toEqual([]);
    await expect(again.webEnrolments.cancel({ id, isFinished: false })).rejects.toMatchObject({ code: 'not-found' });
    expect(held.confirmedAt).toBeNull();
  });

  test('[E07] [L01] a renewal supersedes a certificate even under another name, and a link names its CA', async () => {
    const { webEnrolments, vault, certificates, imports, downloads, apply, until, take, held } = await atTheBank();
    const old = identity('old', '/CN=钱七/C=CN', [-300, 20]);
    await take(await imports.addFile(old.p12, 'file'), old.password);
    expect(await webEnrolments.authorityOf(old.sha256)).toBeNull();
    await webEnrolments.link(held, old.sha256);
    expect(await webEnrolments.authorityOf(old.sha256)).toEqual({ name: held.profile.name, host: held.host.ascii });
    const { id } = await apply({ purpose: 'renew', renews: old.sha256 });
    // Receiving the old file again does not end the renewal.
    copyFileSync(old.p12, join(downloads, 'old.pfx'));
    await until(([webEnrolment]) => webEnrolment?.files.length === 1);
    const fileOf = async () => (await webEnrolments.waiting())[0]?.files[0]?.fileId ?? '';
    expect(
      (await take((await webEnrolments.openFile({ id, fileId: await fileOf() })).draftId, old.password)).ended,
    ).toBeNull();
    const renewed = identity('new', '/CN=钱七@2027/C=CN');
    copyFileSync(renewed.p12, join(downloads, 'new.pfx'));
    await until(([webEnrolment]) => webEnrolment?.files.length === 2);
    const { ended } = await take(
      (await webEnrolments.openFile({ id, fileId: await fileOf() })).draftId,
      renewed.password,
    );
    expect(ended).toMatchObject({ purpose: 'renew', renews: old.sha256 });
    expect(vault.renewals()).toEqual(new Map([[old.sha256, renewed.sha256]]));
    expect(await certificates.detail(old)).toMatchObject({ status: 'superseded', supersededBy: renewed.sha256 });
    expect(await certificates.detail(renewed)).toMatchObject({ status: 'valid', supersededBy: null });
  });

  test('[E07] in a file with certificates of two holders, the renewed one ends the renewal', async () => {
    const { webEnrolments, vault, imports, folder, held, take } = await atTheBank();
    const old = identity('two-old', '/CN=吴十/C=CN', [-300, 20]);
    await take(await imports.addFile(old.p12, 'file'), old.password);
    const { id } = await webEnrolments.start(held, { purpose: 'renew', renews: old.sha256, folder: null });
    expect(await webEnrolments.waiting()).toMatchObject([{ id, folder: null }]);
    const renewed = identity('two-new', '/CN=吴十/C=CN', [-2, 364]);
    const other = identity('two-other', '/CN=郑一/C=CN', [-1, 364]);
    const alone = await imports.addFile(other.p12, 'file');
    expect((await take(alone, other.password)).ended).toBeNull();
    // `other` has its key in the vault and starts later, so without the renewal it would be picked.
    const both = join(folder, 'both.pem');
    writeFileSync(both, Buffer.concat([renewed, other].map(({ certificate }) => readFileSync(certificate))));
    const { ended } = await take(await imports.addFile(both, 'file'), '');
    expect(ended).toMatchObject({ id, certificate: renewed.sha256, folder: null });
    expect(vault.renewals()).toEqual(new Map([[old.sha256, renewed.sha256]]));
  });

  test('[E07] a file that renews two certificates ends both renewals, whichever enrolment opens it', async () => {
    const { webEnrolments, vault, imports, downloads, apply, until, take } = await atTheBank();
    const subjects = ['/CN=郑一/C=CN', '/CN=冯二/C=CN'];
    const olds = subjects.map((subject, index) => identity(`both-old-${index}`, subject, [-300, 20]));
    for (const old of olds) await take(await imports.addFile(old.p12, 'file'), old.password);
    const { id } = await apply();
    for (const { sha256 } of olds) await apply({ purpose: 'renew', renews: sha256 });
    const news = subjects.map((subject, index) => identity(`both-new-${index}`, subject));
    const pem = Buffer.concat(news.map(({ certificate }) => readFileSync(certificate)));
    writeFileSync(join(downloads, 'both.pem'), pem);
    await until((waiting) => waiting.every(({ files: came }) => came.length === 1));
    const fileId = (await webEnrolments.waiting())[0]?.files[0]?.fileId ?? '';
    const { all } = await take((await webEnrolments.openFile({ id, fileId })).draftId, '');
    expect(all.map(({ renews, certificate }) => [renews, certificate])).toEqual(
      olds.map(({ sha256 }, index) => [sha256, news[index]?.sha256]),
    );
    expect(await webEnrolments.waiting()).toMatchObject([{ id, purpose: 'apply' }]);
    expect(vault.renewals().size).toBe(2);
  });

  test('[E01] [E07] a new certificate in a shared folder ends the application and not the renewal', async () => {
    const { webEnrolments, vault, imports, downloads, apply, until, take } = await atTheBank();
    const old = identity('left-old', '/CN=陈三/C=CN', [-300, 20]);
    await take(await imports.addFile(old.p12, 'file'), old.password);
    const renewal = await apply({ purpose: 'renew', renews: old.sha256 });
    const { id } = await apply();
    const { p12, password } = identity('left-new', '/CN=褚四/C=CN');
    copyFileSync(p12, join(downloads, 'left.pfx'));
    await until((waiting) => waiting.every(({ files: came }) => came.length === 1));
    const { ended } = await take(await imports.addFile(join(downloads, 'left.pfx'), 'file'), password);
    expect(ended).toMatchObject({ id, purpose: 'apply' });
    expect(await webEnrolments.waiting()).toMatchObject([{ id: renewal.id }]);
    expect(vault.renewals()).toEqual(new Map());
  });

  test('[E01] a file opened from the watched folder ends the web enrolment, others do not', async () => {
    const { imports, downloads, apply, until, take } = await atTheBank();
    await apply();
    const elsewhere = identity('elsewhere', '/CN=孙八/C=CN');
    expect((await take(await imports.addFile(elsewhere.p12, 'file'), elsewhere.password)).ended).toBeNull();
    const { p12, password } = identity('by-itself', '/CN=周九/C=CN');
    const path = join(downloads, 'by itself.pfx');
    copyFileSync(p12, path);
    await until(([webEnrolment]) => webEnrolment?.files.length === 1);
    expect((await take(await imports.addFile(path, 'file'), password)).ended).not.toBeNull();
  });

  test('[E02] an enrolment by phone has no host and links its certificate to no website', async () => {
    const { webEnrolments, imports, take } = await atTheBank();
    const wanted = { purpose: 'apply', renews: null, folder: null, bankName: '海川银行' } as const;
    const { id } = await webEnrolments.start(null, wanted);
    const { p12, password, sha256 } = identity('by-phone', '/CN=吴九/C=CN');
    const draftId = await imports.addFile(p12, 'file');
    await webEnrolments.expect({ id, draftIds: [draftId] });
    expect((await take(draftId, password)).ended).toMatchObject({ profile: { host: '' }, certificate: sha256 });
    expect(await webEnrolments.authorityOf(sha256)).toBeNull();
  });

  test('[E01] only a profile with a web page can start a web enrolment', async () => {
    const { webEnrolments, downloads, profiles } = await atTheBank();
    const manual: HeldProfile = await profiles.addExample({ protocol: 'manual' });
    const start = webEnrolments.start(manual, { purpose: 'apply', renews: null, folder: downloads });
    await expect(start).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('[E06] the chain of a downloaded certificate', () => {
  /** Imports a downloaded certificate for a profile with the PEM file `anchor`, if any, as its anchor. */
  async function arrive(anchor: string | null, isConfirmed: boolean) {
    const { profiles, webEnrolments, folder, downloads, until, take } = await atTheBank();
    const profile = join(folder, 'profile.json');
    const named = { name: '另一家银行', protocol: 'web', url: 'https://bank.example.com/apply' };
    writeFileSync(
      profile,
      JSON.stringify({ ...named, ...(anchor !== null && { anchor: readFileSync(anchor, 'utf8') }) }),
    );
    const held = await profiles.importFile(profile);
    const used = isConfirmed ? await profiles.confirm({ id: held.id, typedHost: 'bank.example.com' }) : held;
    const { id } = await webEnrolments.start(used, { purpose: 'apply', renews: null, folder: downloads });
    const { p12, password, sha256 } = identity('path', '/CN=王五/C=CN');
    copyFileSync(p12, join(downloads, 'path.pfx'));
    await until(([webEnrolment]) => webEnrolment?.files.length === 1);
    const fileId = (await webEnrolments.waiting())[0]?.files[0]?.fileId ?? '';
    const { ended } = await take((await webEnrolments.openFile({ id, fileId })).draftId, password);
    expect(await webEnrolments.waiting()).toEqual([]);
    return { ended, sha256 };
  }

  test('leads to the CA of the profile, another one or none known, and is always imported', async () => {
    const other = makeIdentityFiles(files, 'other', { subject: '/CN=别的根证书/C=CN', days: 3650 });
    const verdicts: (boolean | null | undefined)[] = [];
    for (const anchor of [bank.certificate, other.certificate, null]) {
      const { ended, sha256 } = await arrive(anchor, true);
      expect(ended?.certificate).toBe(sha256);
      verdicts.push(ended?.leadsToAuthority);
    }
    expect(verdicts).toEqual([true, false, null]);
  });

  test('is not judged by the anchor of a profile whose host is not confirmed', async () => {
    expect((await arrive(bank.certificate, false)).ended?.leadsToAuthority).toBeNull();
  });
});
