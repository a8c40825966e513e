// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createHeldIndex } from '../../../main/stores/inventory/held-index.ts';
import type { PlaceReading } from '../../../main/stores/inventory/placements.ts';
import type { Snapshot, StoreReading } from '../../../main/stores/inventory/store-readings.ts';
import type { StoredCertificate } from '../../../main/stores/store-port.ts';
import { certificateRow } from '../../support/openssl/certificate-rows.ts';

const row = certificateRow('张三');
const stored = {
  fields: { ...row, searchText: row.subject } as unknown as StoredCertificate['fields'],
  nickname: null,
  hasKey: true,
  hardware: null,
};
const browser = {
  store: { id: 'chromium:/a', kind: 'chromium' },
  description: { name: 'Edge', running: false },
  certificates: [stored],
  code: null,
} as unknown as StoreReading;
const token: PlaceReading = {
  store: { id: 'token:01', kind: 'token' },
  description: { name: '工行', running: false },
  certificates: [{ ...stored, hardware: 'Example' }],
  code: null,
};

test('[L10] answers at once with known places, reads once when the window is idle, and notifies', async () => {
  let snapshot: Snapshot | null = null;
  const tell = vi.fn<() => void>();
  const lookIfOld = vi.fn<() => void>();
  const readings = {
    last: () => snapshot,
    current: async () => (snapshot ??= { readings: [browser], readAt: new Date() }),
  };
  const none: PlaceReading[] = [];
  const idle = Promise.withResolvers<void>();
  const index = createHeldIndex(readings, { last: () => none, lookIfOld }, tell, async () => idle.promise);
  expect(index.current().size).toBe(0);
  index.current();
  await setImmediate();
  expect(lookIfOld).not.toHaveBeenCalled();
  expect(snapshot).toBeNull();
  idle.resolve();
  await setImmediate();
  expect(lookIfOld).toHaveBeenCalledTimes(1);
  expect(tell).toHaveBeenCalledTimes(1);
  const known = index.current();
  expect(known.get(row.sha256)?.places).toEqual([{ kind: 'chromium', name: 'Edge', hasKey: true, hardware: null }]);
  expect(index.current()).toBe(known);
});

test('[L10] [T02] a connected token adds its place, and removes it when disconnected', () => {
  const snapshot: Snapshot = { readings: [browser], readAt: new Date() };
  let connected: readonly PlaceReading[] = [];
  const readings = { last: () => snapshot, current: async () => snapshot };
  const index = createHeldIndex(readings, { last: () => connected, lookIfOld: () => undefined }, () => undefined);
  const places = () =>
    index
      .current()
      .get(row.sha256)
      ?.places.map(({ name }) => name);
  expect(places()).toEqual(['Edge']);
  connected = [token];
  expect(places()).toEqual(['Edge', '工行']);
  connected = [];
  expect(places()).toEqual(['Edge']);
});
