// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createInventoryView, type InventorySources } from '../../../main/stores/inventory/inventory-view.ts';
import type { StoreReading } from '../../../main/stores/inventory/store-readings.ts';
import type { StoredCertificate } from '../../../main/stores/store-port.ts';
import type { CertificateRow } from '../../../main/vault/store/rows/certificate-row.ts';
import { certificateRow } from '../../support/openssl/certificate-rows.ts';

const now = new Date('2026-06-01T00:00:00Z');
const chromium = 'chromium:/home/a/.pki/nssdb';
const firefox = 'firefox:abc.default-esr';

function stored(row: CertificateRow, change: Partial<StoredCertificate> = {}): StoredCertificate {
  const fields = { ...row, searchText: row.subject } as unknown as StoredCertificate['fields'];
  return { fields, nickname: null, hasKey: true, hardware: null, ...change };
}

function reading(id: string, certificates: readonly StoredCertificate[] | null): StoreReading {
  const kind = id.startsWith('firefox') ? 'firefox' : 'chromium';
  const description = { id, kind, name: kind === 'firefox' ? 'Firefox (工作)' : 'Chromium', running: false };
  return {
    store: { id, kind } as StoreReading['store'],
    description: description as StoreReading['description'],
    certificates,
    code: certificates === null ? 'store-locked' : null,
  };
}

function viewOf(sources: Partial<InventorySources>) {
  return createInventoryView({
    vaultRows: [],
    summaries: [],
    proofs: [],
    readings: [],
    systemRoots: [],
    renewals: new Map(),
    now,
    ...sources,
  });
}
const rowOf = (view: ReturnType<typeof viewOf>, { sha256 }: CertificateRow) => view.bySha256.get(sha256)?.row;

