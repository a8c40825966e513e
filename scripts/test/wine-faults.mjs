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
  '[X12] what changes between the check and the rename > refuses a folder that was exchanged for a link to the vault':
    noLinks,
  '[X12] what changes between the check and the rename > refuses a link that took the name': noLinks,
  '[X12] a path typed in the window > link to settings/a.conf: hidden': noLinks,
  '[X12] a path typed in the window > link out/a.p12: outside-home': noLinks,
  '[X12] a path typed in the window > what a dialog of the system gave may be anywhere that is not ours': noLinks,
  '[X12] a path typed in the window > may lie in a folder that the desktop names as the person’s documents':
    'XDG’s folders are Linux’s',
  '[D01] a folder that is left out is not entered under another name of it': noLinks,
  '[U09] the pipe on Windows has a random name that every spelling of the data folder leads to': noLinks,
  '[T01] configured, known and added modules, each file once, with what they are': noLinks,
  '[T01] an added module leaves the list when forgotten, and is reported as missing when its file is gone': noLinks,
  'names of an NSS database > [S07] one that is reached by a link too is one store: its key is no second copy of itself':
    noLinks,
  '[S02] which database Chromium reads > [S02] a fresh home: the new place when every browser knows it, else the one that all read':
    nss,
  '[S02] which database Chromium reads > [S02] running: a lock of this computer whose process lives': nss,
  '[S02] Firefox profiles > [S02] running: `lock` names a process that lives; a stale one does not count': nss,
  '[B05] a folder with neither vault nor backup takes the sheet': noTar,
  '[B05] a backup is known by its contents': noTar,
  '[B02] [B03] the outer archive of a hostile backup is refused with its reason > an archive made by tar': noTar,
  '[D01] a tree with fifos, link loops, a 5 GB sparse file and 300 folders in each other ends cleanly':
    'Wine shows a Unix pipe as a file',
  '[F07] reading a chosen file > a pipe without a writer does not hold up a window':
    'a pipe with a path in a folder is POSIX’s',
  ...Object.fromEntries(
    ['zenity and notify-send', 'a zenity that cannot show itself'].map((there) => [
      `[P08] a start from an icon is reported by the desktop (stand-ins for its programs): ${there}`,
      'the stand-ins for Linux’s desktop programs are shell scripts',
    ]),
  ),
  '[T01] who else can write: the file, a folder above, or nobody': p11kit,
  '[X06] what is listened on is a socket file in the private folder': sockets,
  '[U09] a data folder too deep for a socket address gets one in the runtime folder': sockets,
  ...Object.fromEntries(
    [
      'lists the certificates and tells which are usable with their key; marked as unverified',
      'one that is locked is reported as damaged',
      'one that prints no certificate is reported as damaged',
      'a keychain in which `security` finds nothing is empty, not damaged',
      'one that is missing, or does not answer, is reported; an empty keychain is empty',
    ].map((name) => [`[S05] the macOS keychain, with a stand-in for \`security\` (no macOS ran) > ${name}`, keychain]),
  ),
  ...Object.fromEntries(
    [
      '[R02] [X10] what the desktop gets: text, action, and no markup of ours',
      '[R02] a desktop that knows neither markup nor actions gets neither',
      '[R02] a click acts once, for its own notice, and only when the service itself tells of it',
      '[R02] a click that comes before its notice has a number is not lost',
      '[R02] a service that refuses, or no bus at all, is no notice',
      '[R02] a bus that refuses the client is left',
      '[R02] [X07] a length beyond the cap ends the connection and nothing else; the next notice opens another',
      '[R02] [X07] fields that end nowhere ends the connection and nothing else; the next notice opens another',
    ].map((name) => [`notifications over the session bus > ${name}`, bus]),
  ),
};

/** Checked only when all rooms run. @type {Readonly<Record<string, string>>} */
export const wineFaultsElsewhere = {
  '[X12] backups.create follows no link that took the place of its folder': noLinks,
  '[X12] exports.writeMany follows no link that took the place of its folder': noLinks,
};
