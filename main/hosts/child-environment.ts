// SPDX-License-Identifier: Apache-2.0
import type { ProcessEntry } from '../children/process-port.ts';

/** The only variables for parsers, which must not see secrets in the environment. */
const passedOn = ['PATH', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir'];

/** The OS secret store's unlock prompt needs these. */
const session = [
  'HOME',
  'USER',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
];

/** Needed to find the account's stores and software keys. */
const windowsAccount = ['USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'HOMEDRIVE', 'HOMEPATH', 'USERNAME', 'USERDOMAIN'];

/** For SoftHSM, OpenSC, tpm2-pkcs11, p11-kit, pcscd, NSS and SKF libraries. Contains no secrets. */
const tokenModules = [
  'HOME',
  'XDG_RUNTIME_DIR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'SOFTHSM2_CONF',
  'OPENSC_CONF',
  'TPM2_PKCS11_STORE',
  'TPM2_PKCS11_TCTI',
  'P11_KIT_SERVER_ADDRESS',
  'PCSCLITE_CSOCK_NAME',
  'NSS_LIB_PARAMS',
];

const also: Readonly<Partial<Record<ProcessEntry, readonly string[]>>> = {
  'os-store': session,
  'windows-store': windowsAccount,
  pkcs11: [...tokenModules, ...windowsAccount],
  skf: [...tokenModules, ...windowsAccount],
};

export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  entry: ProcessEntry,
): Record<string, string> {
  const names = [...passedOn, ...(also[entry] ?? [])];
  const passed = names.flatMap((name): [string, string][] => {
    const value = env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(passed);
}

/** Makes glibc return freed memory at once. */
export const childMemory = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '65536',
} as const;

/** In MiB. Buffers are outside the heap. */
const heapFlag = '--max-old-space-size=512';
export const childFlags = [heapFlag];

export const utilityFlags = [`--js-flags=${heapFlag}`];
