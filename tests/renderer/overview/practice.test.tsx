// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { usePractice } from '../../../renderer/state/practice-store.ts';
import { type Practice, practiceSteps } from '../../../shared/schemas/practice.ts';
import { installMatchMedia, Refusal } from '../support/fake-bridge.ts';
import { openOverview, press, sampleSummaries } from '../support/overview-room.tsx';

const now = Date.parse('2026-11-28T07:40:00Z');
const [sample] = sampleSummaries(now, { backup: 'none', status: 'valid' });
const practiceAfter = (done: number, change: Partial<Practice> = {}): Practice => ({
  steps: [...practiceSteps],
  done,
  certificate: null,
  former: null,
  now: new Date(now).toISOString(),
  isInstalled: false,
  ...change,
});

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  act(() => usePractice.setState({ practice: null, error: null }));
});

it('[E13] [U06] an empty vault offers practice, which runs step by step and can end at any time', async () => {
  let fails = true;
  const { requests } = await openOverview({
    answers: {
      'practice.read': () => ({ practice: null }),
      'practice.start': () => practiceAfter(0),
      'practice.step': () => {
        if (fails) throw new Refusal('disk-full');
        return practiceAfter(1, { certificate: sample ?? null });
      },
      'practice.end': () => ({}),
    },
  });
  await press('先练习一遍');
  expect(screen.getByRole('heading', { level: 1, name: '先练习一遍' })).toBeDefined();
  expect(screen.getByRole('note').textContent).toContain('您的浏览器不受影响');
  const steps = within(screen.getByRole('list', { name: '练习步骤' })).getAllByRole('listitem');
  expect(steps.map((step) => step.getAttribute('aria-current'))).toEqual([
    'step',
    ...Array.from({ length: 7 }, () => null),
  ]);
  await press('开始：申请');
  expect(screen.getByRole('alert').textContent).toContain('磁盘');
  fails = false;
  await press('开始：申请');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(within(screen.getByRole('region', { name: '练习证书' })).getByText('没有备份')).toBeDefined();
  expect(screen.getByRole('button', { name: '开始：安装并测试' })).toBeDefined();
  await press('结束练习');
  expect(requests.map(({ call }) => call)).toContain('practice.end');
  expect(await screen.findByRole('heading', { level: 1, name: '概览' })).toBeDefined();
});

it('[E13] reopens a running practice and shows the status of the previous certificate', async () => {
  const former = { ...sample, status: 'revoked' } as Practice['former'];
  await openOverview({
    answers: {
      'practice.read': () => ({
        practice: practiceAfter(practiceSteps.length, { certificate: sample ?? null, former, isInstalled: true }),
      }),
    },
  });
  expect(await screen.findByText('上一张证书：已吊销')).toBeDefined();
  expect(screen.queryByRole('button', { name: /^开始/ })).toBeNull();
  expect(screen.getByText('练习用的浏览器')).toBeDefined();
});

it('[E13] [B03] after the loss, practice shows no certificate and says that the next step restores it', async () => {
  const emptied = practiceSteps.indexOf('restore');
  await openOverview({
    answers: {
      'practice.read': () => ({ practice: practiceAfter(emptied) }),
      'practice.step': () => practiceAfter(emptied + 1, { certificate: sample ?? null }),
    },
  });
  const region = await screen.findByRole('region', { name: '练习证书' });
  expect(within(region).getByText('练习保险库已清空，下一步从备份恢复')).toBeDefined();
  await press('开始：恢复');
  expect(within(region).queryByText('练习保险库已清空，下一步从备份恢复')).toBeNull();
  expect(within(region).getByText('练习保险库')).toBeDefined();
});
