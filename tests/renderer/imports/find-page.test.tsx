// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, renderHook, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FindPage } from '../../../renderer/features/find/find-page.tsx';
import { useChosen } from '../../../renderer/features/find/use-chosen.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { lookForCopies, useFind } from '../../../renderer/state/find-store.ts';
import { useImports } from '../../../renderer/state/imports-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { maxFoundImport } from '../../../shared/domain/imports/import-limits.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { installMatchMedia, Refusal } from '../support/fake-bridge.ts';
import { draftId, file, folderId, id, installSearch } from '../support/fake-search.ts';

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const rowOf = (digit: string) => document.querySelector(`[data-found="${id(digit)}"]`) as HTMLElement;

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  act(() => {
    useFind.setState({ lookFor: null, added: [], chosen: null });
    useImports.setState({ waiting: [] });
    closeDialogs();
    useRoute.setState({ room: 'find' });
  });
});
afterEach(cleanup);

it('[D01] searches the preselected places and an added folder', async () => {
  const { requests } = installSearch();
  render(<FindPage />);
  expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: /下载/ })).checked).toBe(true);
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /整个用户文件夹/ }).checked).toBe(false);
  await userEvent.click(await button('添加文件夹'));
  expect((await screen.findByRole('alert')).textContent).toMatch(/无法读取/);
  await userEvent.click(await button('添加文件夹'));
  expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: /\/media\/u\/USB/ })).checked).toBe(true);
  await userEvent.click(await button('开始查找'));
  const started = requests.find(({ call }) => call === 'discovery.start')?.input;
  expect(started).toEqual({ folderIds: [folderId(1), folderId(3)], lookFor: null });
});

it('[D01] [U05] shows what the search looks at, pauses, resumes and stops it, and keeps what was found', async () => {
  installSearch();
  render(<FindPage />);
  await userEvent.click(await button('开始查找'));
  const card = await screen.findByRole('region', { name: '正在查找' });
  expect(card.textContent).toMatch(/1,200.*\/home\/u\/Downloads\/deep.*4/s);
  await userEvent.click(await button('暂停'));
  await userEvent.click(await button('继续'));
  await userEvent.click(await button('停止'));
  await screen.findByText(/已停止：查看了 1,200 个文件，找到 4 个证书文件。/, { selector: 'p' });
  expect(document.querySelectorAll('[data-found]')).toHaveLength(4);
  await button('重新查找');
});

it('[D01] says that nothing is found yet while a search is paused', async () => {
  const { become } = installSearch({ state: 'paused', found: 0 });
  render(<FindPage />);
  await screen.findByText('还没有找到证书文件');
  become({ found: 4 });
  await waitFor(() => expect(screen.queryByText('还没有找到证书文件')).toBeNull());
});

it('[D01] [U03] announces the start and end of a search to a screen reader, not every number', async () => {
  const { become } = installSearch();
  render(<FindPage />);
  const live = () =>
    screen
      .getAllByRole('status')
      .map((each) => each.textContent)
      .join('');
  await userEvent.click(await button('开始查找'));
  await waitFor(() => expect(live()).toBe('正在查找'));
  become({ files: 9000, current: '/elsewhere' });
  await screen.findByText('/elsewhere');
  expect(live()).toBe('正在查找');
  become({ state: 'done', files: 9999, current: null });
  await waitFor(() => expect(live()).toMatch('查找完成'));
});

it('[D02] shows one row for each content with its kind, state, expiry, copies and origin', async () => {
  installSearch({ state: 'done', found: 4 });
  render(<FindPage />);
  await screen.findByText('张三');
  const first = rowOf('a');
  expect(first.textContent).toMatch(/张三.*示例银行.*DER 证书.*\/home\/u\/Downloads\/bank.cer.*下载自.*新增/s);
  await userEvent.click(within(first).getByRole('button', { name: '另有 29 个副本' }));
  expect(first.textContent).toMatch(/\/home\/u\/bank.cer.*还有 28 个/s);
  expect(rowOf('b').textContent).toMatch(/old\.p12.*含私钥.*需要密码/s);
  expect(rowOf('e').textContent).toMatch(/half\.pem.*无法读取/s);
  // Only new files that open can be selected.
  expect(screen.getAllByRole('checkbox', { name: /^选择 / })).toHaveLength(1);
  await userEvent.click(within(rowOf('d')).getByRole('button', { name: '查看“李四”' }));
  expect(useRoute.getState().room).toBe('certificates');
});

