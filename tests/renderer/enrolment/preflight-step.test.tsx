// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PreflightStep } from '../../../renderer/features/enrolment/apply/preflight-step.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useComputer } from '../../../renderer/state/computer-store.ts';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { type FakeBridge, installBridge, installMatchMedia } from '../support/fake-bridge.ts';

type Protocol = HeldProfile['profile']['protocol'];
type Check = readonly [subject: string, result: string, finding: string, details?: object];

const check = ([subject, result, finding, details = {}]: Check) => ({ subject, result, finding, details });
const held = (protocol: Protocol, confirmedAt: string | null = '2026-11-25T12:00:00.000Z'): HeldProfile => ({
  id: '0b4e7c1a-9a55-4d0a-8f3e-5a1d3f1f7a01',
  profile: { name: '机构', protocol, url: 'https://ca.example.com' },
  host: { ascii: 'ca.example.com', unicode: 'ca.example.com' },
  importedAt: '2026-11-25T12:00:00.000Z',
  confirmedAt,
});
const unasked: readonly Check[] = [
  ['clock', 'unknown', 'clock-not-compared'],
  ['server', 'unknown', 'server-not-asked'],
];
const next = vi.fn<() => void>();
let bridge: FakeBridge;

function open(protocol: Protocol, server: readonly Check[], confirmedAt?: string | null): void {
  bridge = installBridge({
    'preflight.local': ({ input }) => {
      const { computer } = input as { computer: string | null };
      const said = computer === null ? 'computer-not-asked' : `computer-${computer}`;
      const result = { own: 'ok', shared: 'warn' }[computer ?? ''] ?? 'unknown';
      return { checks: [check(['target', 'ok', 'key-in-vault']), check(['computer', result, said])] };
    },
    'preflight.server': ({ input }) => ({
      checks: ((input as { contact: boolean }).contact ? server : unasked).map(check),
    }),
  });
  render(
    <Dialog title="申请证书" onClose={() => undefined}>
      <PreflightStep held={held(protocol, confirmedAt)} target="vault" onBack={() => undefined} onNext={next} />
    </Dialog>,
  );
}
const button = (name: string) => screen.getByRole('button', { name });
const own = () => fireEvent.click(screen.getByRole('radio', { name: '我自己的' }));
const asked = () =>
  bridge.requests.filter(({ call, input }) => call === 'preflight.server' && (input as { contact: boolean }).contact)
    .length;
const right: readonly Check[] = [
  ['clock', 'ok', 'clock-right'],
  ['server', 'ok', 'server-known', { authority: 'CN=机构根证书' }],
];

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  next.mockReset();
  useComputer.setState({ ownership: null });
});

describe('[E10] before an application', () => {
  it('asks whose computer this is, and remembers the answer for the session', async () => {
    open('manual', [['server', 'unknown', 'server-not-asked']]);
    await screen.findByText(/使用这份指南时，证书管家不连接服务器/);
    expect(button('下一步').hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: '公用或借用的' }));
    await screen.findByText(/可能被别人用到/);
    expect(screen.getByText(/请用 USB Key，或在自己的电脑上申请/)).toBeTruthy();
    fireEvent.click(button('下一步'));
    expect(next).toHaveBeenCalledOnce();
    cleanup();
    open('manual', [['server', 'unknown', 'server-not-asked']]);
    await screen.findByText(/可能被别人用到/);
    expect(button('下一步').hasAttribute('disabled')).toBe(false);
  });

  it('connects to an EST server only on request, and then allows the next step', async () => {
    open('est', right);
    own();
    await screen.findByText(/这是您自己或单位给您专用的电脑/);
    expect({ asked: asked(), disabled: button('下一步').hasAttribute('disabled') }).toEqual({
      asked: 0,
      disabled: true,
    });
    await act(async () => fireEvent.click(button('连接 ca.example.com')));
    await screen.findByText(/CN=机构根证书/);
    expect({ asked: asked(), disabled: button('下一步').hasAttribute('disabled') }).toEqual({
      asked: 1,
      disabled: false,
    });
  });

  it('stops if software intercepts the connection, and can connect again', async () => {
    const details = { software: 'Kaspersky', issuer: 'CN=Kaspersky Anti-Virus Personal Root\u202e' };
    open('est', [
      ['clock', 'unknown', 'clock-not-compared'],
      ['server', 'bad', 'server-security-software', details],
    ]);
    own();
    await act(async () => fireEvent.click(button('连接 ca.example.com')));
    const said = await screen.findByText(/Kaspersky 正在检查加密连接/);
    expect(said.textContent).not.toContain('\u202e');
    expect(screen.getByText('不能继续')).toBeTruthy();
    expect(button('下一步').hasAttribute('disabled')).toBe(true);
    await act(async () => fireEvent.click(button('再次连接 ca.example.com')));
    await waitFor(() => expect(asked()).toBe(2));
  });

  it('reports a wrong clock, and lets the user continue', async () => {
    const times = { here: '2026-11-26T12:00:00.000Z', there: '2026-11-26T04:00:00.000Z' };
    open('est', [['clock', 'bad', 'clock-wrong', times], right[1] as Check]);
    own();
    await act(async () => fireEvent.click(button('连接 ca.example.com')));
    await screen.findByText(/时间不对/);
    fireEvent.click(button('仍要继续'));
    expect(next).toHaveBeenCalledOnce();
  });

  it('needs no connection to a website, and compares its clock only on request', async () => {
    open('web', [['clock', 'warn', 'clock-off', { here: '12:20', there: '12:00' }], right[1] as Check]);
    await screen.findByText(/连接后只向服务器查询时间/);
    own();
    await screen.findByText(/这是您自己或单位给您专用的电脑/);
    // Only performed checks are listed.
    expect(screen.queryByText('未知')).toBeNull();
    await waitFor(() => expect(button('下一步').hasAttribute('disabled')).toBe(false));
    expect(asked()).toBe(0);
    await act(async () => fireEvent.click(button('连接 ca.example.com')));
    await screen.findByText(/时间不一致/);
    expect({ asked: asked(), disabled: button('下一步').hasAttribute('disabled') }).toEqual({
      asked: 1,
      disabled: false,
    });
  });

  it('reports a website’s certificate for another name, and lets the user continue', async () => {
    open('web', [unasked[0] as Check, ['server', 'bad', 'server-other-name', { shown: 'CN=别人' }]]);
    own();
    await act(async () => fireEvent.click(button('连接 ca.example.com')));
    await screen.findByText(/CN=别人/);
    fireEvent.click(button('仍要继续'));
    expect(next).toHaveBeenCalledOnce();
  });

  it('doesn’t connect to a website whose address isn’t confirmed', async () => {
    open('web', right, null);
    await screen.findByText(/没有检查：/);
    expect(screen.queryByRole('button', { name: /连接/ })).toBeNull();
  });
});
