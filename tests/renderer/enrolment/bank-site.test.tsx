// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BankForm } from '../../../renderer/features/enrolment/bank/bank-form.tsx';
import { BankSiteDialog } from '../../../renderer/features/enrolment/bank/bank-site-dialog.tsx';
import { BankSitePane } from '../../../renderer/features/enrolment/bank/bank-site-pane.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { localDay } from '../../../renderer/lib/text/dates.ts';
import { useEnrolment } from '../../../renderer/state/enrolment/enrolment-store.ts';
import { useHelp } from '../../../renderer/state/help-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { useStores } from '../../../renderer/state/stores/stores-store.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { type FakeBridge, installBridge, installMatchMedia } from '../support/fake-bridge.ts';
import { bankId, sampleBank } from '../support/guide-room.tsx';
import { pageOf } from '../support/page-of.ts';
import { samplePlacement, sampleStore } from '../support/sample-stores.ts';

const [certificate] = sampleCertificates(Date.now(), 1) as [CertificateDetail];
const { sha256 } = certificate;
const edge = sampleStore({ browsers: ['Microsoft Edge', 'Chromium'] });
const url = 'https://ebank.haichuan.example/login';
const field = () => screen.getByLabelText<HTMLInputElement>('官方网址（只需填一次）');
const tick = () => screen.getByRole<HTMLInputElement>('checkbox', { name: '网址已与银行卡背面或官方资料核对' });
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
let bridge: FakeBridge;
let banks: HeldProfile[];

/** A main that stores banks like the real one. */
function start(held: readonly HeldProfile[], canOpen = true, opened = true, failed = ''): void {
  banks = [...held];
  useEnrolment.setState({ profiles: banks, examples: [], requests: [], error: null });
  useStores.setState({ stores: [edge] });
  bridge = installBridge({
    'profiles.list': () => ({ profiles: banks, examples: [] }),
    'requests.list': () => ({ requests: [] }),
    'profiles.addBank': ({ input }) => {
      const { name, address, phone, replaces } = input as CallInput<'profiles.addBank'>;
      const host = new URL(address).hostname;
      const bank = sampleBank({
        id: replaces ?? bankId,
        profile: { name, protocol: 'web', url: address, ...(phone !== null && { contact: { phone } }) },
        host: { ascii: host, unicode: host },
        confirmedAt: null,
      });
      banks = [...banks.filter(({ id }) => id !== replaces), bank];
      return bank;
    },
    'profiles.confirm': ({ input }) => {
      const { id } = input as CallInput<'profiles.confirm'>;
      banks = banks.map((each) => (each.id === id ? { ...each, confirmedAt: '2026-11-29T08:00:00Z' } : each));
      return banks.find((each) => each.id === id);
    },
    'webEnrolments.place': () => ({ place: null, canOpen }),
    'webEnrolments.authorityOf': () => ({ profileId: banks[0]?.id ?? null }),
    'webEnrolments.link': () => ({}),
    'webEnrolments.openAddress': () => ({ opened, browser: opened ? 'Microsoft Edge' : null, failed: failed || null }),
    'certificates.detail': () => ({ ...certificate, bankValidOn: null }),
    'certificates.annotate': () => certificate,
    'certificates.page': () => pageOf([certificate]),
    'stores.places': () => ({
      places: [samplePlacement({ storeId: edge.id })],
      namesakes: [],
      readAt: '2026-11-28T07:40:00Z',
    }),
  });
}

const wrote = () =>
  bridge.requests
    .filter(({ call }) => /addBank|confirm|link|openAddress/.test(call))
    .map(({ call, input }) => [call, input]);
const taken: HeldProfile[] = [];
const pane = (bank: HeldProfile | null, store: typeof edge | null = edge, name: string | null = '海川银行') =>
  render(
    <BankSitePane
      bank={bank}
      name={name}
      store={store}
      onTaken={async (each) => {
        await Promise.resolve();
        taken.push(each);
      }}
    />,
  );

