// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SettingsPage } from '../../../renderer/features/settings/settings-page.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useHelp } from '../../../renderer/state/help-store.ts';
import { goTo, useRoute } from '../../../renderer/state/route-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { defaultSettings, installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';

const info: CallOutput<'app.info'> = {
  version: '1.4.0',
  host: 'electron',
  platform: 'linux',
  systemLocale: 'zh-CN',
  canPrint: true,
  protectsContent: false,
  tokensUnavailable: null,
};
const licences = [
  { name: 'react', version: '19.3.0', licence: 'MIT', text: 'Permission is hereby granted' },
  { name: 'tiny', version: '1.0.0', licence: '0BSD', text: '' },
];

async function openSettings(language: 'en' | 'zh-CN' = 'zh-CN') {
  await startI18n(language);
  const bridge = installBridge({
    'anchors.list': () => ({ anchors: [], system: 140 }),
    'releases.place': () => ({ host: null }),
    'app.problems': () => ({ count: 0, text: '' }),
    'app.licences': () => ({ packages: licences }),
    'settings.change': ({ input }) => ({ ...defaultSettings, ...(input as object) }),
  });
  useSettings.setState({ settings: defaultSettings, info });
  act(() => showVaultStatus(unlockedVault));
  renderWithDialogs(<SettingsPage />);
  await screen.findByText(/140/);
  return bridge;
}

const sections = () => screen.getByRole('navigation');
const current = () => sections().querySelector('[aria-current]')?.textContent;

beforeEach(() => {
  installMatchMedia();
  useRoute.setState({ room: 'settings', section: null });
});
afterEach(cleanup);

it.each([
  ['zh-CN', ['显示', '安全', '到期提醒', '信任的根证书', '关于与新版本']],
  ['en', ['Display', 'Security', 'Reminders', 'Trusted CAs', 'About & versions']],
] as const)('[U06] the settings have a list of their sections in %s, each a named region', async (language, titles) => {
  await openSettings(language);
  expect(
    within(sections())
      .getAllByRole('button')
      .map(({ textContent }) => textContent),
  ).toEqual(titles);
  for (const name of titles) expect(screen.getByRole('region', { name })).toBeDefined();
});

it('[U02] arrow keys choose a section, and Tab moves into it', async () => {
  await openSettings();
  const user = userEvent.setup();
  await user.click(within(sections()).getByRole('button', { name: '显示' }));
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(current()).toBe('到期提醒');
  expect(document.activeElement?.textContent).toBe('到期提醒');
  await user.tab();
  expect(screen.getByRole('region', { name: '到期提醒' }).contains(document.activeElement)).toBe(true);
});

it('[U06] the section list follows scrolling, and keeps a section that was chosen or has the focus until then', async () => {
  await openSettings();
  const names = ['display', 'security', 'reminders', 'trust', 'about'];
  const area = document.querySelector<HTMLElement>('[data-section]')?.parentElement?.parentElement as HTMLElement;
  const at = { clientHeight: 600, scrollHeight: 1500 };
  for (const [name, value] of Object.entries(at)) Object.defineProperty(area, name, { value });
  for (const [index, name] of names.entries()) {
    const section = area.querySelector<HTMLElement>(`[data-section="${name}"]`) as HTMLElement;
    Object.defineProperty(section, 'offsetHeight', { value: 300 });
    section.getBoundingClientRect = () => new DOMRect(0, index * 300 - area.scrollTop, 900, 300);
  }
  const scrollTo = (top: number) => {
    fireEvent.wheel(area);
    area.scrollTop = top;
    fireEvent.scroll(area);
    return current();
  };
  expect([0, 80, 300, 600, 800].map(scrollTo)).toEqual(['显示', '显示', '安全', '到期提醒', '信任的根证书']);
  // The last section is current only at the end.
  expect(scrollTo(900)).toBe('关于与新版本');
  await userEvent.click(within(sections()).getByRole('button', { name: '到期提醒' }));
  // For example, because the content above has grown.
  area.scrollTop = 560;
  fireEvent.scroll(area);
  expect(current()).toBe('到期提醒');
  // Out of view without a wheel or key, for example because a search brought another section up.
  area.scrollTop = 700;
  fireEvent.scroll(area);
  expect(current()).toBe('信任的根证书');
  expect(scrollTo(0)).toBe('显示');
  act(() =>
    within(screen.getByRole('region', { name: '信任的根证书' }))
      .getAllByRole('button')[0]
      ?.focus(),
  );
  // The browser engine brings what has the focus into view.
  area.scrollTop = 500;
  fireEvent.scroll(area);
  expect(current()).toBe('信任的根证书');
  fireEvent.keyDown(area, { key: 'PageDown' });
  area.scrollTop = 300;
  fireEvent.scroll(area);
  expect(current()).toBe('安全');
  area.scrollTop = 900;
  fireEvent(window, new Event('resize'));
  expect(current()).toBe('关于与新版本');
});

it('[U06] a link from another page opens its section', async () => {
  act(() => goTo('settings', 'about'));
  await openSettings();
  await waitFor(() => expect(current()).toBe('关于与新版本'));
  expect(document.activeElement).toBe(screen.getByRole('region', { name: '关于与新版本' }));
});

it('[U06] the search shows only matching settings, in any section', async () => {
  await openSettings();
  const user = userEvent.setup();
  const search = screen.getByRole('searchbox', { name: '搜索设置' });
  await user.type(search, '锁定');
  expect(screen.getByRole('radiogroup', { name: '无操作自动锁定' })).toBeDefined();
  expect(screen.queryByRole('radiogroup', { name: '语言' })).toBeNull();
  expect(screen.queryByText('证书管家与任何银行无关。', { exact: false })).toBeNull();
  await user.clear(search);
  await user.type(search, 'language');
  expect(screen.getByRole('radiogroup', { name: '语言' })).toBeDefined();
  await user.clear(search);
  await user.type(search, 'zzz');
  await user.click(await screen.findByRole('button', { name: '显示全部' }));
  expect(await screen.findByRole('radiogroup', { name: '语言' })).toBeDefined();
});

it('[U06] [P05] About shows the version, that no bank is involved, and every component’s licence', async () => {
  const { requests } = await openSettings();
  const about = screen.getByRole('region', { name: '关于与新版本' });
  expect(within(about).getByRole('heading', { name: '证书管家 1.4.0' })).toBeDefined();
  expect(about.textContent).toContain('证书管家与任何银行无关。');
  expect(requests.some(({ call }) => call === 'app.licences')).toBe(false);
  const user = userEvent.setup();
  await user.click(within(about).getByRole('button', { name: '查看：许可证与组件清单' }));
  const dialog = await screen.findByRole('dialog', { name: '许可证与组件清单' });
  expect(await within(dialog).findByText('2 个第三方组件')).toBeDefined();
  expect(dialog.textContent).toContain('tiny 1.0.0 0BSD');
  await user.click(within(dialog).getByRole('button', { name: /react 19\.3\.0/ }));
  expect(within(dialog).getByText('Permission is hereby granted')).toBeDefined();
  await user.keyboard('{Escape}');
  await user.click(within(about).getByRole('button', { name: '查看：哪些功能尚未验证' }));
  expect([useHelp.getState().open, useRoute.getState().room]).toEqual(['unproven', 'help']);
});

it('[K04] says of an unsaved recovery code what the backup room says', async () => {
  await openSettings();
  act(() => showVaultStatus({ ...unlockedVault, recoverySaved: false }));
  expect(screen.getByText('恢复码').parentElement?.textContent).toBe('恢复码 尚未写下');
});
