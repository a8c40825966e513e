// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import type koffi from 'koffi';
import type { WindowsPlaces } from './scan-protocol.ts';

/** Results of GetDriveTypeW (fileapi.h): removable, fixed, RAM disk. */
const driveTypes: ReadonlySet<number> = new Set([2, 3, 6]);
/** KF_FLAG_DONT_VERIFY (shlobj_core.h) */
const dontVerify = 0x4000;
/** KNOWNFOLDERID (knownfolders.h) */
const knownFolders = {
  desktop: 'B4BFCC3A-DB2C-424C-B029-7FE99A87C641',
  documents: 'FDD39AD0-238F-46AF-ADB4-6C85480369C7',
  downloads: '374DE290-123F-4565-9164-39C4925E467B',
} as const;

/** Returns user folders, even if moved to OneDrive, and drives other than the system's. */
export function windowsPlaces(): WindowsPlaces {
  const { load } = createRequire(import.meta.url)('koffi') as typeof koffi;
  const kernel = load('kernel32.dll');
  const drives = kernel.func('uint32 __stdcall GetLogicalDrives()');
  const typeOf = kernel.func('uint32 __stdcall GetDriveTypeW(str16 root)');
  const pathOf = load('shell32.dll').func(
    'int32 __stdcall SHGetKnownFolderPath(const uint8_t *id, uint32 flags, void *token, _Out_ str16 *path)',
  );
  const folder = (id: string): string | null => {
    const path: [string | null] = [null];
    return pathOf(guid(id), dontVerify, null, path) === 0 ? path[0] : null;
  };
  const bits = drives() as number;
  const system = (process.env['SystemDrive'] ?? 'C:').toUpperCase();
  return {
    desktop: folder(knownFolders.desktop),
    documents: folder(knownFolders.documents),
    downloads: folder(knownFolders.downloads),
    drives: Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
      .filter((letter, at) => (bits & (1 << at)) !== 0 && `${letter}:` !== system)
      .map((letter) => `${letter}:\\`)
      .filter((root) => driveTypes.has(typeOf(root) as number)),
  };
}

export function guid(text: string): Uint8Array {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