it('[D02] filters in the main process', async () => {
  const { requests } = installSearch({ state: 'done', found: 4 });
  render(<FindPage />);
  await userEvent.click(await screen.findByRole('radio', { name: /^需要密码/ }));
  await waitFor(() => expect(document.querySelectorAll('[data-found]')).toHaveLength(1));
  await userEvent.click(screen.getByRole('radio', { name: /^无法读取/ }));
  await userEvent.click(screen.getByRole('checkbox', { name: /只看含私钥/ }));
  await screen.findByText('没有符合筛选条件的文件。');
  expect(requests.at(-1)?.input).toMatchObject({ states: ['not-read'], withKeysOnly: true });
  await userEvent.click(await button('清除筛选'));
  await waitFor(() => expect(document.querySelectorAll('[data-found]')).toHaveLength(4));
});

it('[D03] imports the chosen files, names those that fail, and says that the originals stay', async () => {
  const { requests } = installSearch({ state: 'done', found: 4 });
  render(<FindPage />);
  await userEvent.click(await screen.findByRole('checkbox', { name: '选择 bank.cer' }));
  await userEvent.click(await button('导入所选（1）'));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toMatch(/新增 1 张证书.*gone\.cer.*原文件没有改动/s);
  expect(requests.find(({ call }) => call === 'discovery.import')?.input).toEqual({ ids: [id('a')] });
});

it('[D03] imports as many files as one call takes, and keeps the others selected for the next', async () => {
  const found = (index: number) => file({ id: index.toString(16).padStart(64, '0') });
  const rows = Array.from({ length: maxFoundImport + 2 }, (_each, index) => found(index));
  const ids = rows.map((row) => row.id);
  const { requests } = installSearch();
  const { result } = renderHook(() => useChosen(rows, () => undefined));
  act(() => result.current.tick(ids, true));
  await act(async () => result.current.run());
  expect(result.current.ids).toEqual(ids.slice(maxFoundImport));
  await act(async () => result.current.run());
  expect(requests.flatMap(({ input }) => (input as { ids: string[] }).ids)).toEqual(ids);
  expect(result.current.ids).toEqual([]);
});

it('[D03] [K01] asks for a passphrase before the first key, with a link to set one', async () => {
  installSearch({ state: 'done', found: 4 }, new Refusal('secret-required'));
  renderWithDialogs(<FindPage />);
  await userEvent.click(await button('选择全部新增文件（1）'));
  await userEvent.click(await button('导入所选（1）'));
  await userEvent.click(await button('设置主密码'));
  expect(await screen.findByRole('dialog')).toBeTruthy();
});

it('[D03] opens a file with a password in the import wizard', async () => {
  installSearch({ state: 'done', found: 4 });
  render(<FindPage />);
  await userEvent.click(await button('导入 old.p12'));
  await waitFor(() => expect(useImports.getState().waiting).toEqual([{ kind: 'draft', draftId }]));
});

it('[E08] searches for copies of one certificate, or for everything on request', async () => {
  const { requests } = installSearch();
  act(() => lookForCopies({ sha256: id('f'), name: '王五' }));
  render(<FindPage />);
  await screen.findByText('查找“王五”的副本');
  await userEvent.click(await button('开始查找'));
  expect(requests.find(({ call }) => call === 'discovery.start')?.input).toMatchObject({ lookFor: id('f') });
  await userEvent.click(await button('改为查找全部证书'));
  await waitFor(() => expect(screen.queryByText('查找“王五”的副本')).toBeNull());
});

it('[U06] suggests where else to look when nothing was found', async () => {
  installSearch({ state: 'done', files: 10 });
  render(<FindPage />);
  await screen.findByText('没有找到证书文件');
});
