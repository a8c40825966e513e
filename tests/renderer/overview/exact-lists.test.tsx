// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, renderHook, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useAppEvents } from '../../../renderer/app/use-app-events.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { changeQuery, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { pageOf } from '../support/page-of.ts';
import { openOverview, press, sampleOverview, sampleSummaries } from '../support/overview-room.tsx';

const now = Date.now();
const certificates = sampleSummaries(now).slice(0, 3);
const sha256 = certificates[0]?.sha256 ?? '';
const query = () => useCertificates.getState().query;

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(cleanup);

it('[L09] [L02] a task lists exactly its certificates, until a filter is chosen', async () => {
  const only = [sha256, 'b'.repeat(64)];
  const expired = { about: sha256, sha256, name: '张三', notAfter: new Date(now - 86_400_000).toISOString() };
  await openOverview({
    overview: { tasks: [{ kind: 'expired', count: 2, only, items: [expired] }], certificates },
  });
  await press('查看');
  expect([query().filter, query().only, useCertificates.getState().onlyOf]).toEqual(['all', only, 'expired']);
  await act(() => changeQuery({ search: '张' }));
  expect(query().only).toEqual(only);
  await act(() => changeQuery({ filter: 'expired' }));
  expect(query().only).toBeUndefined();
});

it('[L09] [L02] a task with one certificate lists and selects it', async () => {
  await openOverview({
    overview: { tasks: [{ kind: 'revoked', count: 1, only: null, items: [{ sha256, name: '张三' }] }], certificates },
    answers: { 'certificates.page': () => pageOf(certificates) },
  });
  await press('查看');
  expect([query().filter, useCertificates.getState().selected]).toEqual(['revoked', sha256]);
});

it('[L09] [L02] each number of certificates lists these, also that of the valid ones', async () => {
  const counts = { ...sampleOverview().counts, valid: 2503, expired: 372 };
  await openOverview({ overview: { certificates, own: 3000, counts } });
  await userEvent.click(screen.getByRole('button', { name: /^2,503/ }));
  expect(query().filter).toBe('valid');
  act(() => useCertificates.setState({ query: { ...query(), includeAuthorities: true } }));
  await userEvent.click(screen.getByRole('button', { name: /^372/ }));
  expect([query().filter, query().includeAuthorities]).toEqual(['expired', false]);
});

it('[L09] [D04] a task with typed entries alone opens the whole list', async () => {
  const entry = { about: '5b0c1d9e-3f7a-4c59-9d3e-0f6f6a1f2b10', sha256: null, name: '工行 U盾' };
  const notAfter = new Date(now - 86_400_000).toISOString();
  await openOverview({
    overview: { tasks: [{ kind: 'expired', count: 2, only: [], items: [{ ...entry, notAfter }] }] },
  });
  await press('查看');
  expect([query().filter, query().only]).toEqual(['all', undefined]);
});

it('[L09] counts again after browsers or USB keys changed', async () => {
  let valid = 7;
  const bridge = await openOverview({
    answers: {
      'overview.read': () =>
        sampleOverview({ certificates, own: 3000, counts: { ...sampleOverview().counts, valid: (valid += 1) } }),
    },
  });
  renderHook(() => useAppEvents(createRef()));
  const shown = Number(screen.getByRole('button', { name: /可用|有效/ }).textContent?.match(/\d+/)?.[0]);
  await act(async () => bridge.emit('stores.changed', {}));
  await waitFor(() => expect(screen.getByRole('button', { name: new RegExp(`^${shown + 1}`) })).toBeDefined());
});

it('[L09] counts certificates that are not valid yet once there are any, so that the counts add up', async () => {
  const counts = { valid: 7, expiring: 0, expired: 0, 'not-yet-valid': 2, revoked: 0, superseded: 0 };
  await openOverview({ overview: { certificates, own: 9, counts } });
  await press('2尚未生效');
  expect(query().filter).toBe('not-yet-valid');
});
