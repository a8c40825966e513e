// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { KnownPath } from './known-modules.ts';
import { pkcs11Folders } from './library-folders.ts';
import type { P11KitFolders } from './p11-kit-modules.ts';

export interface ModulePlaces {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ownUid: number;
  readonly dpkg: string;
  readonly p11Kit: P11KitFolders | null;
  readonly knownPaths?: readonly KnownPath[];
  readonly usbDevices?: string;
  readonly knownSkfPaths?: readonly KnownPath[];
}

export function systemPlaces(home: string): ModulePlaces {
  const { platform, arch, env } = process;
  const configHome = env['XDG_CONFIG_HOME'];
  return {
    platform,
    arch,
    env,
    ownUid: process.getuid?.() ?? 0,
    dpkg: '/var/lib/dpkg',
    p11Kit:
      platform === 'win32'
        ? null
        : {
            packaged: '/usr/share/p11-kit/modules',
            system: '/etc/pkcs11',
            // An empty value counts as unset (XDG Base Directory Specification).
            user: join(configHome ? configHome : join(home, '.config'), 'pkcs11'),
            libraries: pkcs11Folders(arch),
          },
  };
}
