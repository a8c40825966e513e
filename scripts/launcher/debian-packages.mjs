// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { onPath, prints, run, succeeds } from './commands.mjs';

const chineseFont = () => prints('fc-list', [':lang=zh', 'file']) !== '';

/** @param {string} name */
const library = (name) => () => ['x86_64', 'aarch64'].some((cpu) => existsSync(`/usr/lib/${cpu}-linux-gnu/${name}`));

/**
 * @type {Readonly<Record<string, { program?: string, present?: () => boolean, purpose: string, optional?: boolean }>>}
 */
export const packages = {
  'g++': { program: 'g++', purpose: 'compiles the module for USB keys (U盾)' },
  make: { program: 'make', purpose: 'compiles the module for USB keys (U盾)' },
  python3: { program: 'python3', purpose: 'compiles the module for USB keys (U盾)' },
  'firefox-esr': { program: 'firefox-esr', purpose: 'tests with Firefox profiles' },
  chromium: { program: 'chromium', purpose: 'shows the window if Electron’s binary is missing; end-to-end tests' },
  openssl: { program: 'openssl', purpose: 'tests of all formats' },
  'libnss3-tools': { program: 'pk12util', purpose: 'tests with NSS; installs the tour’s certificate' },
  'default-jre-headless': { program: 'keytool', purpose: 'tests with Java’s keytool' },
  'libbcprov-java': {
    present: () => existsSync('/usr/share/java/bcprov.jar'),
    purpose: 'tests that exports for Android open in its library',
  },
  minisign: { program: 'minisign', purpose: 'tests of signed update lists' },
  age: { program: 'age', purpose: 'tests that age opens our keys' },
  'gnome-keyring': { program: 'gnome-keyring-daemon', purpose: 'tests of the OS secret store' },
  'poppler-utils': { program: 'pdftotext', purpose: 'tests of the recovery sheet' },
  dbus: { program: 'dbus-run-session', purpose: 'tests of the OS secret store' },
  xca: { program: 'xca', purpose: 'compared in npm run bench' },
  zsh: { program: 'zsh', purpose: 'tests of completion in zsh' },
  fish: { program: 'fish', purpose: 'tests of completion in fish' },
  mandoc: { program: 'mandoc', purpose: 'tests of the man pages' },
  xdotool: { program: 'xdotool', purpose: 'tests of a browser’s primary password prompt' },
  ripgrep: { program: 'rg', purpose: 'compared in npm run bench (finding files)' },
  xvfb: { program: 'Xvfb', purpose: 'window tests' },
  xauth: { program: 'xauth', purpose: 'window tests' },
  openbox: { program: 'openbox', purpose: 'tests of closing the window' },
  fontconfig: { program: 'fc-list', purpose: 'lists installed fonts' },
  nsis: { program: 'makensis', purpose: 'tests of the Windows installer', optional: true },
  '7zip': { program: '7za', purpose: 'tests of the Windows installer', optional: true },
  'g++-mingw-w64-x86-64-win32': {
    program: 'x86_64-w64-mingw32-g++',
    purpose: 'compiles the module for USB keys for Windows; tests under Wine',
    optional: true,
  },
  wine: { program: 'wine', purpose: 'tests with the Windows build of Node', optional: true },
  wine64: { program: 'wine', purpose: 'tests with the Windows build of Node', optional: true },
  locales: {
    present: () => existsSync('/usr/share/i18n/locales/zh_CN'),
    purpose: 'tests on a Chinese Windows under Wine',
    optional: true,
  },
  gcc: { program: 'gcc', purpose: 'compiles broken modules for tests of USB keys' },
  opensc: { program: 'pkcs11-tool', purpose: 'tests of USB keys' },
  'opensc-pkcs11': { present: library('opensc-pkcs11.so'), purpose: 'tests with a virtual YubiKey' },
  softhsm2: { program: 'softhsm2-util', purpose: 'tests with a SoftHSM token' },
  pcscd: { program: 'pcscd', purpose: 'tests with a virtual YubiKey', optional: true },
  'vsmartcard-vpcd': {
    present: () => existsSync('/usr/lib/pcsc/drivers/serial/libifdvpcd.so'),
    purpose: 'virtual reader for tests with a YubiKey',
    optional: true,
  },
  ykcs11: { present: library('libykcs11.so.2'), purpose: 'tests with a virtual YubiKey', optional: true },
  'yubico-piv-tool': { program: 'yubico-piv-tool', purpose: 'unblocks the virtual YubiKey', optional: true },
  opencryptoki: { program: 'pkcsslotd', purpose: 'tests with an opencryptoki token', optional: true },
  'apache2-bin': {
    present: () => existsSync('/usr/sbin/apache2'),
    purpose: 'WebDAV server for tests of backups',
    optional: true,
  },
  faketime: { program: 'faketime', purpose: 'tests of enrolment with a wrong clock', optional: true },
  'libest-utils': { program: 'estserver', purpose: 'EST server for tests of enrolment', optional: true },
  swtpm: { program: 'swtpm', purpose: 'tests with a TPM as a token', optional: true },
  'libtpm2-pkcs11-1': {
    present: library('pkcs11/libtpm2_pkcs11.so.1'),
    purpose: 'tests with a TPM as a token',
    optional: true,
  },
  'libtss2-tcti-swtpm0t64': {
    present: library('libtss2-tcti-swtpm.so.0'),
    purpose: 'tests with a TPM as a token',
    optional: true,
  },
  'p11-kit': { program: 'p11-kit', purpose: 'tests with a token on a p11-kit server', optional: true },
  'p11-kit-modules': {
    present: library('pkcs11/p11-kit-client.so'),
    purpose: 'tests with a token on a p11-kit server',
    optional: true,
  },
  'python3-icalendar': {
    present: () => existsSync('/usr/lib/python3/dist-packages/icalendar'),
    purpose: 'reads calendar files in tests',
    optional: true,
  },
  dunst: { program: 'dunst', purpose: 'notification service for tests of reminders', optional: true },
  'exfat-fuse': { program: 'mount.exfat-fuse', purpose: 'tests with an exFAT drive', optional: true },
  debootstrap: { program: 'debootstrap', purpose: 'tests on a bare Debian', optional: true },
  lintian: { program: 'lintian', purpose: 'checks the Debian package in tests', optional: true },
  exfatprogs: { program: 'mkfs.exfat', purpose: 'tests with an exFAT drive', optional: true },
  nbdkit: { program: 'nbdkit', purpose: 'tests with a failing drive', optional: true },
  'libnbd-bin': { program: 'nbdfuse', purpose: 'tests with a failing drive', optional: true },
  fuse3: { program: 'fusermount3', purpose: 'tests with a failing drive', optional: true },
  'fonts-noto-cjk': { present: chineseFont, purpose: 'Chinese characters in the window and in pictures' },
};

