// SPDX-License-Identifier: Apache-2.0
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { installMatchMedia, Refusal } from '../support/fake-bridge.ts';
import { sampleModule, sampleToken } from '../support/sample-tokens.ts';
import { openTokensRoom, press } from '../support/tokens-room.tsx';

beforeEach(async () => {
  await startI18n('zh-CN');
  installMatchMedia();
});
afterEach(cleanup);

const foreign = sampleModule({
  moduleId: 'c'.repeat(64),
  name: 'bank',
  path: '/opt/bank/libbank.so',
  sha256: 'd'.repeat(64),
  owner: 'bank',
  package: null,
  writableByOthers: true,
  source: 'added',
  state: 'needs-consent',
});
const facts = {
  moduleId: foreign.moduleId,
  path: foreign.path,
  name: foreign.name,
  standard: foreign.standard,
  sha256: foreign.sha256,
  sizeBytes: foreign.sizeBytes,
  owner: foreign.owner,
  writableByOthers: true,
  package: null,
};

describe('[T01] modules', () => {
  it('are allowed only after their path, owner, write access and hash were shown', async () => {
    const room = openTokensRoom(
      { modules: [sampleModule(), foreign] },
      { 'tokens.allowModule': () => ({ module: { ...foreign, state: 'ready' } }) },
    );
    await press('USB Key 的模块');
    const list = await screen.findByRole('list', { name: '找到的模块' });
    expect(within(list).getByText('等待允许')).toBeTruthy();
    await press('查看并允许 bank');
    const dialog = await screen.findByRole('dialog', { name: '允许这个模块吗？' });
    for (const fact of ['/opt/bank/libbank.so', 'bank', '不属于任何软件包', 'DDDD DDDD']) {
      expect(dialog.textContent).toContain(fact);
    }
    expect(within(dialog).getByText(/^DDDD DDDD/).className).toContain('mono');
    expect(dialog.textContent).toContain('可能被换成盗取 PIN 的程序');
    expect(room.inputs('tokens.allowModule')).toEqual([]);
    await press('允许并加载');
    expect(room.inputs('tokens.allowModule')).toEqual([{ moduleId: foreign.moduleId, sha256: foreign.sha256 }]);
    expect(await screen.findByRole('dialog', { name: 'USB Key 的模块' })).toBeTruthy();
  });

  it('a module chosen by file asks for consent, and a missing file shows an error', async () => {
    let isThere = false;
    openTokensRoom(
      { modules: [] },
      {
        'tokens.chooseModule': () => {
          if (!isThere) throw new Refusal('module-not-found');
          return { outcome: 'chosen', facts };
        },
      },
    );
    await press('USB Key 的模块');
    await screen.findByText(/没有找到模块/);
    await press('选择文件');
    expect(await screen.findByRole('alert')).toBeTruthy();
    isThere = true;
    await press('选择文件');
    expect(await screen.findByRole('dialog', { name: '允许这个模块吗？' })).toBeTruthy();
  });

  it('[T11] a paused module can be retried, and consent can be withdrawn', async () => {
    const paused = sampleModule({ state: 'paused', code: 'module-paused', faults: 3 });
    const room = openTokensRoom(
      { modules: [paused, { ...foreign, state: 'ready' }] },
      { 'tokens.retryModule': () => ({ module: sampleModule() }), 'tokens.forgetModule': () => ({}) },
    );
    await press('USB Key 的模块');
    await screen.findByText(/启动后出错 3 次/);
    await press('再试一次 OpenSC');
    expect(room.inputs('tokens.retryModule')).toEqual([{ moduleId: paused.moduleId }]);
    await press('从列表移除 bank');
    expect(room.inputs('tokens.forgetModule')).toEqual([{ moduleId: foreign.moduleId }]);
  });
});

it('[T11] shows the module state after the last read of the USB keys', async () => {
  let isRead = false;
  openTokensRoom(
    {},
    {
      'tokens.list': async () => {
        isRead = false;
        await Promise.resolve();
        isRead = true;
        return { tokens: [sampleToken()], unavailable: null };
      },
      'tokens.modules': () => {
        const module = sampleModule(isRead ? {} : { state: 'broken' });
        return { modules: [module], missing: [], unavailable: null, notes: [] };
      },
    },
  );
  await press('USB Key 的模块');
  expect(await screen.findByText('可以使用')).toBeTruthy();
  expect(screen.queryByText('无法加载')).toBeNull();
});

it('[S11] registers a module in a browser and says that it takes effect after a restart', async () => {
  let registered = false;
  const place = { storeId: 'chromium:/home/a/.pki/nssdb', storeName: 'Chromium', running: true };
  const room = openTokensRoom(
    {},
    {
      'tokens.browsers': () => ({ places: [{ ...place, registered }] }),
      'tokens.registerModule': ({ input }) => {
        ({ registered } = input as { registered: boolean });
        return { restartNeeded: true };
      },
    },
  );
  await press('USB Key 的模块');
  await press('登记到浏览器 OpenSC');
  await press('登记 Chromium');
  expect(await screen.findByText('浏览器正在运行，重新启动浏览器后才会生效。')).toBeTruthy();
  expect(room.inputs('tokens.registerModule')).toMatchObject([{ storeId: place.storeId, registered: true }]);
  await press('取消登记 Chromium');
  await waitFor(() => expect(screen.getByText('未登记')).toBeTruthy());
});
