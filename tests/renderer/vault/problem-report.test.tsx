// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ProblemReport } from '../../../renderer/features/settings/problem-report.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

afterEach(cleanup);

it.each([
  ['zh-CN', 0, '没有出现意外错误', '保存报告…'],
  ['zh-CN', 2, '出现了 2 次意外错误', '保存报告…'],
  ['en', 0, 'No unexpected errors since', 'Save report…'],
  ['en', 1, '1 unexpected error since', 'Save report…'],
] as const)('[X04] settings offer the problem report (%s, %i)', async (language, count, notice, save) => {
  installMatchMedia();
  installBridge({ 'app.problems': async () => ({ count, text: 'report' }) });
  await startI18n(language);
  render(<ProblemReport />);
  await screen.findByRole('button', { name: save });
  expect(document.body.textContent).toContain(notice);
  expect(document.body.textContent).toMatch(/也不会自动发送|isn’t sent anywhere/);
});
