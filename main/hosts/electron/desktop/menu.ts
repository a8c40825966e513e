// SPDX-License-Identifier: Apache-2.0
import type { MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../../../../shared/ipc/contract.ts';
import type { MenuLabels } from './menu-labels.ts';

export type MenuItem = EventPayload<'menu.chosen'>['item'];

export interface MenuOptions {
  readonly labels: MenuLabels;
  readonly appName: string;
  readonly platform: NodeJS.Platform;
  choose(item: MenuItem): void;
}

/** Deliberately without reload or developer tools. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { labels } = options;
  const mac = options.platform === 'darwin';
  const ours = (item: MenuItem, accelerator: string): MenuItemConstructorOptions => ({
    id: item,
    label: labels[item],
    accelerator,
    click: () => options.choose(item),
  });
  const settings = ours('settings', 'CmdOrCtrl+,');
  const quit: MenuItemConstructorOptions = { role: 'quit', label: labels.quit };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const appMenu: MenuItemConstructorOptions[] = mac
    ? [
        {
          label: options.appName,
          submenu: [
            { role: 'about', label: labels.about },
            separator,
            settings,
            separator,
            { role: 'hide', label: labels.hide },
            { role: 'hideOthers', label: labels.hideOthers },
            { role: 'unhide', label: labels.showAll },
            separator,
            quit,
          ],
        },
      ]
    : [];
  return [
    ...appMenu,
    {
      label: labels.file,
      submenu: [
        ours('import', 'CmdOrCtrl+O'),
        ours('lock', 'CmdOrCtrl+L'),
        ...(mac ? [] : [separator, settings, separator, quit]),
      ],
    },
    {
      label: labels.edit,
      submenu: [
        { role: 'undo', label: labels.undo },
        { role: 'redo', label: labels.redo },
        separator,
        { role: 'cut', label: labels.cut },
        { role: 'copy', label: labels.copy },
        { role: 'paste', label: labels.paste },
        { role: 'selectAll', label: labels.selectAll },
        separator,
        ours('search', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: labels.view,
      submenu: [
        ours('textLarger', 'CmdOrCtrl+Plus'),
        ours('textSmaller', 'CmdOrCtrl+-'),
        ours('textStandard', 'CmdOrCtrl+0'),
        separator,
        { role: 'togglefullscreen', label: labels.fullScreen },
      ],
    },
    {
      label: labels.window,
      submenu: [
        { role: 'minimize', label: labels.minimize },
        { role: 'close', label: labels.close },
      ],
    },
  ];
}
