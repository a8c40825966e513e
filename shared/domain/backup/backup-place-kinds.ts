// SPDX-License-Identifier: Apache-2.0
export const backupPlaceKinds = ['folder', 'webdav', 'token'] as const;
export type BackupPlaceKind = (typeof backupPlaceKinds)[number];

export function placeOfToken({ serial, tokenId }: { readonly serial: string; readonly tokenId: string }): string {
  return `token:${serial || tokenId.slice(0, 16)}`;
}
