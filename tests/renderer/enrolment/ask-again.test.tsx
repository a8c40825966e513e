// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApplyDialog } from '../../../renderer/features/enrolment/apply/apply-dialog.tsx';
import { AskDialog } from '../../../renderer/features/enrolment/apply/ask-dialog.tsx';
import { ConfirmHostDialog } from '../../../renderer/features/enrolment/profiles/confirm-host-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useComputer } from '../../../renderer/state/computer-store.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { useEnrolment } from '../../../renderer/state/enrolment/enrolment-store.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { PreflightFinding } from '../../../shared/schemas/enrolment/preflight.ts';
import { pendingRequest } from '../../support/enrolment/pending-request.ts';
import { sampleToken } from '../support/sample-tokens.ts';
import { type FakeBridge, installBridge, installMatchMedia, Refusal } from '../support/fake-bridge.ts';

const at = '2026-11-25T12:00:00.000Z';
const held: HeldProfile = {
  id: '0b4e7c1a-9a55-4d0a-8f3e-5a1d3f1f7a01',
  profile: {
    name: '机构',
    protocol: 'est',
    url: 'https://ca.example.com',
    challenge: [{ id: 'code', label: { 'zh-CN': '授权码', en: 'Code' }, secret: true }],
  },
  host: { ascii: 'ca.example.com', unicode: 'ca.example.com' },
  importedAt: at,
  confirmedAt: at,
};
const request = pendingRequest({ profile: { name: '机构', protocol: 'est', host: 'ca.example.com' } });

const times = { here: '2026-11-26T12:20:00.000Z', there: '2026-11-26T12:00:00.000Z' };
const off = { subject: 'clock', result: 'warn', finding: 'clock-off', details: times };
const wrong = { subject: 'clock', result: 'bad', finding: 'clock-wrong', details: times };
const known = { subject: 'server', result: 'ok', finding: 'server-known', details: { authority: 'CN=机构' } };
const looked = (...checks: readonly object[]) => ({ state: 'preflight', checks });
const pending = { state: 'pending', request };

interface Asked {
  readonly id: string;
  readonly login: { readonly user: string; readonly code: string } | null;
  readonly acceptNames: boolean;
  readonly seen: readonly PreflightFinding[];
}
type Answer = (asked: Asked) => unknown;

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const press = async (name: string) => act(async () => fireEvent.click(button(name)));
const code = () => screen.getByLabelText<HTMLInputElement>('授权码', { selector: 'input' });
const type = (text: string) => fireEvent.change(code(), { target: { value: text } });
const shown = () => [...document.querySelectorAll('[data-finding]')].map((each) => each.getAttribute('data-finding'));
const sent = (bridge: FakeBridge) =>
  bridge.requests.flatMap(({ call, input }) => (call === 'servers.ask' ? [input as Asked] : []));

function askOver(answer: Answer): FakeBridge {
  const bridge = installBridge({ 'servers.ask': ({ input }) => answer(input as Asked) });
  render(<AskDialog request={request} onClose={() => undefined} />);
  return bridge;
}

beforeEach(async () => {
  installMatchMedia();
  useEnrolment.setState({ profiles: [held], examples: [], requests: [request], error: null });
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  useComputer.setState({ ownership: null });
  useEnrolment.setState({ profiles: null, requests: [] });
});

