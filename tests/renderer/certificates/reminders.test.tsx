// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ReminderLine } from '../../../renderer/features/detail/checks/reminder-line.tsx';
import { CalendarDialog } from '../../../renderer/features/reminders/calendar-dialog.tsx';
import { RemindersSection } from '../../../renderer/features/settings/reminders-section.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import type { RemindersOf } from '../../../shared/schemas/certificates/reminder.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { defaultSettings, installBridge, installMatchMedia } from '../support/fake-bridge.ts';

const sha256 = 'ab'.repeat(32);
const planned = [
  { days: 14, at: '2027-03-16T15:59:59.000Z' },
  { days: 0, at: '2027-03-30T15:59:59.000Z' },
];
const answer: RemindersOf = { about: sha256, days: null, planned, snoozedUntil: null, canSnooze: true };

beforeEach(async () => {
  installMatchMedia();
  useSettings.setState({ settings: defaultSettings, info: null });
  await startI18n('zh-CN');
});
afterEach(cleanup);

async function line(given: Partial<RemindersOf> = {}) {
  let state: RemindersOf = { ...answer, ...given };
  const bridge = installBridge({
    'reminders.of': () => state,
    'reminders.choose': ({ input }) => (state = { ...state, ...(input as object) }),
    'reminders.snooze': () => (state = { ...state, snoozedUntil: '2027-03-20T00:00:00.000Z' }),
  });
  renderWithDialogs(<ReminderLine sha256={sha256} name="工资卡" bank="海川银行" loss={null} />);
  const button = await screen.findByRole('button', { name: '更改到期提醒' });
  const asked = (call: string) => bridge.requests.filter((each) => each.call === call).map(({ input }) => input);
  return { button, asked, open: () => fireEvent.click(button) };
}

it.each([
  [{}, /^下次提醒：(2027年)?3月1[67]日 周[二三]到期前 14 天和当天$/],
  [{ snoozedUntil: '2027-03-20T04:00:00.000Z' }, /^已推迟到 (2027年)?3月20日 周六到期前 14 天和当天$/],
  [{ planned: planned.slice(1) }, /^下次提醒：(2027年)?3月3[01]日 周[二三]到期当天$/],
  [{ planned: [] }, /^提醒已全部发出$/],
  [{ planned: [], canSnooze: false }, /^没有提醒$/],
])('[R01] the line says what comes next: %j', async (given, text) => {
  await line(given);
  expect(screen.getByRole('listitem').querySelector('span')?.textContent).toMatch(text);
});

it('[R01] the dialog shows the planned reminders and saves custom days', async () => {
  const { open, asked } = await line();
  open();
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('“工资卡”的到期提醒');
  expect(screen.getByText('海川银行')).toBeTruthy();
  expect(dialog.textContent).toContain('到期前 60、30、14、7、3、1 天和当天');
  expect(screen.getAllByText('当天')).toHaveLength(1);
  expect(screen.getByText(/证书管家运行时才会提醒.*导出到日历/)).toBeTruthy();
  fireEvent.click(screen.getByLabelText('自定义天数'));
  for (const name of ['60 天', '30 天', '7 天', '1 天']) fireEvent.click(screen.getByLabelText(name));
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked('reminders.choose')).toEqual([{ about: sha256, days: [14, 3, 0] }]);
});

it('[R01] adds any number of days with Enter or the button, sorted, and says what it refuses', async () => {
  const { open, asked } = await line({ days: [3] });
  open();
  const field = await screen.findByLabelText('其他天数');
  const add = (written: string) => {
    fireEvent.change(field, { target: { value: written } });
    fireEvent.click(screen.getByRole('button', { name: '添加' }));
  };
  fireEvent.change(field, { target: { value: '45' } });
  fireEvent.submit(field);
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '45 天' }).checked).toBe(true);
  for (const wrong of ['', '366', '-1', '1.5', 'x']) {
    add(wrong);
    expect(screen.getByText('请输入 0 到 365 之间的整数。')).toBeTruthy();
  }
  add('45');
  expect(screen.getByText('已选择这个天数。')).toBeTruthy();
  add('0');
  expect(screen.queryByText('已选择这个天数。')).toBeNull();
  expect(asked('reminders.choose')).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(asked('reminders.choose')).toEqual([{ about: sha256, days: [45, 3, 0] }]));
});

