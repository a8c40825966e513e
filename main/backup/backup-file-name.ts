// SPDX-License-Identifier: Apache-2.0
/** `certsteward-backup-20261125-103000.tar`; UTC, so that names sort by time. */
export function backupFileName(at: Date, taken: ReadonlySet<string>): string {
  const stamp = at.toISOString().replace(/\..*$/, '').replaceAll(/[-:]/g, '').replace('T', '-');
  for (let number = 1; ; number += 1) {
    const name = `certsteward-backup-${stamp}${number === 1 ? '' : `-${number}`}.tar`;
    if (!taken.has(name)) return name;
  }
}
