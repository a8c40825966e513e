// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { ejectDrive } from '../../../../main/backup/drives/eject-drive.ts';
import type { Drive } from '../../../../main/backup/drives/list-drives.ts';

const drive: Drive = {
  device: '/dev/sdb1',
  mountPoint: '/media/li/STICK',
  label: 'STICK',
  fileSystem: 'vfat',
  uuid: '1111-2222',
  readOnly: false,
  removable: true,
  bytes: 1,
  free: 1,
};
const refusal = (name: string, text: string) => ({
  code: 1,
  stdout: '',
  stderr: `Error unmounting /dev/sdb1: GDBus.Error:org.freedesktop.UDisks2.Error.${name}: ${text}\n`,
});
const done = { code: 0, stdout: 'Unmounted /dev/sdb1.\n', stderr: '' };

/** Successive answers of udisksctl 2.10; records the requests. */
function udisks(...answers: ((typeof done & { code: number }) | null)[]) {
  const asked: string[] = [];
  return {
    asked,
    run: async (words: readonly string[]) => {
      asked.push(words.join(' '));
      return await Promise.resolve(answers[asked.length - 1] ?? null);
    },
  };
}

describe('ejecting (recorded answers: never run on a real drive)', () => {
  test('[B01] unmounts, then powers off, and a port that stays powered is not an error', async () => {
    const both = udisks(done, done);
    expect(await ejectDrive('/dev/sdb1', [drive], both.run)).toEqual({ poweredOff: true });
    expect(both.asked).toEqual([
      'unmount --no-user-interaction -b /dev/sdb1',
      'power-off --no-user-interaction -b /dev/sdb1',
    ]);
    const stays = udisks(done, refusal('Failed', 'No usb device'));
    expect(await ejectDrive('/dev/sdb1', [drive], stays.run)).toEqual({ poweredOff: false });
  });

  test('[B01] distinguishes a busy drive, a missing permission and no udisks, and powers nothing off', async () => {
    const busy = udisks(refusal('DeviceBusy', 'target is busy /media/li/STICK'), done);
    await expect(ejectDrive('/dev/sdb1', [drive], busy.run)).rejects.toMatchObject({
      code: 'drive-busy',
      details: { device: '/dev/sdb1' },
    });
    expect(busy.asked).toHaveLength(1);
    const forbidden = udisks(refusal('NotAuthorizedCanObtain', 'Not authorized'), done);
    await expect(ejectDrive('/dev/sdb1', [drive], forbidden.run)).rejects.toMatchObject({
      code: 'eject-failed',
      details: { cause: 'NotAuthorizedCanObtain' },
    });
    expect(forbidden.asked).toHaveLength(1);
    await expect(ejectDrive('/dev/sdb1', [drive], udisks(null).run)).rejects.toMatchObject({ code: 'not-available' });
  });

  test('[B01] never passes an unlisted device to udisks', async () => {
    const { asked, run } = udisks(done, done);
    await expect(ejectDrive('/dev/nvme0n1p2', [drive], run)).rejects.toMatchObject({ code: 'not-found' });
    await expect(ejectDrive('--help', [drive], run)).rejects.toMatchObject({ code: 'not-found' });
    expect(asked).toEqual([]);
  });
});
