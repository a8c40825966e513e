// SPDX-License-Identifier: Apache-2.0
import type { ProcessEntry } from '../processes/process-port.ts';

/**
 * What a child process may know of our environment: where programs and temporary files are, and the language.
 * Everything else stays behind, so that a token or password in the caller's environment cannot reach a parser.
 */
const passedOn = ['PATH', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir'];

/** How the OS secret store is reached: the session bus, and the display for the system's own unlock prompt. */
const session = [
  'HOME',
  'USER',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
];

/** Where Windows keeps what belongs to an account: stores and keys of software lie there. */
const windowsAccount = ['USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'HOMEDRIVE', 'HOMEPATH', 'USERNAME', 'USERDOMAIN'];

/**
 * Where modules of tokens keep what they need, by their own documentation: the account's folders, and the variables of
 * SoftHSM, OpenSC, tpm2-pkcs11, p11-kit, pcscd and NSS. None of them holds a secret.
 */
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

/** glibc only: what was freed goes back to the system at once, not when the process ends. Elsewhere it means nothing. */
export const childMemory = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '65536',
} as const;

/** V8's heap of a child: at most 512 MiB; buffers lie outside of it and are capped by the size of what is sent. */
const heapFlag = '--max-old-space-size=512';
/**
 * A nursery of an eighth of V8's own keeps 20 MiB of garbage away and costs little (`--optimize-for-size` a third of the
 * time). Not for a search: each of its threads has limits of its own, which the flag would override.
 */
const nurseryFlag = '--max-semi-space-size=2';

/**
 * `gc` frees what a file's pieces were received in and what its certificates left behind. Only where it is called: V8
 * refuses Node's own compiled code when it is started with this flag, which costs each thread 30 ms.
 */
export function childFlags(entry: ProcessEntry): string[] {
  if (entry === 'scan') return [heapFlag];
  return entry === 'parse' ? [heapFlag, nurseryFlag, '--expose-gc'] : [heapFlag, nurseryFlag];
}

/** The same for a child of Electron, where V8 heeds its flags in this one alone. */
export function utilityFlags(entry: ProcessEntry): string[] {
  return [`--js-flags=${childFlags(entry).join(' ')}`];
}