describe('[E10] asking about a pending request', () => {
  it('names the software that intercepts the connection, and offers no way to continue', async () => {
    const details = { software: 'Kaspersky', issuer: 'CN=Kaspersky Root\u202e' };
    const clock = { subject: 'clock', result: 'unknown', finding: 'clock-not-compared', details: {} };
    const bridge = askOver(() =>
      looked(clock, { subject: 'server', result: 'bad', finding: 'server-security-software', details }),
    );
    expect(bridge.requests).toEqual([]);
    await press('提交或查询');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('已停止，申请和授权码都没有发送');
    expect(alert.textContent).toContain('Kaspersky 正在检查加密连接');
    expect(alert.textContent).not.toContain('\u202e');
    expect(shown()).toEqual(['server-security-software']);
    expect(screen.queryByRole('button', { name: '仍要继续' })).toBeNull();
    expect(screen.queryByText(/把同一份申请发给/)).toBeNull();
    await press('再试一次');
    await waitFor(() => expect(sent(bridge)).toHaveLength(2));
    expect(sent(bridge).map(({ seen }) => seen)).toEqual([[], []]);
  });

  it('reports a wrong clock before sending; each press accepts what was shown, and the code is typed once', async () => {
    const bridge = askOver(({ seen }) => {
      if (seen.includes('clock-wrong')) return pending;
      return looked(seen.includes('clock-off') ? wrong : off, known);
    });
    type('ｋ7f3');
    await press('提交或查询');
    expect((await screen.findByRole('alert')).textContent).toContain('请先查看下面的问题，申请和授权码都尚未发送');
    expect({ shown: shown(), code: code().value }).toEqual({ shown: ['clock-off'], code: 'ｋ7f3' });
    await press('仍要继续');
    await screen.findByText('已停止，申请和授权码都没有发送');
    expect({ shown: shown(), code: code().value }).toEqual({ shown: ['clock-wrong'], code: 'ｋ7f3' });
    await press('仍要继续');
    await screen.findByText('申请已送达，机构还没有签发证书');
    expect(screen.getByRole('alert').querySelector('svg')?.classList).toContain('lucide-clock');
    const login = { user: '', code: 'k7f3' };
    expect(sent(bridge)).toEqual(
      [[], ['clock-off'], ['clock-off', 'clock-wrong']].map((seen) => ({
        id: request.id,
        login,
        token: null,
        acceptNames: false,
        seen,
      })),
    );
  });

  it('doesn’t repeat an accepted clock warning after a wrong code', async () => {
    const bridge = askOver(({ seen }) => {
      if (seen.length === 0) return looked(off, known);
      throw new Refusal('code-refused');
    });
    type('wrong');
    await press('提交或查询');
    await press('仍要继续');
    await screen.findByText('机构不接受这个参考号或授权码');
    expect({ shown: shown(), code: code().value }).toEqual({ shown: [], code: '' });
    expect({ invalid: code().getAttribute('aria-invalid'), focused: document.activeElement === code() }).toEqual({
      invalid: 'true',
      focused: true,
    });
    type('wrong too');
    await press('提交或查询');
    expect(sent(bridge).map(({ seen }) => seen)).toEqual([[], ['clock-off'], ['clock-off']]);
  });

  it('[E04] clears the code when it is sent, before the answer', async () => {
    const answer = Promise.withResolvers<object>();
    const bridge = askOver(() => answer.promise);
    type('k7f3');
    await press('提交或查询');
    const operationId = bridge.requests.find(({ call }) => call === 'servers.ask')?.operationId;
    const step = async (name: string) =>
      act(async () => bridge.emit('operation.progress', { operationId, fraction: null, step: name }));
    await step('server-connecting');
    expect(code().value).toBe('k7f3');
    await step('server-sending');
    expect(code().value).toBe('');
    await act(async () => answer.resolve(pending));
    await screen.findByText('申请已送达，机构还没有签发证书');
  });

  it('[E04] shows both names in one order, and keeps accepted names when a clock finding comes between', async () => {
    const bridge = askOver(({ acceptNames, seen }) => {
      if (acceptNames && seen.length > 0) return pending;
      if (acceptNames) return looked(off, known);
      const names = { asked: 'CN=张三,O=示例\\, 公司,C=CN', subject: 'L=北京,C=CN,CN=张三丰' };
      throw new Refusal('reply-refused', { reason: 'other-names', ...names });
    });
    await press('提交或查询');
    expect(await screen.findByText('申请的是：CN=张三, O=示例\\, 公司, C=CN')).toBeTruthy();
    expect(screen.getByText('证书上是：CN=张三丰, C=CN, L=北京')).toBeTruthy();
    await act(async () => fireEvent.click(await screen.findByRole('checkbox')));
    await press('确认并导入');
    expect(shown()).toEqual(['clock-off']);
    await press('仍要继续');
    await screen.findByText('申请已送达，机构还没有签发证书');
    expect(sent(bridge).map(({ acceptNames, seen }) => [acceptNames, seen])).toEqual([
      [false, []],
      [true, []],
      [true, ['clock-off']],
    ]);
  });
});

it('[E10] doesn’t repeat at submission a warning that was accepted in the wizard', async () => {
  const bridge = installBridge({
    'servers.trust': () => ({ source: 'profile', accepted: [] }),
    'preflight.local': () => ({ checks: [] }),
    'preflight.server': () => ({ checks: [wrong, known] }),
    'requests.start': () => ({ request, pem: '' }),
    'servers.ask': () => pending,
  });
  useComputer.setState({ ownership: 'own' });
  render(<ApplyDialog profileId={held.id} replaced={null} onClose={() => undefined} />);
  await press('下一步');
  await screen.findByText('办理指南里有机构的证书或指纹，每次连接都会据此检查服务器。');
  await press('下一步');
  await press('下一步');
  await press('连接 ca.example.com');
  await press('仍要继续');
  fireEvent.change(screen.getByLabelText('姓名'), { target: { value: '张三' } });
  await press('生成私钥和证书申请');
  await screen.findByText(/私钥和申请已保存/);
  type('k7f3');
  await press('提交申请');
  await screen.findByText('申请已送达，机构还没有签发证书');
  expect(sent(bridge)).toEqual([
    { id: request.id, login: { user: '', code: 'k7f3' }, token: null, acceptNames: false, seen: ['clock-wrong'] },
  ]);
});