describe('the inventory', () => {
  test('[S01] has one row for a certificate in the vault and two stores, whatever its nicknames', () => {
    const a = certificateRow('a');
    const view = viewOf({
      vaultRows: [a],
      readings: [reading(chromium, [stored(a, { nickname: 'one' })]), reading(firefox, [stored(a, { hasKey: null })])],
    });
    expect(view.entries).toHaveLength(1);
    expect(rowOf(view, a)).toMatchObject({ inVault: true, keyInVault: true, findings: [] });
    expect(rowOf(view, a)?.places).toMatchObject([
      { storeId: chromium, storeName: 'Chromium', nickname: 'one', hasKey: true },
      { storeId: firefox, storeName: 'Firefox (工作)', nickname: null, hasKey: null },
    ]);
  });

  test('[S01] lists namesakes separately, soonest expiry first, despite an unreadable store', () => {
    const later = certificateRow('later', { subjectHash: 'same', notAfter: '2028-01-01T00:00:00.000Z' });
    const sooner = certificateRow('sooner', { subjectHash: 'same', hasPrivateKey: false });
    const view = viewOf({
      vaultRows: [later],
      readings: [reading(chromium, [stored(sooner)]), reading(firefox, null)],
    });
    expect(view.entries.map(({ row }) => row.displayName)).toEqual(['sooner', 'later']);
    expect(rowOf(view, later)?.places).toEqual([]);
  });

  test('[S01] reports a copy without its key, unless on hardware or in a silent store', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => certificateRow(id)) as [
      CertificateRow,
      CertificateRow,
      CertificateRow,
    ];
    const view = viewOf({
      vaultRows: [a, b, c],
      readings: [
        reading(chromium, [
          stored(a, { hasKey: false }),
          stored(b, { hasKey: false, hardware: '某银行 U盾' }),
          stored(c, { hasKey: null }),
        ]),
      ],
    });
    expect([a, b, c].map((row) => rowOf(view, row)?.findings)).toEqual([['key-missing'], [], []]);
    expect(view.findings['key-missing']).toBe(1);
  });

  test('[S01] reports an expired certificate only where it is installed', () => {
    const over = { notBefore: '2024-01-01T00:00:00.000Z', notAfter: '2025-01-01T00:00:00.000Z' };
    const [installed, kept] = [certificateRow('installed', over), certificateRow('kept', over)];
    const view = viewOf({ vaultRows: [installed, kept], readings: [reading(chromium, [stored(installed)])] });
    expect(rowOf(view, installed)).toMatchObject({ status: 'expired', findings: ['expired-installed'] });
    expect(rowOf(view, kept)).toMatchObject({ status: 'expired', findings: [] });
  });

  test('[S01] reports an installed copy that a certificate in the vault supersedes', () => {
    const same = { subjectHash: 'zhang', issuerHash: 'bank' };
    const old = certificateRow('old', { ...same, notAfter: '2026-07-01T00:00:00.000Z' });
    const renewed = certificateRow('renewed', {
      ...same,
      notBefore: '2026-05-20T00:00:00.000Z',
      notAfter: '2027-05-20T00:00:00.000Z',
    });
    const view = viewOf({ vaultRows: [old, renewed], readings: [reading(chromium, [stored(old)])] });
    expect(rowOf(view, old)).toMatchObject({ findings: ['superseded-installed'], supersededBy: renewed.sha256 });
    expect(rowOf(view, renewed)?.findings).toEqual([]);
    // Without its key, the new certificate supersedes nothing.
    const keyless = viewOf({
      vaultRows: [old, { ...renewed, hasPrivateKey: false }],
      readings: [reading(chromium, [stored(old)])],
    });
    expect(rowOf(keyless, old)?.findings).toEqual([]);
  });

  test('[S01] [S10] reports a store’s key that no certificate in the vault has', () => {
    const alone = certificateRow('alone', { hasPrivateKey: false });
    const twin = certificateRow('twin', { hasPrivateKey: false });
    const inVault = certificateRow('in the vault', { spkiSha256: twin.spkiSha256 });
    const hardware = certificateRow('hardware');
    const view = viewOf({
      vaultRows: [inVault],
      readings: [reading(chromium, [stored(alone), stored(twin), stored(hardware, { hardware: '某银行 U盾' })])],
    });
    expect(rowOf(view, alone)).toMatchObject({ inVault: false, keyInVault: false, findings: ['only-in-store'] });
    expect(rowOf(view, twin)).toMatchObject({ inVault: false, keyInVault: true, findings: [] });
    expect(rowOf(view, hardware)?.findings).toEqual([]);
  });

  test('[S01] [D04] marks a watched certificate, installed or not, and reports no CA', () => {
    const watched = certificateRow('watched', { watched: true, hasPrivateKey: false });
    const authority = certificateRow('authority', { isCa: true, hasPrivateKey: false });
    const view = viewOf({
      vaultRows: [watched],
      readings: [reading(chromium, [stored(authority, { hasKey: false })])],
    });
    expect(rowOf(view, watched)).toMatchObject({ watched: true, places: [], findings: [] });
    expect(view.bySha256.get(authority.sha256)).toMatchObject({ authority: true, row: { findings: [] } });
    expect(Object.values(view.findings)).toEqual([0, 0, 0, 0]);
  });

  test('[S01] [L02] knows the chain of a certificate outside the vault from the vault, its stores and the system’s roots', () => {
    const outside = certificateRow('outside');
    const root = certificateRow('root', { subjectHash: 'issuer', selfIssued: true, isCa: true, hasPrivateKey: false });
    const readings = [reading(chromium, [stored(outside)])];
    const systemRoots = [{ ...root, der: new Uint8Array() }] as unknown as InventorySources['systemRoots'];
    const withRoot = [reading(chromium, [stored(outside), stored(root, { hasKey: false })])];
    const states = [{}, { vaultRows: [root] }, { systemRoots }, { readings: withRoot }].map(
      (more) => rowOf(viewOf({ readings, ...more }), outside)?.chainState,
    );
    expect(states).toEqual(['incomplete', 'complete', 'complete', 'complete']);
  });

  test('[S01] [S06] shows test results only at their place, and no identity number in nicknames', () => {
    const a = certificateRow('a');
    const proof = { kind: 'signed', at: now.toISOString(), passed: true, host: null } as const;
    const nickname = '051@张三@110101199001011234@1';
    const view = viewOf({
      proofs: [{ ...proof, storeId: firefox, sha256: a.sha256 }],
      readings: [reading(chromium, [stored(a, { nickname })]), reading(firefox, [stored(a)])],
    });
    expect(rowOf(view, a)?.places.map(({ proofs }) => proofs)).toEqual([[], [proof]]);
    expect(rowOf(view, a)?.places[0]?.nickname).toContain('张三');
    expect(JSON.stringify(rowOf(view, a))).not.toContain('110101199001011234');
  });

  test('[S01] searches store names, nicknames, labels and tags', () => {
    const a = certificateRow('a', { label: '工资', tags: ['网银'] });
    const view = viewOf({ vaultRows: [a], readings: [reading(firefox, [stored(a, { nickname: 'Bank Login' })])] });
    const searched = view.bySha256.get(a.sha256)?.searched ?? '';
    for (const text of ['firefox (工作)', 'bank login', '工资', '网银', a.sha256]) expect(searched).toContain(text);
  });

  test('[S01] shows a token as a place, where an expired certificate is no finding', () => {
    const ended = certificateRow('ended', { notAfter: '2026-01-01T00:00:00.000Z', hasPrivateKey: false });
    const place: InventorySources['readings'][number] = {
      store: { id: 'token:0123', kind: 'token' },
      description: { name: '我的 U盾', running: false },
      certificates: [stored(ended, { hardware: 'SoftHSM project SoftHSM v2' })],
      code: null,
    };
    const [token, both] = [
      viewOf({ readings: [place] }),
      viewOf({ readings: [place, reading(chromium, [stored(ended)])] }),
    ];
    expect(rowOf(token, ended)).toMatchObject({
      inVault: false,
      findings: [],
      places: [{ storeId: 'token:0123', storeKind: 'token', storeName: '我的 U盾', hasKey: true }],
    });
    expect(rowOf(both, ended)?.findings).toEqual(['expired-installed', 'only-in-store']);
  });
});
