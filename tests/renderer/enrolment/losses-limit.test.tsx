// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { LossDialog } from '../../../renderer/features/losses/loss-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { installLosses, sample } from '../support/fake-losses.ts';

afterEach(cleanup);

it('[E08] reports at most 200 certificates at a time', async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  const rows = Array.from({ length: 201 }, (_each, at) => ({ ...sample, sha256: String(at).padStart(64, '0') }));
  installLosses({ rows });
  render(<LossDialog start={null} onClose={() => undefined} />);
  const next = await screen.findByRole('button', { name: '下一步' });
  await userEvent.click(await screen.findByRole('button', { name: '全选' }));
  expect(screen.getByText('已选 201 张证书 一次最多登记 200 张，请分几次登记。')).toBeTruthy();
  expect(next.hasAttribute('disabled')).toBe(true);
  await userEvent.click(screen.getAllByRole('checkbox')[0] as HTMLElement);
  expect(next.hasAttribute('disabled')).toBe(false);
});