describe('[E07] [E04] sending a request whose key is on a USB key', () => {
  const onToken = pendingRequest({ ...request, id: crypto.randomUUID(), token: '0123456789' });
  const pinField = () => screen.getByLabelText<HTMLInputElement>('PIN', { selector: 'input' });
  function open(change: Partial<typeof onToken>, answers: Parameters<typeof installBridge>[0]): FakeBridge {
    const modules = () => ({ modules: [], missing: [], notes: [], unavailable: null });
    const bridge = installBridge({ 'tokens.modules': modules, ...answers });
    render(<AskDialog request={{ ...onToken, ...change }} onClose={() => undefined} />);
    return bridge;
  }
  beforeEach(() => useTokens.setState({ tokens: null, last: null, unavailable: null, reading: false }));

  it('asks for the USB key’s PIN to renew, waits for the key, and sends each PIN once', async () => {
    let connected = false;
    const refusals = [new Refusal('wrong-pin')];
    const bridge = open(
      { purpose: 'renew', renews: 'c'.repeat(64) },
      {
        'tokens.list': () => ({ tokens: connected ? [sampleToken()] : [], unavailable: null }),
        'servers.ask': () => {
          const refusal = refusals.pop();
          if (refusal !== undefined) throw refusal;
          return pending;
        },
      },
    );
    await screen.findByText('请插入序列号为 0123456789 的 USB Key');
    connected = true;
    await press('重新查找');
    await waitFor(pinField);
    type('k7f3');
    fireEvent.change(pinField(), { target: { value: '0000' } });
    await press('提交或查询');
    await screen.findByRole('alert');
    expect(pinField().value).toBe('');
    type('k7f3');
    fireEvent.change(pinField(), { target: { value: '1234' } });
    await press('提交或查询');
    await screen.findByText('申请已送达，机构还没有签发证书');
    const sentPins = sent(bridge).map((asked) => (asked as Asked & { token: unknown }).token);
    const tokenId = sampleToken().id;
    expect(sentPins).toEqual(['0000', '1234'].map((pin) => ({ tokenId, pin, confirmedLastTry: false })));
  });

  it('asks for no PIN to apply until the server wants the request signed again', async () => {
    const refusals = [new Refusal('pin-needed')];
    const bridge = open(
      {},
      {
        'tokens.list': () => ({ tokens: [sampleToken()], unavailable: null }),
        'servers.ask': () => {
          const refusal = refusals.pop();
          if (refusal !== undefined) throw refusal;
          return pending;
        },
      },
    );
    expect(screen.queryByLabelText('PIN', { selector: 'input' })).toBeNull();
    type('k7f3');
    await press('提交或查询');
    await waitFor(pinField);
    expect(sent(bridge)).toMatchObject([{ token: null }]);
  });
});

it('[E04] [E02] masks the fingerprint digits to type, so they can’t be copied from the screen', async () => {
  const ca = { sha256: '3f2a91bc'.repeat(8), subject: 'CN=根证书,O=机构', notAfter: at };
  installBridge({
    'servers.trust': () => ({ source: null, accepted: [] }),
    'servers.look': () => ({ authorities: [ca] }),
  });
  render(<ApplyDialog profileId={held.id} replaced={null} onClose={() => undefined} />);
  await press('下一步');
  await screen.findByText('办理指南里没有机构的证书');
  await press('查看服务器的证书');
  const fingerprint = (await screen.findByText('SHA-256 指纹')).nextElementSibling;
  expect(screen.getByText('名称').nextElementSibling?.textContent).toBe('根证书CN=根证书,O=机构');
  expect(fingerprint?.textContent).toBe(`••••••••${ca.sha256.slice(8).toUpperCase()}`);
});

it('[E02] a host that differs marks the field, and its hint stays a hint', async () => {
  installBridge({
    'profiles.confirm': () => {
      throw new Refusal('host-mismatch');
    },
  });
  render(<ConfirmHostDialog held={held} onClose={() => undefined} />);
  const host = screen.getByRole('textbox', { name: '网站域名' });
  fireEvent.change(host, { target: { value: 'ca.example.org' } });
  await press('核对网址');
  await screen.findByRole('alert');
  expect(host.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText(/^网址里 https/).getAttribute('slot')).toBe('description');
});
