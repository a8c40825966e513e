// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { sampleModule, sampleToken } from '../support/sample-tokens.ts';
import { openAdvanced, openTokensRoom, press } from '../support/tokens-room.tsx';

const viaSkf = sampleToken({
  label: '税务 Key',
  standard: 'skf',
  tries: { user: 5, so: 6 },
  generates: ['sm2'],
  managed: true,
  pinLength: { min: 0, max: 0 },
});
const library = sampleModule({
  name: 'Longmai 龙脉 GM3000',
  standard: 'skf',
  library: { description: '', maker: '', version: '' },
});

beforeEach(async () => {
  await startI18n('zh-CN');
  installMatchMedia();
});
afterEach(cleanup);

describe('[G07] a USB key through SKF in the window', () => {
  it('is shown as unverified, with the PIN tries left before an entry', async () => {
    openTokensRoom({ tokens: [viaSkf] });
    expect(await screen.findByText('SKF 接口：未验证')).toBeTruthy();
    expect(screen.getByText('还有 5 次')).toBeTruthy();
    await openAdvanced();
    await press('输入 PIN');
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('还剩 5 次机会')).toBeTruthy();
  });

  it('offers PIN changes, SM2 keys and certificates, and says what SKF does not support', async () => {
    openTokensRoom({ tokens: [viaSkf] });
    await openAdvanced();
    const page = document.body;
    const actOf = (act: string) => page.querySelector<HTMLElement>(`[data-act="${act}"]`);
    await waitFor(() => expect(actOf('initialise')?.textContent).toContain('SKF 接口不支持'));
    for (const act of ['import-identity', 'initialise'])
      expect(
        within(actOf(act) as HTMLElement)
          .getByRole('button')
          .hasAttribute('disabled'),
      ).toBe(true);
    for (const act of ['change-pin', 'unblock', 'change-so-pin', 'generate', 'write-certificate'])
      expect(
        within(actOf(act) as HTMLElement)
          .getByRole('button')
          .hasAttribute('disabled'),
      ).toBe(false);
    expect(screen.queryByText('登记到浏览器')).toBeNull();
    expect(screen.queryByText('备份到这个 USB Key')).toBeNull();
    expect(page.textContent).not.toContain('长度 0 至 0 位');
  });

  it('generates only SM2 keys, and names the browsers that do not support them', async () => {
    openTokensRoom({ tokens: [viaSkf] });
    await openAdvanced();
    await press('生成密钥…');
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).not.toContain('RSA');
    expect(dialog.textContent).toContain('Chrome、Edge、Firefox 不支持');
  });

  it('offers no changes before the user enables management', async () => {
    openTokensRoom({ tokens: [{ ...viaSkf, managed: false }] });
    await openAdvanced();
    await screen.findByText('SKF 接口：未验证');
    for (const act of ['generate', 'write-certificate'])
      expect(document.body.querySelector(`[data-act="${act}"]`)).toBeNull();
  });

  it('a library shows its interface and cannot be registered in a browser', async () => {
    openTokensRoom({ tokens: [viaSkf], modules: [library] });
    await press('USB Key 的模块');
    const dialog = await screen.findByRole('dialog', { name: 'USB Key 的模块' });
    expect(dialog.textContent).toContain('SKF（国密 GM/T 0016）');
    expect(within(dialog).queryByRole('button', { name: /登记到浏览器/ })).toBeNull();
    await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: /详细信息/ })));
    expect(within(dialog).queryByText('模块名称')).toBeNull();
  });

  it('a known USB key without its library is named with the library files to look for', async () => {
    const missing = [{ name: 'Longmai 龙脉 GM3000', usb: '055c:db08', files: ['libgm3000.1.0.so', 'libgm3000.so'] }];
    openTokensRoom({ tokens: [], modules: [], missing });
    expect(await screen.findByText('没有找到 Longmai 龙脉 GM3000 的 SKF 模块（USB 055c:db08）')).toBeTruthy();
    expect(screen.getByText(/libgm3000\.1\.0\.so、libgm3000\.so/)).toBeTruthy();
  });
});
