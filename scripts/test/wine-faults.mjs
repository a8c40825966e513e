// SPDX-License-Identifier: Apache-2.0
/** In Wine 10, CreateSymbolicLink is a stub that reports success. */
const noLinks = 'Wine makes no symbolic link';
const noTar = 'Wine has no tar, which Windows has';
const bus = 'the session bus is Linux’s';
const nss = 'NSS’ shared databases are Linux’s, and its lock is a symbolic link';
const keychain = 'the stand-in for macOS’ `security` is a shell script';
const p11kit = 'p11-kit and the rights of modules are Linux’s';
const sockets = 'a socket file is Linux’s; Windows has a named pipe';

/**
 * Tests that fail because of Wine, by full name.
 * @type {Readonly<Record<string, string>>}
 */
export const wineFaults = {
  '[X12] a change between the check and the rename > refuses a folder that was replaced by a link to the vault':
    noLinks,
  '[X12] a change between the check and the rename > refuses a link that appeared under the file name': noLinks,
  '[X12] a path typed in the window > link to settings/a.conf: hidden': noLinks,
  '[X12] a path typed in the window > link out/a.p12: outside-home': noLinks,
  '[X12] a path typed in the window > may be hidden if it comes from a system dialog': noLinks,
  '[X12] a path typed in the window > may be in a documents folder that the desktop names outside home':
    'XDG’s folders are Linux’s',
  '[D01] does not enter a skipped folder through a link': noLinks,
  '[U09] the Windows pipe has a random name shared by every spelling of the data folder': noLinks,
  '[T01] lists configured, known and added modules once per file, with their details': noLinks,
  '[T01] an added module is listed until forgotten, and as missing if its file is gone': noLinks,
  'names of an NSS database > [S07] a database that a link also reaches is one store': noLinks,
  '[S02] which database Chromium reads > [S02] a fresh home uses the new place only if every browser knows it': nss,
  '[S02] which database Chromium reads > [S02] Chromium is running if its lock names a live local process': nss,
  '[S02] Firefox profiles > [S02] Firefox is running if `lock` names a live process': nss,
  '[B05] accepts a folder with neither vault nor backup for the sheet': noTar,
  '[B05] recognises a backup by its contents': noTar,
  '[B02] [B03] the outer archive of a hostile backup is refused with its reason > an archive made by tar': noTar,
  '[D01] scan of a tree with fifos, link loops, a 5 GB file and 300 nested folders ends cleanly':
    'Wine shows a Unix pipe as a file',
  '[F07] reading a chosen file > reports a pipe without a writer instead of blocking':
    'a pipe with a path in a folder is POSIX’s',
  ...Object.fromEntries(
    ['zenity and notify-send', 'a zenity that cannot show itself'].map((there) => [
      `[P08] a start from an icon is reported by the desktop (stand-ins for its programs): ${there}`,
      'the stand-ins for Linux’s desktop programs are shell scripts',
    ]),
  ),
  '[T01] reports whether others can write to the file or a folder above it': p11kit,
  '[X06] listens on a socket file in the private folder': sockets,
  '[U09] puts the socket of a deep data folder into the runtime folder': sockets,
  ...Object.fromEntries(
    [
      'lists the certificates and which have a usable key, marked as unverified',
      'reports a keychain that is locked as damaged',
      'reports a keychain that prints no certificate as damaged',
      'a keychain in which `security` finds nothing is empty, not damaged',
      'reports a missing or silent `security`, and an empty keychain as empty',
    ].map((name) => [`[S05] the macOS keychain, with a stand-in for \`security\` (no macOS ran) > ${name}`, keychain]),
  ),
  ...Object.fromEntries(
    [
      '[R02] [X10] sends the desktop text and an action, with markup escaped',
      '[R02] sends neither markup nor actions to a desktop without them',
      '[R02] handles a click once, for its own notification and only from the service',
      '[R02] keeps a click that arrives before the number of its notification',
      '[R02] reports failure when the service refuses or no bus exists',
      '[R02] closes the connection to a bus that refuses the client',
      '[R02] [X07] a length beyond the cap closes only the connection; the next notification opens another',
      '[R02] [X07] fields that end nowhere closes only the connection; the next notification opens another',
    ].map((name) => [`notifications over the session bus > ${name}`, bus]),
  ),
};

/** Checked only when `everyRoom` runs. @type {Readonly<Record<string, string>>} */
export const wineFaultsElsewhere = {
  '[X12] backups.create follows no link that replaced its folder': noLinks,
  '[X12] exports.writeMany follows no link that replaced its folder': noLinks,
};