describe('[S12] the website of the bank', () => {
  beforeEach(async () => {
    installMatchMedia();
    taken.length = 0;
    await startI18n('zh-CN');
  });
  afterEach(cleanup);

  it('is saved once its host is ticked, and opens in the browser that has the certificate', async () => {
    const user = userEvent.setup();
    start([]);
    pane(null);
    await user.type(field(), 'ebank.haichuan.example/login{Enter}');
    expect(document.activeElement).toBe(tick());
    expect(screen.getByTestId('bank-host').textContent).toBe('ebank.haichuan.example');
    const open = await screen.findByRole('button', { name: '用 Microsoft Edge 打开' });
    expect(open.hasAttribute('disabled')).toBe(true);
    await user.click(tick());
    await user.click(open);
    expect(await screen.findByText('已在 Microsoft Edge 中打开。')).toBeTruthy();
    const typed = { name: '海川银行', address: url, phone: null, branch: null, replaces: null };
    expect(wrote()).toEqual([
      ['profiles.addBank', typed],
      ['profiles.confirm', { id: bankId, typedHost: 'ebank.haichuan.example' }],
      ['webEnrolments.openAddress', { profileId: bankId, storeId: edge.id }],
    ]);
    expect(taken.map(({ id }) => id)).toEqual([bankId]);
    expect(screen.getByText(/^(2026年)?11月29日 周日 核对$/)).toBeTruthy();
  });

  it('opens in one press without another tick if it is known', async () => {
    const user = userEvent.setup();
    start([sampleBank()]);
    pane(sampleBank());
    const open = await screen.findByRole('button', { name: '用 Microsoft Edge 打开网站' });
    expect(document.activeElement).toBe(open);
    await user.click(open);
    expect(wrote()).toEqual([['webEnrolments.openAddress', { profileId: bankId, storeId: edge.id }]]);
  });

  it('opens after an import only once the user has compared it', async () => {
    const user = userEvent.setup();
    const came = sampleBank({ confirmedAt: null, profile: { ...sampleBank().profile, url } });
    start([came]);
    pane(came);
    expect(screen.getByTestId('bank-host').textContent).toBe('ebank.haichuan.example');
    const open = await screen.findByRole<HTMLButtonElement>('button', { name: '用 Microsoft Edge 打开' });
    expect(open.disabled).toBe(true);
    await user.click(tick());
    await user.click(open);
    expect(wrote().map(([call]) => call)).toEqual(['profiles.confirm', 'webEnrolments.openAddress']);
  });

  it('is offered from another certificate of the same bank, without typing it again', async () => {
    const user = userEvent.setup();
    start([sampleBank()]);
    pane(null, edge, null);
    expect(button('用这个网址').className).not.toContain('primary');
    await user.click(button('其他银行或机构'));
    expect(field().value).toBe('');
    cleanup();
    pane(null, edge);
    expect(button('用这个网址').className).toContain('primary');
    await user.click(button('用这个网址'));
    await screen.findByRole('button', { name: '用 Microsoft Edge 打开网站' });
    expect(taken.map(({ id }) => id)).toEqual([bankId]);
    expect(wrote()).toEqual([]);
  });

  it('isn’t proposed for a certificate of another bank', () => {
    start([sampleBank()]);
    pane(null, edge, '青禾银行');
    expect(screen.queryByRole('button', { name: '用这个网址' })).toBeNull();
    expect(field().value).toBe('');
  });

  it('changes for the whole bank, which keeps its name and phone', async () => {
    const user = userEvent.setup();
    start([sampleBank()]);
    pane(sampleBank(), null);
    await user.click(button('修改'));
    await user.clear(field());
    await user.type(field(), 'www.haichuan.example');
    await user.click(tick());
    await user.click(button('打开'));
    const typed = { name: '海川银行', address: 'https://www.haichuan.example/', phone: '95xxx', branch: null };
    expect(wrote()[0]).toEqual(['profiles.addBank', { ...typed, replaces: bankId }]);
  });

  it('needs another tick for another host, but not for another page of the same host', async () => {
    const user = userEvent.setup();
    start([sampleBank()]);
    pane(sampleBank(), null);
    await user.click(button('修改'));
    expect(tick().checked).toBe(false);
    await user.click(tick());
    await user.type(field(), '/corporate');
    expect(tick().checked).toBe(true);
    await user.clear(field());
    await user.type(field(), 'https://ebank.haichuan-bank.example');
    expect(tick().checked).toBe(false);
    expect(button('打开').disabled).toBe(true);
  });

  it('marks a letter of another alphabet, says which, and never opens a word that mixes two', async () => {
    const user = userEvent.setup();
    start([]);
    pane(null, null);
    await user.type(field(), 'https://xn--haihuan-0jg.example');
    expect(screen.getByTestId('bank-host').textContent).toBe('haiсhuan.example');
    expect((await screen.findByRole('alert')).textContent).toContain(
      '第 4 个字符是西里尔字母“с”，不是拉丁字母“c”。请逐字核对网址。网址里混用了不同的字母，假网站常用这种手法，因此不能打开。',
    );
    expect(screen.getByRole<HTMLInputElement>('checkbox').disabled).toBe(true);
    expect(button('打开').disabled).toBe(true);
    expect(wrote()).toEqual([]);
  });

  it('shows a Chinese host name in Chinese, with its A-labels below', async () => {
    const user = userEvent.setup();
    start([]);
    pane(null, null);
    await user.type(field(), 'https://xn--fiq228c5hs.example/');
    expect(screen.getByTestId('bank-host').textContent).toBe('中文网.example');
    expect(screen.getByText('xn--fiq228c5hs.example')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('can be saved and copied, but not opened, if no program opens addresses', async () => {
    const user = userEvent.setup();
    start([], false);
    pane(null);
    await user.type(field(), url);
    await user.click(tick());
    await user.click(button('保存'));
    expect(await screen.findByText(/^(2026年)?11月29日 周日 核对$/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /打开/ })).toBeNull();
    await user.click(button('复制网址'));
    expect(await navigator.clipboard.readText()).toBe(url);
    expect(wrote().map(([call]) => call)).toEqual(['profiles.addBank', 'profiles.confirm']);
  });

  it('offers to copy the address if no browser opened it', async () => {
    const user = userEvent.setup();
    start([sampleBank()], true, false);
    pane(sampleBank());
    await user.click(await screen.findByRole('button', { name: '用 Microsoft Edge 打开网站' }));
    await screen.findByText(/无法打开浏览器/);
    expect(button('复制网址')).toBeTruthy();
  });

  it('warns which browser has the certificate if the default browser opened instead', async () => {
    start([sampleBank()], true, true, 'Microsoft Edge');
    pane(sampleBank());
    await userEvent.click(await screen.findByRole('button', { name: '用 Microsoft Edge 打开网站' }));
    const warning = await screen.findByRole('alert');
    expect(warning.className).toContain('warn');
    expect(warning.textContent).toContain('证书在 Microsoft Edge 里：请自行打开 Microsoft Edge，再输入网址。');
    expect(button('复制网址')).toBeTruthy();
  });

  it('asks after a visit whether the bank shows the certificate as valid, and notes the date', async () => {
    const user = userEvent.setup();
    start([sampleBank()]);
    render(<BankSiteDialog sha256={sha256} onClose={() => undefined} />);
    const open = await screen.findByRole('button', { name: '用 Microsoft Edge 打开网站' }, { timeout: 5000 });
    const question = '银行页面显示这张证书有效吗？';
    const visit = async () => {
      await user.click(open);
      // The window keeps the focus until the browser takes it.
      act(() => void fireEvent.focus(window));
      expect(screen.queryByText(question)).toBeNull();
      act(() => void fireEvent.blur(window));
      act(() => void fireEvent.focus(window));
    };
    await visit();
    await user.click(button('显示有效'));
    const noted = bridge.requests.filter(({ call }) => call === 'certificates.annotate').map(({ input }) => input);
    expect(noted).toEqual([{ sha256, bankValidOn: localDay(new Date().toISOString()) }]);
    expect(document.activeElement).toBe(open);
    await visit();
    await user.click(button('没有，查看帮助'));
    expect([useRoute.getState().room, useHelp.getState().open]).toEqual(['help', 'browser']);
    await visit();
    await user.click(button('关闭这条消息'));
    await user.click(open);
    act(() => void fireEvent.blur(window));
    act(() => void fireEvent.focus(window));
    expect(screen.queryByText(question)).toBeNull();
  });

  it('has a dialog for each certificate, which offers the browser that has the certificate', async () => {
    start([sampleBank()]);
    render(<BankSiteDialog sha256={sha256} onClose={() => undefined} />);
    expect(await screen.findByRole('button', { name: '用 Microsoft Edge 打开网站' })).toBeTruthy();
    expect(screen.getByRole('dialog').textContent).toContain('ebank.haichuan.example');
  });
});

it('[E01] suggests the bank of the lost certificate once it is read, but not over what was typed', async () => {
  const form = (suggested: string | null) => (
    <BankForm held={null} suggested={suggested} onSaved={() => Promise.resolve()} />
  );
  const { rerender } = render(form(null));
  const name = () => screen.getByRole<HTMLInputElement>('textbox', { name: '银行或机构名称' });
  rerender(form('海川银行'));
  expect(name().value).toBe('海川银行');
  await userEvent.clear(name());
  rerender(form('远洲银行'));
  expect(name().value).toBe('');
});
