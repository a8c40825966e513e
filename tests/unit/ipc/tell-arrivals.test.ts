// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from 'vitest';
import { tellArrivals } from '../../../main/ipc/tell-arrivals.ts';
import type { Host } from '../../../main/hosts/host.ts';
import type { ArrivedFile, WebVisit } from '../../../shared/schemas/enrolment/web-visit.ts';

const visit = { id: '11111111-0000-4000-8000-000000000000' } as WebVisit;

function arrive(fileName: string, { language = 'zh-CN', hideNames = false } = {}) {
  const notify = vi.fn<Host['notify']>(async () => true);
  const [show, emit] = [vi.fn<() => void>(), vi.fn<Host['emit']>()];
  let told: ((visit: WebVisit, file: ArrivedFile) => void) | null = null;
  tellArrivals({
    visits: { onArrived: (listener) => void (told = listener) },
    host: { notify, show, emit },
    language: () => language,
    hideNames: () => hideNames,
  });
  (told as unknown as (visit: WebVisit, file: Pick<ArrivedFile, 'fileName'>) => void)(visit, { fileName });
  const [notice, act] = notify.mock.calls[0] ?? [];
  return { notice, act, show, emit };
}

test('[E01] [X10] the desktop names the file, its tricks made visible, and a click leads to its visit', () => {
  const { notice, act, show, emit } = arrive('a\u202efxp.pfx');
  expect(notice).toEqual({
    title: '刚下载的文件',
    body: expect.not.stringContaining('\u202e') as string,
    action: '导入',
  });
  expect(emit).not.toHaveBeenCalled();
  act?.();
  expect(show).toHaveBeenCalledOnce();
  expect(emit).toHaveBeenCalledWith('visits.open', { visitId: visit.id });
});

test('[E01] who hides names on notices hides this one too', () => {
  const { notice } = arrive('张三.pfx', { language: 'en', hideNames: true });
  expect(JSON.stringify(notice)).not.toContain('张三');
  expect(notice?.body).toBe('The certificate file you wait for is here');
});
