// SPDX-License-Identifier: Apache-2.0
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { InventoryRow, Placement, Store } from '../../../shared/schemas/store.ts';

export function sampleStore(change: Partial<Store> = {}): Store {
  return {
    id: 'chromium:/home/a/.pki/nssdb',
    kind: 'chromium',
    name: 'Chromium',
    path: '/home/a/.pki/nssdb',
    browsers: ['Chromium'],
    state: 'ready',
    reason: null,
    running: false,
    isDefault: true,
    verified: true,
    certificates: 2,
    withKey: 1,
    ...change,
  };
}

export const firefox = sampleStore({
  id: 'firefox:/home/a/.mozilla/firefox/x.default',
  kind: 'firefox',
  name: 'Firefox (default)',
  path: '/home/a/.mozilla/firefox/x.default',
  browsers: ['Firefox'],
});

export function samplePlacement(change: Partial<Placement> = {}): Placement {
  const { id, name, kind } = sampleStore();
  return {
    storeId: id,
    storeName: name,
    storeKind: kind,
    nickname: null,
    hasKey: true,
    hardware: null,
    running: false,
    proofs: [],
    ...change,
  };
}

export function sampleRow(change: Partial<InventoryRow> = {}): InventoryRow {
  return {
    sha256: 'a'.repeat(64),
    subject: 'CN=张三',
    issuer: 'CN=示例银行',
    displayName: '张三',
    issuerName: '示例银行',
    serial: '1',
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2027-12-31T00:00:00Z',
    status: 'valid',
    chainState: 'complete',
    supersededBy: null,
    algorithm: 'rsa-2048',
    isCa: false,
    inVault: true,
    keyInVault: true,
    watched: false,
    loss: null,
    places: [],
    findings: [],
    ...change,
  };
}

export function inventoryOf(
  rows: readonly InventoryRow[],
  { offset = 0, limit = 100 }: { readonly offset?: number; readonly limit?: number } = {},
): CallOutput<'stores.inventory'> {
  return {
    rows: rows.slice(offset, offset + limit),
    matching: rows.length,
    total: rows.length,
    findings: { 'key-missing': 0, 'expired-installed': 0, 'superseded-installed': 0, 'only-in-store': 0 },
    tokens: [],
    unread: [],
    readAt: '2026-11-24T12:00:00Z',
  };
}
