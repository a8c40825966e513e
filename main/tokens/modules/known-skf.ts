// SPDX-License-Identifier: Apache-2.0
import { libraryFolders } from './library-folders.ts';
import { windowsPath, type KnownPath, type KnownPathsOf } from './known-modules.ts';

interface KnownSkf {
  readonly name: string;
  /** USB ids, `vendor:product` in lower-case hexadecimal. */
  readonly usb: readonly string[];
  readonly windows: readonly string[];
  readonly linux: readonly string[];
}

/** File names from public code: vendors publish no paths. Untested with real devices (未验证). */
export const knownSkf: readonly KnownSkf[] = [
  { name: 'Feitian 飞天 (SZCA)', usb: ['096e:0309'], windows: ['ShuttleCsp11_3000GM_SZCA.dll'], linux: [] },
  { name: 'HaiTai 海泰方圆', usb: ['5448:0003'], windows: ['SKFAPI20538.dll'], linux: [] },
  { name: 'NETCA 网证通', usb: ['5448:0003', 'f02e:0101'], windows: ['NetcaSKF.dll'], linux: [] },
  { name: 'lgu3073', usb: ['6588:1514'], windows: ['lgu3073_p1514_gm.dll'], linux: [] },
  { name: 'USK218', usb: ['22fb:1014'], windows: ['USK218_GM.dll'], linux: [] },
  {
    name: 'Longmai 龙脉 GM3000',
    usb: ['055c:db08'],
    windows: ['mtoken_gm3000.dll'],
    linux: ['libgm3000.1.0.so', 'libgm3000.so', '/opt/lm-gm3000/lib/libgm3000.1.0.so'],
  },
];

export function knownSkfPaths({ platform, arch, env }: KnownPathsOf): readonly KnownPath[] {
  const folders = libraryFolders(arch);
  return knownSkf.flatMap(({ name, windows, linux }) => {
    if (platform === 'win32') return windows.flatMap((file) => windowsPath(file, env)).map((path) => ({ name, path }));
    if (platform !== 'linux') return [];
    return linux
      .flatMap((path) => (path.startsWith('/') ? [path] : folders.map((folder) => `${folder}/${path}`)))
      .map((path) => ({ name, path }));
  });
}