it('[R01] saves “never” as no days, and can’t save custom days without any day', async () => {
  const { open, asked } = await line({ days: [3] });
  open();
  fireEvent.click(await screen.findByLabelText('3 天'));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true);
  fireEvent.click(screen.getByLabelText('不提醒'));
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(asked('reminders.choose')).toEqual([{ about: sha256, days: [] }]));
});

it('[R01] snoozes a due reminder for a week, only while that is possible', async () => {
  const { open, asked } = await line();
  open();
  fireEvent.click(await screen.findByRole('button', { name: '推迟 7 天' }));
  await waitFor(() => expect(asked('reminders.snooze')).toEqual([{ about: sha256, snoozed: true }]));
  cleanup();
  const snoozed = await line({ snoozedUntil: '2027-03-20T04:00:00.000Z', planned: planned.slice(1) });
  snoozed.open();
  expect((await screen.findByText('已推迟')).closest('li')?.textContent).toContain('2027年3月20日');
  cleanup();
  for (const given of [{ canSnooze: false }, { days: [14, 0] }]) {
    const other = await line(given);
    other.open();
    await screen.findByRole('heading', { name: '后续提醒' });
    expect(screen.queryByRole('button', { name: '推迟 7 天' })).toBeNull();
    cleanup();
  }
});

it('[R01] says that reminders are turned off in the settings, with a button to open them', async () => {
  useSettings.setState({
    settings: { ...defaultSettings, reminders: { ...defaultSettings.reminders, isOn: false } },
    info: null,
  });
  const { open } = await line({ planned: [], canSnooze: false });
  open();
  expect(await screen.findByText('提醒已在设置中关闭')).toBeTruthy();
  expect(screen.getByRole('button', { name: '打开设置' })).toBeTruthy();
});

it('[R01] [R02] the settings change days, quiet hours and hidden names, and turn reminders off', () => {
  const changes: Settings['reminders'][] = [];
  const Card = ({ settings }: { readonly settings: Settings }) => (
    <RemindersSection
      settings={settings}
      host="chromium"
      platform="win32"
      onChange={({ reminders }) => {
        if (reminders !== undefined) changes.push(reminders);
      }}
    />
  );
  const { rerender } = render(<Card settings={defaultSettings} />);
  expect(screen.getByText(/不支持桌面通知/)).toBeTruthy();
  fireEvent.click(screen.getByLabelText('14 天'));
  fireEvent.change(screen.getByLabelText('到'), { target: { value: '7' } });
  fireEvent.click(screen.getByRole('checkbox', { name: /^免打扰时段/ }));
  fireEvent.click(screen.getByLabelText(/^通知里不显示名称/));
  fireEvent.click(screen.getByLabelText('证书到期前提醒我'));
  const before = defaultSettings.reminders;
  expect(changes).toEqual([
    { ...before, days: [60, 30, 7, 3, 1, 0] },
    { ...before, quietHours: { from: 22, to: 7 } },
    { ...before, quietHours: null },
    { ...before, hideNames: true },
    { ...before, isOn: false },
  ]);
  act(() => rerender(<Card settings={{ ...defaultSettings, reminders: { ...before, isOn: false } }} />));
  expect(screen.queryByLabelText('14 天')).toBeNull();
  expect(screen.getByRole('button', { name: '导出到日历' })).toBeTruthy();
});

