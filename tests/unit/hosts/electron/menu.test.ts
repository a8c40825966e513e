// SPDX-License-Identifier: Apache-2.0
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { events } from '../../../../shared/ipc/contract.ts';
import { menuLabels } from '../../../../main/hosts/electron/desktop/menu-labels.ts';
import { menuTemplate } from '../../../../main/hosts/electron/desktop/menu.ts';
import type { MenuItem } from '../../../../main/hosts/electron/desktop/menu.ts';

function flat(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

function build(platform: NodeJS.Platform, locale = 'en-US') {
  const chosen: MenuItem[] = [];
  const labels = menuLabels('system', locale);
  const items = flat(
    menuTemplate({ labels, appName: 'CertSteward', platform, choose: (item) => void chosen.push(item) }),
  );
  return { items, chosen };
}

test.each(['linux', 'win32', 'darwin'] as const)(
  '[U02] on %s each item of the contract is in the menu once',
  (platform) => {
    const { items, chosen } = build(platform);
    const ours = items.filter((item) => item.id !== undefined);
    for (const item of ours) (item.click as () => void)();
    expect(chosen.toSorted()).toEqual(events['menu.chosen'].shape.item.options.toSorted());
    expect(new Set(ours.map((item) => item.accelerator)).size).toBe(ours.length);
  },
);

test('[X01] no menu entry reloads the page or opens developer tools', () => {
  const roles = build('linux').items.map((item) => item.role);
  expect(roles).not.toContain('toggleDevTools');
  expect(roles).not.toContain('reload');
  expect(roles).not.toContain('forceReload');
});

test('[U01] the menu is Chinese for every Chinese locale, and follows the setting', () => {
  expect(menuLabels('system', 'zh-TW').import).toBe('导入证书文件…');
  expect(menuLabels('en', 'zh-CN').import).toBe('Import certificate file…');
  expect(menuLabels('zh-CN', 'de-DE').lock).toBe('锁定保险库');
  const labels = build('linux', 'zh-CN').items.flatMap((item) => item.label ?? []);
  expect(labels.every((label) => /\p{Script=Han}/u.test(label))).toBe(true);
});

test('[U01] on macOS the app’s own menu is in the language of the app too', () => {
  const [, ...entries] = build('darwin', 'zh-CN').items.filter(({ type }) => type !== 'separator');
  for (const { role, label } of entries) expect(label, role).toEqual(expect.stringMatching(/\p{Script=Han}/u));
});
