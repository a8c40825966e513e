// SPDX-License-Identifier: Apache-2.0
import { libraryPath } from './library-path.ts';
import { targetFolder } from './target-folder.ts';
import type { TokenTarget, TokenTargetKind } from './token-target.ts';
import { factory } from './virtual-yubikey/card-state.ts';
import { startVirtualYubikey, virtualYubikeyUnavailable } from './virtual-yubikey/start-virtual-yubikey.ts';
import type { VirtualYubikey } from './virtual-yubikey/start-virtual-yubikey.ts';
import { whatIsMissing } from './what-is-missing.ts';

const modules = {
  ykcs11: { name: 'YubiKey through libykcs11', path: libraryPath('libykcs11.so.2') },
  opensc: { name: 'YubiKey through OpenSC', path: libraryPath('opensc-pkcs11.so') },
} as const;

export type YubikeyModule = keyof typeof modules;

export interface YubikeyTarget extends TokenTarget {
  readonly yubikey: VirtualYubikey;
}

/** Target for a running YubiKey through `module`. Stopping the target stops the YubiKey. */
export function throughModule(yubikey: VirtualYubikey, module: YubikeyModule): YubikeyTarget {
  return {
    name: modules[module].name,
    modulePath: modules[module].path,
    environment: {},
    // OpenSC uses a different label if slot 9a has a certificate.
    label: module === 'ykcs11' ? `YubiKey PIV #${yubikey.serial}` : 'PIV_II',
    pin: factory.pin,
    soPin: factory.managementKey,
    yubikey,
    stop: yubikey.stop,
    [Symbol.asyncDispose]: yubikey.stop,
  };
}

export function yubikeyTarget(module: YubikeyModule): TokenTargetKind<YubikeyTarget> {
  return {
    name: modules[module].name,
    available: () => virtualYubikeyUnavailable() ?? whatIsMissing({ files: [modules[module].path] }),
    start: async () => {
      const { folder, remove } = targetFolder('yubikey');
      const yubikey = await startVirtualYubikey({ folder });
      const stop = async (): Promise<void> => {
        await yubikey.stop();
        remove();
      };
      return throughModule({ ...yubikey, stop, [Symbol.asyncDispose]: stop }, module);
    },
  };
}
