// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { act, cleanup, fireEvent, render, renderHook, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useAppEvents } from '../../../renderer/app/use-app-events.ts';
import { guidesIn, linkedGuide, searchGuides } from '../../../renderer/features/help/guide.ts';
import { GuidePage } from '../../../renderer/features/help/guide-page.tsx';
import { HelpPage } from '../../../renderer/features/help/help-page.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { guideNames, openHelpOfRoom, openShortcuts, useHelp } from '../../../renderer/state/help-store.ts';
import { goTo, useRoute } from '../../../renderer/state/route-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import { BelowBar } from '../../../renderer/ui/room-bar.tsx';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { languages } from '../../../shared/i18n/language.ts';
import { installBridge } from '../support/fake-bridge.ts';

const folder = resolve(import.meta.dirname, '../../../docs/guide');
const textOf = (language: string, name: string) => readFileSync(resolve(folder, language, `${name}.md`), 'utf8');

const info: CallOutput<'app.info'> = {
  version: '1.4.0',
  host: 'electron',
  platform: 'linux',
  systemLocale: 'zh-CN',
  canPrint: true,
  protectsContent: false,
  tokensUnavailable: null,
};

beforeEach(async () => {
  await startI18n('zh-CN');
  useHelp.setState({ open: null, from: null });
  goTo('help');
});
afterEach(cleanup);