it('[R04] before saving the calendar file, it says how many certificates expire from when to when, and the alerts', async () => {
  const [reminders, { days }] = [defaultSettings.reminders, { days: [14, 7, 0] }];
  useSettings.setState({ settings: { ...defaultSettings, reminders: { ...reminders, days } } });
  const first = '2031-04-28T12:00:00Z';
  const range = { events: 128, first, last: '2033-05-06T12:00:00Z' };
  installBridge({ 'reminders.calendar': () => range });
  render(<CalendarDialog onClose={() => undefined} />);
  const text = '共 128 张证书，到期日从 2031年4月28日 周一 到 2033年5月6日 周五。';
  expect(await screen.findByText(text)).toBeTruthy();
  expect(screen.getByText('提醒：到期前 14、7 天和当天（单独设置了提醒的证书除外）。')).toBeTruthy();
  await act(() => startI18n('en'));
  expect(screen.getByText(/^128 certificates expire between/)).toBeTruthy();
  expect(screen.getByText(/^Alerts: 14 and 7 days before expiry and on the day, except/)).toBeTruthy();
  await act(() => startI18n('zh-CN'));
  cleanup();
  const year = new Date().getFullYear();
  installBridge({ 'reminders.calendar': () => ({ ...range, first: `${year}-12-31T04:00:00Z` }) });
  render(<CalendarDialog onClose={() => undefined} />);
  expect(await screen.findByText(new RegExp(`到期日从 ${year}年12月31日 .* 到 2033年5月6日`))).toBeTruthy();
  cleanup();
  installBridge({ 'reminders.calendar': () => ({ events: 1, first, last: first }) });
  render(<CalendarDialog onClose={() => undefined} />);
  expect(await screen.findByText('共 1 张证书，2031年4月28日 周一 到期。')).toBeTruthy();
  cleanup();
  installBridge({ 'reminders.calendar': () => ({ events: 0, first: null, last: null }) });
  render(<CalendarDialog onClose={() => undefined} />);
  expect(await screen.findByText('没有今后到期的证书。')).toBeTruthy();
});

it('[R04] after saving the calendar file, it says how to add the reminders', async () => {
  const displayPath = '/home/li/dates.ics';
  const destinationId = '22222222-2222-4222-8222-222222222222';
  installBridge({
    'files.chooseDestination': () => ({ outcome: 'chosen', destinationId, displayPath }),
    'reminders.calendar': () => ({ events: 1, first: '2031-04-28T12:00:00Z', last: '2031-04-28T12:00:00Z' }),
    'reminders.writeCalendar': () => ({ displayPath, events: 1 }),
  });
  render(<CalendarDialog onClose={() => undefined} />);
  fireEvent.click(screen.getByRole('button', { name: /选择/ }));
  const save = screen.getByRole<HTMLButtonElement>('button', { name: '保存' });
  await waitFor(() => expect(save.disabled).toBe(false));
  fireEvent.click(save);
  expect(await screen.findByText('已保存 1 个日期')).toBeTruthy();
  expect(screen.getByText('用手机或电脑的日历打开这个文件即可添加提醒。')).toBeTruthy();
});

it('[R03] only Electron offers the tray, and the start at login with it; both are called unverified', () => {
  const changes: object[] = [];
  const card = (host: 'electron' | 'chromium', keepInTray: boolean) => (
    <RemindersSection
      settings={{ ...defaultSettings, keepInTray }}
      host={host}
      platform="linux"
      onChange={(change) => void changes.push(change)}
    />
  );
  const { rerender } = render(card('chromium', true));
  expect(screen.queryByLabelText(/系统托盘/)).toBeNull();
  rerender(card('electron', false));
  expect(screen.queryByLabelText(/登录系统时/)).toBeNull();
  expect(screen.getByText(/未验证/)).toBeTruthy();
  fireEvent.click(screen.getByLabelText(/系统托盘/));
  rerender(card('electron', true));
  fireEvent.click(screen.getByLabelText(/登录系统时/));
  expect(changes).toEqual([{ keepInTray: true }, { startAtLogin: true }]);
});
