// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createComputerState } from '../../../main/computer-state/computer-state.ts';
import type { ComputerState } from '../../../main/computer-state/state-port.ts';
import { knownSkfPaths } from '../../../main/tokens/modules/known-skf.ts';
import { createModuleRegistry } from '../../../main/tokens/modules/module-registry.ts';
import { elfLibrary } from '../../support/tokens/modules/made-up-library.ts';

let root = '';
let state: ComputerState;
const file = (name: string): string => join(root, name);

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'skf-registry-')));
  state = createComputerState({ folder: file('state'), now: () => new Date() });
});
afterEach(() => {
  state.close();
  rmSync(root, { recursive: true, force: true });
});

function open() {
  return createModuleRegistry({
    consents: state.modules,
    places: {
      platform: 'linux',
      arch: process.arch,
      env: {},
      ownUid: process.getuid?.() ?? 0,
      dpkg: file('dpkg'),
      p11Kit: null,
      knownPaths: [],
      knownSkfPaths: [{ name: 'Longmai 龙脉 GM3000', path: file('libgm3000.1.0.so') }],
      usbDevices: file('usb'),
    },
  });
}

function plug(name: string, id: string): void {
  const [vendor = '', product = ''] = id.split(':');
  mkdirSync(file(`usb/${name}`), { recursive: true });
  writeFileSync(file(`usb/${name}/idVendor`), `${vendor}\n`);
  writeFileSync(file(`usb/${name}/idProduct`), `${product}\n`);
}

test('[G07] an SKF library at a known path waits for consent, whatever else it exports', async () => {
  writeFileSync(file('libgm3000.1.0.so'), elfLibrary('SKF_OpenApplication\0C_GetFunctionList\0'));
  const [found] = await open().list();
  expect(found).toMatchObject({
    name: 'Longmai 龙脉 GM3000',
    standard: 'skf',
    state: 'needs-consent',
    source: 'known-path',
  });
});

test.each([
  ['SKF_OpenApplication\0SKF_VerifyPIN\0', 'skf'],
  ['C_GetFunctionList\0', 'pkcs11'],
  ['SKF_OpenApplication\0C_GetFunctionList\0', 'pkcs11'],
  // The name spans two read chunks.
  [`${'x'.repeat(1024 * 1024 - 64 - 9)}SKF_OpenApplication\0`, 'skf'],
])(
  '[G07] classifies an added library by the function names in its file, without loading it',
  async (content, standard) => {
    writeFileSync(file('added.so'), elfLibrary(content));
    expect(await open().look(file('added.so'))).toMatchObject({ standard });
  },
);

test('[G07] reports that a library is 32-bit', async () => {
  writeFileSync(file('narrow.so'), elfLibrary('SKF_OpenApplication\0').fill(1, 4, 5));
  await expect(open().look(file('narrow.so'))).rejects.toMatchObject({
    code: 'module-broken',
    details: { reason: '32-bit' },
  });
});

test('[G07] reports a known USB Key by its vendor and product number until its library is installed', async () => {
  plug('1-1', '055C:DB08');
  plug('1-2', '0781:5581');
  mkdirSync(file('usb/usb1'));
  expect(await open().missing()).toMatchObject([{ name: 'Longmai 龙脉 GM3000', usb: '055c:db08' }]);
  writeFileSync(file('libgm3000.1.0.so'), elfLibrary('SKF_OpenApplication\0'));
  expect(await open().missing()).toEqual([]);
});

test('[G07] looks for known libraries in the folders of each system', () => {
  const paths = (platform: NodeJS.Platform) =>
    knownSkfPaths({ platform, arch: 'x64', env: { SystemRoot: String.raw`C:\Windows` } }).map(({ path }) => path);
  expect(paths('win32')).toContain(String.raw`C:\Windows\System32\mtoken_gm3000.dll`);
  expect(paths('linux')).toContain('/usr/lib/x86_64-linux-gnu/libgm3000.1.0.so');
  expect(paths('darwin')).toEqual([]);
});
