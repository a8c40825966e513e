// SPDX-License-Identifier: Apache-2.0
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeleteRequestDialog } from '../../../renderer/features/enrolment/requests/delete-request-dialog.tsx';
import { ReplyRefused } from '../../../renderer/features/enrolment/requests/reply-refused.tsx';
import { RequestItem } from '../../../renderer/features/enrolment/requests/request-item.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { GuidedEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { pendingRequest } from '../../support/enrolment/pending-request.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { installBridge, installMatchMedia, Refusal } from '../support/fake-bridge.ts';
import { at, guideId, openGuideRoom, sampleBank } from '../support/guide-room.tsx';
import { samplePlacement } from '../support/sample-stores.ts';

const request = {
  id: '0b4e7c1a-9a55-4d0a-8f3e-5a1d3f1f7a01',
  state: 'done',
  subject: 'CN=张三',
  token: null,
} as PendingRequest;

beforeEach(async () => startI18n('zh-CN'));
afterEach(cleanup);

it('[E03] [U05] shows the progress of deleting a request, and can cancel it', async () => {
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

it('[E03] names a request as the list names its certificate, with the whole subject below', () => {
  render(<DeleteRequestDialog request={{ ...request, subject: 'CN=张三,O=示例,C=CN' }} onClose={() => undefined} />);
  expect(screen.getByText('张三').nextElementSibling?.textContent).toBe('CN=张三,O=示例,C=CN');
  cleanup();
  render(<DeleteRequestDialog request={request} onClose={() => undefined} />);
  expect(screen.queryByText('CN=张三')).toBeNull();
});

describe('[E03] the next step of a request', () => {
  const [zhang] = sampleCertificates(Date.now());
  const card = (change: Partial<PendingRequest>, status = 'valid', places: readonly object[] = []) => {
    installBridge({
      'certificates.detail': () => ({ ...zhang, status, backup: 'none' }),
      'stores.list': () => ({ stores: [] }),
      'stores.places': () => ({ places, namesakes: [], readAt: '2026-11-24T12:00:00Z' }),
    });
    render(<RequestItem request={pendingRequest({ certificate: zhang?.sha256 ?? null, ...change })} />);
  };
  const install = () => screen.queryByRole('button', { name: /安装/ });

  it('is to install the certificate, then to back it up', async () => {
    card({ state: 'done' });
    await screen.findByText('下一步：把证书安装到浏览器，然后备份。');
    expect(install()).not.toBeNull();
    cleanup();
    card({ state: 'done' }, 'valid', [samplePlacement({})]);
    await screen.findByText('下一步：备份证书。');
    expect({ install: install(), backUp: screen.queryAllByRole('button', { name: /^立即备份/ }).length }).toEqual({
      install: null,
      backUp: 1,
    });
  });

  it('is none for a revoked certificate', async () => {
    card({ state: 'done' }, 'revoked');
    await screen.findByText('已吊销');
    expect({ install: install(), next: screen.queryByText(/下一步/) }).toEqual({ install: null, next: null });
  });

  it('does not wait for a CA that has not accepted the request', () => {
    card({ certificate: null, askAgainAt: null });
    expect([screen.queryByText('等待签发'), screen.getByText('需要您办理').tagName]).toEqual([null, 'SPAN']);
  });
});

it('[E03] [E01] only the next step of the room has a filled button: on the web, of a request, or to apply', async () => {
  installMatchMedia();
  const guided: GuidedEnrolment = {
    id: guideId,
    profile: { name: '海川银行', host: 'ebank.haichuan.example' },
    purpose: 'apply',
    renews: null,
    folder: null,
    startedAt: at,
    files: [],
    steps: { site: at },
    certificate: null,
    endedAt: null,
  };
  let requests = [pendingRequest(), pendingRequest({ subject: 'CN=李四' })];
  const list = () => ({ requests });
  const filled = () => Array.from(document.querySelectorAll('[data-look="primary"]'), ({ textContent }) => textContent);
  openGuideRoom({ profiles: [sampleBank()], guided }, { 'requests.list': list, 'requests.settle': list });
  await waitFor(() => expect(filled()).toEqual(['继续']));
  cleanup();
  openGuideRoom({ profiles: [sampleBank()] }, { 'requests.list': list, 'requests.settle': list });
  await waitFor(() => expect(filled()).toEqual(['提交或查询']));
  cleanup();
  const later = new Date(Date.now() + 3_600_000).toISOString();
  requests = [pendingRequest({ askAgainAt: later }), pendingRequest({ state: 'done' })];
  openGuideRoom({ profiles: [sampleBank()] }, { 'requests.list': list, 'requests.settle': list });
  expect(await screen.findAllByText('张三')).toHaveLength(2);
  expect(filled()).toEqual(['申请证书']);
});

it('[E04] says that names that look alike differ in what is hidden', () => {
  const name = 'CN=张三@1101**********1234';
  const error = new AppError('reply-refused', { reason: 'other-names', asked: name, subject: name });
  render(<ReplyRefused error={error} onAccept={() => undefined} onAnother={() => undefined} />);
  expect(screen.getByText('两处看起来相同，但隐藏的数字或字符不同。')).toBeTruthy();
});
