// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Older versions of lsblk lack MOUNTPOINTS. */
export const lsblkWords = ['-J', '-b', '-o', 'PATH,MAJ:MIN,TYPE,RM,HOTPLUG,TRAN,RO,SIZE,FSTYPE,LABEL,UUID'] as const;

export interface BlockDevice {
  readonly path: string;
  /** `MAJOR:MINOR`. */
  readonly number: string;
  readonly removable: boolean;
  readonly within: readonly string[];
  readonly readOnly: boolean;
  readonly bytes: number;
  readonly fileSystem: string | null;
  readonly label: string | null;
  readonly uuid: string | null;
}

/** Older versions of lsblk print "1" and "0", and numbers as strings. */
const flag = z.union([z.boolean(), z.string().transform((text) => text === '1'), z.null().transform(() => false)]);
const text = z.string().nullish();
const node = z.object({
  path: z.string(),
  'maj:min': z.string(),
  type: text,
  rm: flag,
  hotplug: flag,
  tran: text,
  ro: flag,
  size: z.coerce.number(),
  fstype: text,
  label: text,
  uuid: text,
  get children() {
    return z.array(node).optional();
  },
});
const answer = z.object({ blockdevices: z.array(node) });

/**
 * Removable means RM, HOTPLUG or TRAN `usb` on the device or a parent. Returns an empty list for unexpected output.
 */
export function parseBlockDevices(json: string): BlockDevice[] {
  let parsed: z.infer<typeof answer>;
  try {
    parsed = answer.parse(JSON.parse(json));
  } catch {
    return [];
  }
  const devices = new Map<string, BlockDevice>();
  const walk = (nodes: readonly z.infer<typeof node>[], within: readonly string[], removableAbove: boolean): void => {
    for (const each of nodes) {
      const removable = removableAbove || each.rm || each.hotplug || each.tran === 'usb';
      const { path, fstype, label, uuid } = each;
      devices.set(path, {
        path,
        number: each['maj:min'].trim(),
        removable,
        within,
        readOnly: each.ro,
        bytes: each.size,
        fileSystem: fstype ?? null,
        label: label ?? null,
        uuid: uuid ?? null,
      });
      walk(each.children ?? [], [...within, path], removable);
    }
  };
  walk(parsed.blockdevices, [], false);
  return [...devices.values()];
}

/** Parses `blkid -o udev`, for systems without udev. Only the `_ENC` fields are complete, escaped as `\xHH`. */
export function parseBlkid(output: string): Pick<BlockDevice, 'fileSystem' | 'label' | 'uuid'> {
  const fields = new Map(output.split('\n').map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]));
  const plain = (name: string): string | null => {
    const value = fields.get(name);
    if (value === undefined || value === '') return null;
    const octets = value.replaceAll(/(?:\\x[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('\\x', ''), 'hex').toString('utf8'),
    );
    return octets.trimEnd();
  };
  return { fileSystem: plain('ID_FS_TYPE'), label: plain('ID_FS_LABEL_ENC'), uuid: plain('ID_FS_UUID_ENC') };
}