describe.each(languages)('[U06] the guide in %s', (language) => {
  it('has every page, and no other', () => {
    expect(readdirSync(resolve(folder, language)).toSorted()).toEqual(
      guideNames.map((name) => `${name}.md`).toSorted(),
    );
  });

  it.each(guideNames)(
    '%s has a title, says in its first sentence, fit for a card, what it is for, and links to pages of the guide',
    (name) => {
      const guide = guidesIn(language).find((each) => each.name === name);
      expect(textOf(language, name)).toMatch(/^# \S/);
      expect(guide?.title).toBe(textOf(language, name).split('\n')[0]?.slice(2));
      expect(guide?.lead).toMatch(language === 'en' ? /^[^.]{2,79}\.$/ : /^[^。]{2,49}。$/);
      const targets = [...textOf(language, name).matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
      expect(targets.filter((target) => linkedGuide(target) === null)).toEqual([]);
    },
  );

  it('has the same headings, lists and links in each page as the other language', () => {
    const shape = (text: string) =>
      [...text.matchAll(/^(##|\d+\.|-|\|)|\]\([^)]+\)/gm)].map(([mark]) => mark.replace(/^\d+\.$/, '1.')).toSorted();
    const [one, other] = languages;
    const differing = guideNames.filter(
      (name) => JSON.stringify(shape(textOf(one, name))) !== JSON.stringify(shape(textOf(other, name))),
    );
    expect(differing).toEqual([]);
  });
});

it.each([
  ['zh-CN', 'backup', ['交接', '打印', '应急']],
  ['en', 'backup', ['handover', 'print', 'emergency']],
  ['zh-CN', 'lost', ['电脑被偷', '被偷', '小偷', '电脑丢了怎么办', '挂失', '笔记本被盗', '电脑 被盗']],
  ['en', 'lost', ['stolen laptop', 'thief', 'My laptop was stolen']],
  ['zh-CN', 'usb-key', ['U盾没反应', '优盾', 'PIN 还剩几次', 'PIN还剩几次']],
  ['en', 'usb-key', ['PIN tries left', 'How many PIN attempts are left']],
  ['zh-CN', 'renew', ['证书快到期了', '续费']],
  ['zh-CN', 'passwords', ['密码忘了']],
  ['en', 'safety', ['phishing']],
] as const)('[U06] finds in %s the page %s by everyday words', (language, page, words) => {
  for (const word of words) {
    const names = searchGuides(guidesIn(language), word).map(({ name }) => name);
    expect(names, word).toContain(page);
    expect(names.length, word).toBeLessThan(6);
  }
});

it.each([
  ['zh-CN', ['命令行', '脚本', '终端', 'cli']],
  ['en', ['command line', 'script', 'terminal', 'CLI']],
] as const)('[U06] finds the page for scripts (%s)', (language, words) => {
  for (const word of words) {
    expect(
      searchGuides(guidesIn(language), word).map(({ name }) => name),
      word,
    ).toContain('scripts');
  }
});

it.each(languages)('[U06] finds every page by each of its words in %s', (language) => {
  const guides = guidesIn(language);
  for (const { name, words } of guides)
    for (const word of words) expect(searchGuides(guides, word).map((each) => each.name)).toContain(name);
});

describe('[U06] the help room', () => {
  it('finds a task by its words, with matches in titles first', async () => {
    render(<HelpPage />);
    const user = userEvent.setup();
    await user.type(screen.getByRole('searchbox', { name: '搜索帮助' }), '换电脑');
    const tasks = within(screen.getByRole('region', { name: /页$/ })).getAllByRole('button');
    expect(tasks[0]?.textContent).toContain('换电脑、重装系统');
    expect(tasks.length).toBeLessThan(guideNames.length);
    await user.clear(screen.getByRole('searchbox', { name: '搜索帮助' }));
    await user.type(screen.getByRole('searchbox', { name: '搜索帮助' }), 'xyzzy');
    expect(screen.getByRole('status').textContent).toBe('没有找到相关的帮助，请少输入几个字再试。');
  });

  it('opens a page with its steps as a list, follows its links and returns to all pages', async () => {
    render(<HelpPage />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /^安装银行发来的证书/ }));
    const article = screen.getByRole('article', { name: '安装银行发来的证书' });
    expect(document.activeElement).toBe(article);
    expect(within(article).getAllByRole('listitem').length).toBeGreaterThan(7);
    await user.click(within(article).getByRole('button', { name: '恢复码' }));
    expect(screen.getByRole('article', { name: '恢复码' })).toBe(document.activeElement);
    await user.click(screen.getByRole('button', { name: '全部帮助' }));
    expect(screen.getByRole('heading', { name: '按任务查找' })).toBeDefined();
  });

  it('keeps U盾 on one line, on the card and on the page', async () => {
    render(<HelpPage />);
    const card = screen.getByRole('button', { name: /^看不到 USB Key/ });
    expect(card.textContent).toContain('银行发的 U\u2060盾、K宝、网银盾一类的设备，样子像 U 盘，但不是 U 盘。');
    await userEvent.setup().click(card);
    expect(screen.getByRole('article').textContent).toContain('U\u2060盾、K宝');
  });

  it('keeps each word of a command on one line, with the text unchanged', async () => {
    render(<HelpPage />);
    await userEvent.setup().click(screen.getByRole('button', { name: /^命令行与脚本/ }));
    const code = [...screen.getByRole('article').querySelectorAll('code')];
    const backup = code.find(({ textContent }) => textContent === 'certsteward backup create --to 文件夹');
    expect([...(backup?.children ?? [])].map(({ textContent }) => textContent)).toContain('--to');
  });

  it.each(['button', 'Escape'])('returns by %s to the search and to the card of the page', async (way) => {
    render(<HelpPage />);
    const user = userEvent.setup();
    await user.type(screen.getByRole('searchbox', { name: '搜索帮助' }), '换电脑');
    await user.click(screen.getByRole('button', { name: /^换电脑、重装系统/ }));
    if (way === 'Escape') await user.keyboard('{Escape}');
    else await user.click(screen.getByRole('button', { name: '全部帮助' }));
    expect(screen.getByRole('searchbox')).toHaveProperty('value', '换电脑');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^换电脑、重装系统/ }));
  });

  it('has practice among the first eight, and finds it by its name', async () => {
    render(<HelpPage />);
    const names = () =>
      within(screen.getByRole('region', { name: /^按任务查找|页$/ }))
        .getAllByRole('button')
        .map(({ textContent }) => textContent ?? '');
    expect(names()).toHaveLength(guideNames.length + 1);
    expect(names()[7]).toContain('先练习一遍');
    await userEvent.type(screen.getByRole('searchbox', { name: '搜索帮助' }), '练习一遍');
    expect(names().some((name) => name.includes('先练习一遍'))).toBe(true);
  });

  it('leads to the version and the licences in the settings', async () => {
    useSettings.setState({ info });
    render(<HelpPage />);
    await userEvent.click(screen.getByRole('button', { name: /^证书管家 1\.4\.0/ }));
    expect(useRoute.getState()).toEqual({ room: 'settings', section: 'about' });
  });

  it('[X02] shows markup as text and follows no address', () => {
    const body = '<img src=x onerror=alert(1)> [bank](https://bank.example)';
    render(<GuidePage guide={{ name: 'lost', title: 'Lost', lead: '', body, words: [] }} />);
    const article = screen.getByRole('article');
    expect(article.querySelector('img, a')).toBeNull();
    expect(article.textContent).toContain('<img src=x');
    expect(article.textContent).toContain('bank');
  });

  it('leads from a shortcut to the list of shortcuts', () => {
    goTo('backup');
    openShortcuts();
    render(<HelpPage />);
    expect(document.activeElement).toBe(screen.getByRole('region', { name: '快捷键' }));
    expect(document.activeElement?.textContent).toContain('Ctrl /');
    expect(document.activeElement?.textContent).toContain('从第一行到列标题↑在列标题上排序回车');
  });

  it('[U02] ? leads to the list of shortcuts, but not in a text field', () => {
    installBridge({});
    goTo('backup');
    renderHook(() => useAppEvents(createRef()));
    const field = document.body.appendChild(document.createElement('input'));
    fireEvent.keyDown(field, { key: '?' });
    field.remove();
    expect(useRoute.getState().room).toBe('backup');
    fireEvent.keyDown(document.body, { key: '?' });
    expect(useRoute.getState()).toEqual({ room: 'help', section: 'shortcuts' });
  });

  it.each(['backup', 'settings'] as const)('Escape after F1 returns to the room %s', async (room) => {
    goTo(room, 'here');
    openHelpOfRoom();
    render(<HelpPage />);
    await userEvent.keyboard('{Escape}');
    expect(useRoute.getState()).toEqual({ room, section: 'here' });
  });

  it.each([
    ['tokens', 'usb-key'],
    ['backup', 'backup'],
    ['enrolment', 'renew'],
    ['settings', null],
  ] as const)('F1 in %s opens the page for that room', (room, name) => {
    act(() => goTo(room));
    act(openHelpOfRoom);
    expect(useHelp.getState().open).toBe(name);
  });
});

it('[U06] a search needs all words, in any order', () => {
  const found = searchGuides(guidesIn('en'), 'pin usb').map(({ name }) => name);
  expect(found[0]).toBe('usb-key');
  expect(found).not.toContain('choose');
});

it.each([
  ['en', ['Enter', 'Space', 'Delete', 'F2', 'Shift F10', 'F6', 'Esc', 'F1']],
  ['zh-CN', ['回车', '空格', 'Delete', 'F2', 'Shift F10', 'F6', 'Esc', 'F1']],
] as const)('[U02] lists the keys of the list in %s', async (language, keys) => {
  await startI18n(language);
  render(<HelpPage />);
  const listed = screen.getAllByRole('definition').map(({ textContent }) => textContent);
  expect(listed).toEqual(expect.arrayContaining([...keys]));
});

it.each([null, 'backup'] as const)('[U07] shows the notices of every room below the bar, with the page %s', (open) => {
  useHelp.setState({ open });
  render(
    <BelowBar value={<p>notice</p>}>
      <HelpPage />
    </BelowBar>,
  );
  expect(document.querySelector('header')?.nextElementSibling?.textContent).toBe('notice');
});