/** @param {readonly string[]} names @returns {string[]} */
export function missing(names) {
  return names.filter((name) => {
    const known = packages[name];
    if (known === undefined) throw new Error(`unknown package ${name}`);
    return known.present === undefined ? onPath(known.program ?? name) === null : !known.present();
  });
}

/** Returns null if apt-get is missing or disabled, or can't run as root. @returns {string[] | null} */
export function aptGet(env = process.env) {
  if (env.CERTSTEWARD_NO_INSTALL === '1' || onPath('apt-get', env.PATH) === null) return null;
  // sudo drops the environment.
  const words = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  if (process.getuid?.() === 0) return words;
  return onPath('sudo', env.PATH) !== null && succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n', ...words] : null;
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<string[]>} still missing
 */
export async function ensure(names) {
  const wanted = missing(names);
  if (wanted.length === 0) return [];
  const apt = aptGet();
  if (apt !== null) {
    console.log(`Installing Debian packages: ${wanted.join(' ')}`);
    const [command = '', ...words] = apt;
    await run(command, [...words, '-qq', 'update']);
    // Install optional packages separately, because apt installs all of its arguments or none.
    for (const optional of [false, true]) {
      const names = wanted.filter((name) => (packages[name]?.optional ?? false) === optional);
      const install = [...words, '-qq', '-y', '--no-install-recommends', 'install', ...names];
      if (names.length > 0) await run(command, install);
    }
  }
  const still = missing(wanted);
  for (const name of still) console.log(`Missing: ${name} (${packages[name]?.purpose})`);
  if (still.length > 0 && onPath('apt-get') !== null) console.log(`  sudo apt-get install ${still.join(' ')}`);
  return still;
}
