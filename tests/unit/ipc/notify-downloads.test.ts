// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from 'vitest';
import { notifyDownloads } from '../../../main/ipc/notify-downloads.ts';
import type { Host } from '../../../main/hosts/host.ts';
import type { ArrivedFile, WebEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';

const webEnrolment = { id: '11111111-0000-4000-8000-000000000000' } as WebEnrolment;

function arrive(fileName: string, { language = 'zh-CN', hideNames = false } = {}) {
  const notify = vi.fn<Host['notify']>(async () => true);
  const [show, emit] = [vi.fn<() => void>(), vi.fn<Host['emit']>()];
  let onArrived: ((webEnrolment: WebEnrolment, file: ArrivedFile) => void) | null = null;
  notifyDownloads({
    webEnrolments: { onArrived: (listener) => void (onArrived = listener) },
    host: { notify, show, emit },
    language: () => language,
    hideNames: () => hideNames,
  });
  (onArrived as unknown as (webEnrolment: WebEnrolment, file: Pick<ArrivedFile, 'fileName'>) => void)(webEnrolment, {
    fileName,
  });
  const [notice, act] = notify.mock.calls[0] ?? [];
  return { notice, act, show, emit };
}

test('[E01] [X10] a notification encodes the file name, and a click opens the web enrolment', () => {
  const { notice, act, show, emit } = arrive('a\u202efxp.pfx');
  expect(notice).toEqual({
    title: '刚下载的证书文件',
    body: expect.not.stringContaining('\u202e') as string,
    action: '导入',
  });
  expect(emit).not.toHaveBeenCalled();
  act?.();
  expect(show).toHaveBeenCalledOnce();
  expect(emit).toHaveBeenCalledWith('webEnrolments.open', { webEnrolmentId: webEnrolment.id });
});

test('[E01] hides the file name when notifications hide names', () => {
  const { notice } = arrive('张三.pfx', { language: 'en', hideNames: true });
  expect(JSON.stringify(notice)).not.toContain('张三');
  expect(notice?.body).toBe('The certificate file you’re waiting for has arrived');
});
