// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Vault } from '../../../../main/vault/vault.ts';
import { askFor } from '../../../support/enrolment/ask-for.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { editVault } from '../../../support/vault/vault-database.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';

const origin = { via: 'file', fileName: 'a.cer', path: null, downloadedFrom: null } as const;
const events = (vault: Vault) => vault.activity.list(null, 20).entries.map((each) => each.event);

async function withCertificate(): Promise<{ vault: Vault; sha256: string }> {
  const vault = newTestVault();
  const { certificate, sha256 } = await makeIdentity('CN=张三,C=CN');
  await vault.importItems({ certificates: [certificate], keys: [], origin });
  return { vault, sha256 };
}

describe('loss reports', () => {
  test('[E08] are kept with their day across processes; a changed kind is logged too', async () => {
    const { vault, sha256 } = await withCertificate();
    expect(vault.losses.find(sha256)).toBeNull();
    const [loss] = await vault.losses.report([sha256], 'lost');
    expect(loss).toEqual({ kind: 'lost', reportedAt: expect.any(String), done: [], replaced: false });
    await vault.losses.report([sha256], 'lost');
    const [marked] = await vault.losses.mark([sha256], 'notified', true);
    await vault.losses.report([sha256], 'stolen');
    vault.close();
    const again = reopen(vault);
    expect(again.losses.find(sha256)).toEqual({ ...marked, kind: 'stolen' });
    expect([...again.losses.list()]).toEqual([[sha256, { ...marked, kind: 'stolen' }]]);
    expect(events(again).filter((event) => event === 'loss-reported')).toHaveLength(2);
  });

  test('[E08] have steps ticked and unticked once each; an unreported certificate has none', async () => {
    const { vault, sha256 } = await withCertificate();
    await expect(vault.losses.mark([sha256], 'notified', true)).rejects.toMatchObject({ code: 'not-found' });
    await vault.losses.report([sha256], 'key-exposed');
    await vault.losses.mark([sha256], 'cleaned', true);
    await vault.losses.mark([sha256], 'notified', true);
    expect((await vault.losses.mark([sha256], 'notified', true))[0]?.done).toEqual(['notified', 'cleaned']);
    expect((await vault.losses.mark([sha256], 'cleaned', false))[0]?.done).toEqual(['notified']);
    expect((await vault.losses.mark([sha256], 'replaced', true))[0]?.replaced).toBe(true);
  });

  test('[E08] keep the time and reference number of the report to the CA with its tick', async () => {
    const { vault, sha256 } = await withCertificate();
    await vault.losses.report([sha256], 'stolen');
    const [ticked] = await vault.losses.mark([sha256], 'notified', true);
    expect(ticked?.notifiedAt).toMatch(/^\d{4}-/);
    const [numbered] = await vault.losses.mark([sha256], 'notified', true, 'A-77');
    expect(numbered).toMatchObject({ notifiedAt: ticked?.notifiedAt, reference: 'A-77' });
    await vault.losses.mark([sha256], 'cleaned', true);
    vault.close();
    const again = reopen(vault);
    const kept = again.losses.find(sha256);
    expect(kept).toMatchObject({ ...numbered, done: ['notified', 'cleaned'] });
    expect((await again.losses.mark([sha256], 'notified', true, null))[0]?.reference).toBeUndefined();
    await again.losses.mark([sha256], 'notified', true, 'A-78');
    const [unticked] = await again.losses.mark([sha256], 'notified', false);
    expect([unticked?.done, unticked?.notifiedAt]).toEqual([['cleaned'], undefined]);
    await again.losses.mark([sha256], 'cleaned', false);
    const [reticked] = await again.losses.mark([sha256], 'notified', true);
    expect(reticked).toMatchObject({ done: ['notified'], notifiedAt: expect.any(String), reference: 'A-78' });
    editVault(again.folder, `UPDATE losses SET done = '["notified"]'`);
    expect(again.losses.find(sha256)).toMatchObject({ done: ['notified'] });
  });

  test('[E08] [K07] keep and log when the CA confirmed the revocation, until its notification is unticked', async () => {
    const { vault, sha256 } = await withCertificate();
    await vault.losses.report([sha256], 'stolen');
    await vault.losses.mark([sha256], 'notified', true, 'A-77');
    const [confirmed] = await vault.losses.mark([sha256], 'confirmed', true);
    expect(confirmed).toMatchObject({ done: ['notified', 'confirmed'], confirmedAt: expect.any(String) });
    vault.close();
    const again = reopen(vault);
    expect(again.losses.find(sha256)).toEqual(confirmed);
    await again.losses.mark([sha256], 'confirmed', false);
    expect(again.losses.find(sha256)?.confirmedAt).toBeUndefined();
    await again.losses.mark([sha256], 'confirmed', true);
    const [unticked] = await again.losses.mark([sha256], 'notified', false);
    expect(unticked).toMatchObject({ done: [], reference: 'A-77' });
    expect(unticked?.confirmedAt).toBeUndefined();
    const logged = events(again).filter((event) => event.endsWith('-confirmed'));
    expect(logged).toEqual(['loss-not-confirmed', 'loss-confirmed', 'loss-not-confirmed', 'loss-confirmed']);
  });

  test('[E08] keep a phone number with all the named losses or none, and only as plain text', async () => {
    const { vault, sha256 } = await withCertificate();
    await vault.losses.report([sha256], 'stolen');
    const gone = '0'.repeat(64);
    await expect(vault.losses.setPhone([sha256, gone], '95566')).rejects.toMatchObject({ code: 'not-found' });
    expect(vault.losses.find(sha256)?.phone).toBeUndefined();
    await vault.losses.setPhone([sha256], '95555');
    expect((await vault.losses.setPhone([sha256], null))[0]?.phone).toBeUndefined();
    await vault.losses.setPhone([sha256], '95566');
    await vault.losses.mark([sha256], 'notified', true);
    await vault.losses.report([sha256], 'lost');
    vault.close();
    const again = reopen(vault);
    expect(again.losses.find(sha256)).toMatchObject({ kind: 'lost', done: ['notified'], phone: '95566' });
    editVault(again.folder, `UPDATE losses SET phone = '95\u202e566'`);
    expect(again.losses.find(sha256)).toMatchObject({ kind: 'lost', phone: undefined });
  });

  test('[E08] are made or ticked together in one log entry, or not at all', async () => {
    const { vault, sha256 } = await withCertificate();
    const gone = '0'.repeat(64);
    await expect(vault.losses.report([sha256, gone], 'stolen')).rejects.toMatchObject({ code: 'not-found' });
    expect(vault.losses.find(sha256)).toBeNull();
    const second = await makeIdentity('CN=second');
    await vault.importItems({ certificates: [second.certificate], keys: [], origin });
    const both = [sha256, second.sha256];
    await vault.losses.report(both, 'stolen');
    await expect(vault.losses.mark([sha256, gone], 'notified', true)).rejects.toMatchObject({ code: 'not-found' });
    expect(vault.losses.find(sha256)?.done).toEqual([]);
    await vault.losses.mark(both, 'notified', true);
    expect(both.map((each) => vault.losses.find(each)?.done)).toEqual([['notified'], ['notified']]);
    expect(events(vault).filter((event) => event === 'loss-reported')).toHaveLength(1);
    await vault.losses.withdraw([...both, gone]);
    expect(vault.losses.list().size).toBe(0);
  });

  test('[E08] [K07] are logged with the notified CA and the reference number, also when withdrawn', async () => {
    const { vault } = await withCertificate();
    const bank = await makeIdentity('CN=王芳,OU=海川银行,O=Example,C=CN');
    const same = await makeIdentity('CN=王芳二,OU=海川银行,O=Example,C=CN');
    await vault.importItems({ certificates: [bank.certificate, same.certificate], keys: [], origin });
    const both = [bank.sha256, same.sha256];
    await vault.losses.report(both, 'stolen');
    await vault.losses.mark(both, 'notified', true);
    await vault.losses.mark(both, 'notified', true);
    await vault.losses.mark(both, 'notified', true, 'A-77');
    await vault.losses.mark(both, 'cleaned', true);
    await vault.losses.mark(both, 'notified', true, null);
    await vault.losses.mark(both, 'notified', false);
    await vault.losses.mark(both, 'notified', false);
    const { entries } = vault.activity.list(null, 20);
    const logged = entries.filter(({ event }) => event.startsWith('loss-') && event !== 'loss-reported');
    expect(logged.map(({ event, detail }) => [event, JSON.parse(detail)])).toEqual([
      ['loss-not-notified', { certificates: both, count: 2 }],
      ['loss-reference-removed', { certificates: both, count: 2 }],
      ['loss-reference', { certificates: both, count: 2, what: 'A-77' }],
      ['loss-notified', { certificates: both, count: 2, what: '海川银行' }],
    ]);
  });

  test('[E08] [L01] are logged with the identity number in the CA’s name masked', async () => {
    const vault = newTestVault();
    const { certificate, sha256 } = await makeIdentity('CN=王芳,OU=海川银行 110101199001011234,C=CN');
    await vault.importItems({ certificates: [certificate], keys: [], origin });
    await vault.losses.report([sha256], 'stolen');
    await vault.losses.mark([sha256], 'notified', true);
    const detail = vault.activity.list(null, 20).entries.find(({ event }) => event === 'loss-notified')?.detail ?? '{}';
    expect(JSON.parse(detail)).toMatchObject({ what: '海川银行 1101**********1234' });
  });

  test('[E08] are withdrawn only once, and refused for an unknown certificate', async () => {
    const { vault, sha256 } = await withCertificate();
    await expect(vault.losses.report(['0'.repeat(64)], 'lost')).rejects.toMatchObject({ code: 'not-found' });
    await vault.losses.report([sha256], 'lost');
    await vault.losses.withdraw([sha256]);
    expect(vault.losses.find(sha256)).toBeNull();
    expect(events(vault)[0]).toBe('loss-withdrawn');
    await expect(vault.losses.withdraw([sha256])).rejects.toMatchObject({ code: 'not-found' });
  });

  test('[E08] [E03] count as replaced after a finished request or web enrolment for a replacement', async () => {
    const { vault, sha256 } = await withCertificate();
    await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
    await vault.losses.report([sha256], 'lost');
    await askFor(vault);
    const replaced = () => vault.losses.find(sha256)?.replaced;
    editVault(vault.folder, `UPDATE requests SET purpose = 'replace', renews = '${sha256}'`);
    expect(replaced()).toBe(false);
    editVault(vault.folder, `UPDATE requests SET state = 'done', certificate = '${'1'.repeat(64)}'`);
    expect(replaced()).toBe(true);
    editVault(vault.folder, 'DELETE FROM requests');
    expect(replaced()).toBe(false);
    editVault(
      vault.folder,
      `INSERT INTO web_enrolments (id, profile_name, profile_host, purpose, renews, started_at, certificate, ended_at) VALUES ('v', 'n', 'h', 'replace', '${sha256}', 't', '${'2'.repeat(64)}', 't')`,
    );
    expect(replaced()).toBe(true);
  });

  test('[E08] [K10] are purged with their certificate', async () => {
    const { vault, sha256 } = await withCertificate();
    await vault.losses.report([sha256], 'lost');
    await vault.deletion.moveToTrash([sha256]);
    await vault.deletion.restore([sha256]);
    expect(vault.losses.find(sha256)?.kind).toBe('lost');
    await vault.deletion.moveToTrash([sha256]);
    await vault.deletion.purge(null);
    expect(vault.losses.find(sha256)).toBeNull();
  });

  test('[E08] [F07] keep the known steps, once each, and none if another program broke the list', async () => {
    const { vault, sha256 } = await withCertificate();
    await vault.losses.report([sha256], 'lost');
    const at = '2026-11-24T12:00:00.000Z';
    const done = [
      'looked',
      '\u202e',
      { step: 'insured', at },
      { step: 'notified', at, reference: 'A-77' },
      'looked',
      null,
    ];
    editVault(vault.folder, `UPDATE losses SET done = '${JSON.stringify(done)}'`);
    expect(vault.losses.find(sha256)).toMatchObject({
      done: ['looked', 'notified'],
      notifiedAt: at,
      reference: 'A-77',
    });
    expect((await vault.losses.mark([sha256], 'cleaned', true))[0]?.done).toEqual(['looked', 'notified', 'cleaned']);
    editVault(vault.folder, `UPDATE losses SET done = '{'`);
    expect(vault.losses.find(sha256)?.done).toEqual([]);
  });
});
