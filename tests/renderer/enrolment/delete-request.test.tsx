// SPDX-License-Identifier: Apache-2.0
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeleteRequestDialog } from '../../../renderer/features/enrolment/requests/delete-request-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { installBridge, Refusal } from '../support/fake-bridge.ts';

const request = {
  id: '0b4e7c1a-9a55-4d0a-8f3e-5a1d3f1f7a01',
  state: 'done',
  subject: 'CN=张三',
  token: null,
} as PendingRequest;

beforeEach(async () => startI18n('zh-CN'));
afterEach(cleanup);

it('[E03] [U05] the deletion of a request whose server is being asked is seen, and can be given up', async () => {
  const waiting = Promise.withResolvers<never>();
  const closed: string[] = [];
  const bridge = installBridge({
    'requests.remove': async () => waiting.promise,
    'operations.cancel': () => {
      waiting.reject(new Refusal('cancelled'));
      return { cancelled: true };
    },
  });
  render(<DeleteRequestDialog request={request} onClose={() => closed.push('closed')} />);
  fireEvent.click(screen.getByRole('button', { name: '删除申请' }));
  expect(await screen.findByRole('progressbar', { name: /正在删除申请/ })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '取消操作' }));
  await expect.poll(() => screen.queryByRole('progressbar')).toBeNull();
  const [removal, cancel] = bridge.requests;
  expect(cancel).toMatchObject({ call: 'operations.cancel', input: { operationId: removal?.operationId } });
  expect({ alert: screen.queryByRole('alert'), closed }).toEqual({ alert: null, closed: [] });
});
