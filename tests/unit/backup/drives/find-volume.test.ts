// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { endsOf } from '../../../../main/backup/drives/find-volume.ts';
import { mountOf, parseMountTable } from '../../../../main/backup/drives/mount-table.ts';

const table = parseMountTable(`22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 8:17 / /media/stick rw - vfat /dev/sdb1 rw
31 22 8:33 / /media/stick ro,nosuid master:3 - exfat /dev/sdc1 rw
32 22 0:40 / /media/a\\040b\\134c rw - fuse.x src\\011tab rw
`);

describe('the volume of a folder', () => {
  test('[B08] is the deepest mount, the last of two on one folder, matched by whole names', () => {
    expect(mountOf('/media/stick/backups', table)).toMatchObject({ device: '8:33', readOnly: true });
    expect(mountOf('/media/stick', table)).toMatchObject({ device: '8:33' });
    expect(mountOf('/media/stick2', table)).toMatchObject({ device: '8:1', readOnly: false });
    expect(mountOf('/media/a b\\c/d', table)).toMatchObject({ type: 'fuse.x', source: 'src\ttab' });
  });

  test('[B01] is searched with every suffix of the former path', () => {
    expect(endsOf('/media/li/STICK/certs/backups')).toEqual([
      'li/STICK/certs/backups',
      'STICK/certs/backups',
      'certs/backups',
      'backups',
      '',
    ]);
    expect(endsOf('/')).toEqual([]);
  });
});
