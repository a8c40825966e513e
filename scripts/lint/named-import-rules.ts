// SPDX-License-Identifier: Apache-2.0
export interface NamedImportRule {
  readonly module: string;
  readonly names: readonly string[];
  readonly only: readonly string[];
  readonly why: string;
}

/** X06: one child process listens on the network, one instance on a local socket. */
const listening = (module: string, ...only: readonly string[]): NamedImportRule => ({
  module,
  names: ['createServer', 'Server', 'default'],
  only: [...only, 'scripts', 'tests'],
  why: 'no listening port',
});

export const namedImportRules: readonly NamedImportRule[] = [
  listening('node:https', 'main/demo-ca/est-server.ts'),
  listening('node:net', 'main/hosts/node/single-instance.ts'),
  listening('node:http'),
  listening('node:tls'),
  listening('node:http2'),
  {
    module: 'electron',
    names: ['shell', 'default'],
    only: ['main/hosts/electron/open-external.ts', 'main/hosts/electron/trash-item.ts'],
    why: 'Electron checklist 15: an address is opened from a profile, https only, after a click; never on a page’s word',
  },
  {
    module: 'electron',
    names: ['ipcRenderer', 'default'],
    only: ['preload/electron.ts'],
    why: 'raw IPC in one file',
  },
  {
    module: 'electron',
    names: ['ipcMain', 'default'],
    only: ['main/hosts/electron/electron-host.ts'],
    why: 'raw IPC in one file',
  },
];
