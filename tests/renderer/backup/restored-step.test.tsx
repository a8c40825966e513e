// SPDX-License-Identifier: Apache-2.0
import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useBackups } from '../../../renderer/state/backups-store.ts';
import { installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';
import { restoreInDialog, reviewInDialog } from '../support/restore-in-dialog.tsx';

beforeEach(() => installMatchMedia());
afterEach(() => {
  cleanup();
  useBackups.setState({ overview: null, error: null });
});

const words = {
  en: { here: 'Everything was already in the vault.', none: 'No new certificates or private keys were restored.' },
  'zh-CN': { here: '全部内容都已在保险库里。', none: '没有恢复新的证书或私钥。' },
} as const;

describe('[B03] what a restore says when no certificate was added', () => {
  it.each(['en', 'zh-CN'] as const)(
    'in %s: says that everything was already here only if every item was the same',
    async (language) => {
      expect(await restoreInDialog(language, ['same', 'same'])).toContain(words[language].here);
    },
  );
  it.each(['en', 'zh-CN'] as const)('in %s: says otherwise that nothing new was restored', async (language) => {
    const said = await restoreInDialog(language, ['same', 'differs']);
    expect(said).toContain(words[language].none);
    expect(said).not.toContain(words[language].here);
    for (const more of [{ anchors: 1 }, { profiles: 1 }, { requests: 1 }, { webEnrolments: 1 }, { losses: 1 }]) {
      cleanup();
      expect(await restoreInDialog(language, ['same'], more)).toContain(words[language].none);
    }
  });
});

it('[B03] a backup that was restored before needs no restore', async () => {
  const { restore } = await reviewInDialog('en', ['same', 'same']);
  expect(restore.className).not.toContain('primary');
  expect(screen.getByRole('button', { name: 'Done' }).className).toContain('primary');
  cleanup();
  expect((await reviewInDialog('en', ['same', 'new'])).restore.className).toContain('primary');
});

it.each([
  ['en', 'Restored1 certificate, 1 private key.', 'Already in the vault: 1 certificate.'],
  ['zh-CN', '已恢复1 张证书、1 个私钥。', '另有 1 张证书已经在保险库里。'],
] as const)('[B03] in %s: says what was already here only if something was', async (language, came, here) => {
  const result = { added: ['cd'.repeat(32)], keysAdded: 1 };
  expect(await restoreInDialog(language, ['new'], {}, result)).toContain(came + (language === 'en' ? ' ' : '') + here);
  cleanup();
  const alone = await restoreInDialog(language, ['new'], {}, { ...result, known: [] });
  expect(alone).toContain(came);
  expect(alone).not.toContain(here.slice(0, 2));
});

it('[B03] [B05] says what unlocks another vault’s backup, and what not to do if its computer was stolen', async () => {
  const result = { added: ['cd'.repeat(32)], keysAdded: 1, installedIn: ['chromium:/home/li'] };
  const others = { ownVault: false, byRecovery: true };
  await restoreInDialog('zh-CN', ['new'], others, result, { ...unlockedVault, recoverySaved: true });
  expect(screen.getByText('这份备份仍用原来的密码或恢复码解锁。')).toBeDefined();
  expect(await screen.findByText(/^它解锁这台电脑的保险库和以后的备份/)).toBeDefined();
  expect(screen.getByText(/^旧恢复码只能打开旧备份，不能解锁这台电脑的保险库/)).toBeDefined();
  expect(screen.getByText(/丢失或被盗，请不要再安装/)).toBeDefined();
  cleanup();
  await restoreInDialog('zh-CN', ['new'], { ownVault: false }, result, { ...unlockedVault, recoverySaved: false });
  expect(screen.getByText('还没有保存这台电脑的恢复码')).toBeDefined();
  expect(screen.getByText('请先在“概览”点“写下恢复码”，再重新备份。')).toBeDefined();
  expect(screen.queryByText(/旧恢复码|自己的恢复码/)).toBeNull();
  cleanup();
  await restoreInDialog('zh-CN', ['new'], { ownVault: true }, result);
  expect(screen.queryByText(/这份备份仍用原来的密码或恢复码解锁/)).toBeNull();
});
