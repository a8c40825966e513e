// SPDX-License-Identifier: Apache-2.0
/** Sync clients can copy a half-written vault or revert it. */
const clients: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['OneDrive', /^onedrive( |-|$)/],
  ['Dropbox', /^dropbox( |\(|$)/],
  ['iCloud', /^(mobile documents|icloud ?drive|com~apple~clouddocs)$/],
  ['Google Drive', /^(google ?drive|my drive|googledrive-.*|drivefs)$/],
  ['Nutstore 坚果云', /^(nutstore( files)?|nutstorefiles|我的坚果云|坚果云)$/],
  ['Baidu 百度网盘', /^(baidusyncdisk|baidunetdisk.*|百度网盘|百度云同步盘)$/],
  ['WPS 云盘', /^(wps ?cloud ?files|wpsdrive|wps云盘)$/],
  ['Nextcloud', /^(nextcloud|owncloud)$/],
  ['Box', /^(box|box sync|box-box)$/],
  ['MEGA', /^(mega|megasync.*)$/],
  ['pCloud', /^pcloud ?drive$/],
];

/** Guesses from the path. `network` means a Windows share. */
export function syncedFolderOf(path: string): string | null {
  if (/^(\\\\|\/\/)[^\\/?.]/.test(path)) return 'network';
  for (const part of path.split(/[\\/]/)) {
    const folded = part.normalize('NFKC').toLowerCase();
    const client = clients.find(([, pattern]) => pattern.test(folded));
    if (client) return client[0];
  }
  return null;
}
