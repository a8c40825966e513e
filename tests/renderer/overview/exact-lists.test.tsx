// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
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

it('[L09] [L02] a task that no filter describes lists exactly its certificates, until a filter is chosen', async () => {
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
  await userEvent.click(screen.getByRole('button', { name: /^372/ }));
  expect(query().filter).toBe('expired');
});
