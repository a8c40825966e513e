// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NoticesPane } from '../../../renderer/features/notices/notices-pane.tsx';
import { useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useCertificates } from '../../../renderer/state/certificates-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import type { LeftReminders } from '../../../shared/schemas/certificates/reminder.ts';
import { sampleCertificates } from './sample-data.ts';
import { openedWith } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

const [sample] = sampleCertificates(Date.now());
const detail = {
  ...sample,
  note: null,
  noteLocked: false,
  bankValidOn: null,
  holderNumber: null,
  version: 3,
  signatureAlgorithm: 'sha256WithRSAEncryption',
  fingerprints: { sha1: '', sha256: '' },
  keyUsage: [],
  extendedKeyUsage: [],
  subjectAlternativeNames: [],
  extensions: [],
  chain: [],
  chainState: 'incomplete' as const,
  pem: '',
};
const sha256 = String(sample?.sha256);
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const due = (change: Partial<NonNullable<LeftReminders['first']>> = {}): NonNullable<LeftReminders['first']> => ({
  about: sha256,
  sha256,
  name: '张三',
  notAfter: inDays(20),
  ...change,
});

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  act(closeDialogs);
  useGuide.setState({ guide: null });
  useRoute.setState({ room: 'overview' });
});

async function banner(first: LeftReminders['first'], count = 1, protocol: 'est' | 'web' | null = 'web') {
  let left: LeftReminders = { first, count, only: count > 1 ? [sha256, 'b'.repeat(64)] : null };
  const bridge = installBridge({
    'reminders.left': () => left,
    'reminders.seen': () => {
      left = { first: null, count: 0, only: null };
      return {};
    },
    'renewals.of': () => ({ profileId: null, protocol, from: inDays(-40), pair: null, left: 0 }),
    'certificates.detail': () => detail,
  });
  render(<NoticesPane />);
  await waitFor(() => expect(bridge.requests.some(({ call }) => call === 'reminders.left')).toBe(true));
  const leave = (change: LeftReminders) => {
    left = change;
    return act(async () => bridge.emit('reminders.left', {}));
  };
  const seen = () => bridge.requests.filter(({ call }) => call === 'reminders.seen').map(({ input }) => input);
  return { leave, seen };
}

it('[R02] shows no banner until the main process leaves a reminder to the window', async () => {
  const { leave } = await banner(null, 0);
  expect(screen.queryByRole('region')).toBeNull();
  await leave({ first: due(), count: 1, only: [sha256] });
  expect(screen.getByRole('region').getAttribute('aria-label')).toBe('“张三”还有 20 天到期');
});

it.each([
  ['web', '如何更新'],
  ['est', '更新证书'],
  [null, '查看'],
] as const)('[R02] [E07] the action fits the CA’s protocol, %s: %s', async (protocol, name) => {
  const { seen } = await banner(due(), 1, protocol);
  fireEvent.click(await screen.findByRole('button', { name }));
  expect(useCertificates.getState().selected).toBe(sha256);
  await waitFor(() => expect(seen()).toEqual([{ about: [sha256] }]));
  if (protocol === 'est') await waitFor(() => expect(openedWith('renewal')).toEqual({ sha256 }));
  if (protocol === 'web')
    await waitFor(() => expect(useGuide.getState().guide).toEqual({ kind: 'renew', sha256, id: null }));
});

it('[R02] [L02] with several certificates, the action lists exactly these, which count as seen', async () => {
  const { seen } = await banner(due(), 2);
  fireEvent.click(await screen.findByRole('button', { name: '查看' }));
  const { query, onlyOf, selected } = useCertificates.getState();
  expect({ only: query.only, filter: query.filter, onlyOf, selected, room: useRoute.getState().room }).toEqual({
    only: [sha256, 'b'.repeat(64)],
    filter: 'all',
    onlyOf: 'reminders',
    selected: sha256,
    room: 'certificates',
  });
  await waitFor(() => expect(seen()).toEqual([{ about: [sha256, 'b'.repeat(64)] }]));
});

it('[R02] hides the banner and marks all reminders as seen on a press', async () => {
  const { seen } = await banner(due(), 2);
  fireEvent.click(await screen.findByRole('button', { name: '知道了' }));
  await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
  expect(seen()).toEqual([{ about: null }]);
});

it('[R02] names the first of several certificates, counts the others and says that it has expired', async () => {
  await banner(due({ notAfter: inDays(-12) }), 3);
  const region = await screen.findByRole('region');
  expect(region.getAttribute('aria-label')).toBe('“张三”已过期 12 天');
  expect(region.textContent).toContain('另有 2 张证书也到了提醒时间');
});

it('[R02] [E11] stays hidden while the guide renews its certificate', async () => {
  await banner(due());
  await screen.findByRole('region');
  const guide = { kind: 'renew', sha256, id: null } as const;
  act(() => useGuide.setState({ guide }));
  act(() => useRoute.setState({ room: 'enrolment' }));
  expect(screen.queryByRole('region')).toBeNull();
  act(() => useGuide.setState({ guide: { ...guide, sha256: 'b'.repeat(64) } }));
  expect(screen.getByRole('region')).toBeTruthy();
});
