// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BankSitePane } from '../../../renderer/features/bank-site/bank-site-pane.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { type FakeBridge, installBridge, installMatchMedia } from '../support/fake-bridge.ts';
import { sampleStore } from '../support/sample-stores.ts';

const sha256 = 'a'.repeat(64);
const edge = sampleStore({ browsers: ['Microsoft Edge', 'Chromium'] });
const known = { address: 'https://ebank.haichuan.example/login', comparedOn: '2026-11-28' };
let bridge: FakeBridge;

const calls = () =>
  bridge.requests.filter(({ call }) => call !== 'bankSites.place').map(({ call, input }) => ({ call, input }));
const openButton = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

describe('[S12] the website of the bank', () => {
  beforeEach(async () => {
    installMatchMedia();
    await startI18n('zh-CN');
    bridge = installBridge({
      'bankSites.place': () => ({ canOpen: true }),
      'bankSites.save': ({ input }) => ({
        site: { address: (input as { address: string }).address, comparedOn: '2026-11-29' },
      }),
      'bankSites.open': () => ({ opened: true, browser: 'Microsoft Edge' }),
    });
  });
  afterEach(cleanup);

  it('typed the first time is shown large and alone, ticked, saved and opened where the certificate is', async () => {
    const user = userEvent.setup();
    render(<BankSitePane sha256={sha256} start={null} store={edge} />);
    await user.type(screen.getByLabelText('银行网址，填一次就记住'), 'ebank.haichuan.example/login');
    expect(screen.getByTestId('bank-host').textContent).toBe('ebank.haichuan.example');
    const open = await screen.findByRole('button', { name: '用 Microsoft Edge 打开' });
    expect(open.hasAttribute('disabled')).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: '已与银行卡背面或官方资料核对' }));
    await user.click(open);
    expect(await screen.findByText('已在 Microsoft Edge 中打开。')).toBeTruthy();
    expect(calls()).toEqual([
      { call: 'bankSites.save', input: { sha256, address: 'https://ebank.haichuan.example/login' } },
      { call: 'bankSites.open', input: { sha256, storeId: edge.id } },
    ]);
    expect(screen.getByText('2026/11/29核对')).toBeTruthy();
  });

  it('known already is opened by one press, without another tick', async () => {
    const user = userEvent.setup();
    render(<BankSitePane sha256={sha256} start={known} store={edge} />);
    const open = await screen.findByRole('button', { name: '用 Microsoft Edge 打开银行网站' });
    expect(document.activeElement).toBe(open);
    await user.click(open);
    expect(calls()).toEqual([{ call: 'bankSites.open', input: { sha256, storeId: edge.id } }]);
  });

  it('another host asks for another tick; the page of the same host keeps it', async () => {
    const user = userEvent.setup();
    render(<BankSitePane sha256={sha256} start={known} store={null} />);
    await user.click(screen.getByRole('button', { name: '修改' }));
    const tick = screen.getByRole<HTMLInputElement>('checkbox', { name: '已与银行卡背面或官方资料核对' });
    expect(tick.checked).toBe(false);
    await user.click(tick);
    const field = screen.getByLabelText('银行网址，填一次就记住');
    await user.type(field, '/corporate');
    expect(tick.checked).toBe(true);
    await user.clear(field);
    await user.type(field, 'https://ebank.haichuan-bank.example');
    expect(tick.checked).toBe(false);
    expect(openButton('打开').disabled).toBe(true);
  });

  it('marks a letter of another alphabet, says which, and never opens a word that mixes two', async () => {
    const user = userEvent.setup();
    render(<BankSitePane sha256={sha256} start={null} store={null} />);
    const field = screen.getByLabelText('银行网址，填一次就记住');
    await user.type(field, 'https://xn--haihuan-0jg.example');
    expect(screen.getByTestId('bank-host').textContent).toBe('haiсhuan.example');
    expect((await screen.findByRole('alert')).textContent).toContain(
      '第 4 个字符是西里尔字母 с，不是拉丁字母 c。请逐字核对。一个词里混用了两种字母，常见于假网站，不能打开。',
    );
    expect(screen.getByRole<HTMLInputElement>('checkbox').disabled).toBe(true);
    expect(openButton('打开').disabled).toBe(true);
    expect(calls()).toEqual([]);
  });

  it('in Chinese letters is shown in them, with its A-labels below', async () => {
    const user = userEvent.setup();
    render(<BankSitePane sha256={sha256} start={null} store={null} />);
    await user.type(screen.getByLabelText('银行网址，填一次就记住'), 'https://xn--fiq228c5hs.example/');
    expect(screen.getByTestId('bank-host').textContent).toBe('中文网.example');
    expect(screen.getByText('xn--fiq228c5hs.example')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('where no program opens addresses it is saved, and nothing pretends to open it', async () => {
    const user = userEvent.setup();
    bridge = installBridge({
      'bankSites.place': () => ({ canOpen: false }),
      'bankSites.save': () => ({ site: known }),
    });
    render(<BankSitePane sha256={sha256} start={null} store={edge} />);
    await user.type(screen.getByLabelText('银行网址，填一次就记住'), known.address);
    await user.click(screen.getByRole('checkbox'));
    await user.click(openButton('保存'));
    expect(await screen.findByText('2026/11/28核对')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /打开/ })).toBeNull();
    expect(calls().map(({ call }) => call)).toEqual(['bankSites.save']);
  });
});
