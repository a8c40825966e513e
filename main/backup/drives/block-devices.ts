// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** What `lsblk` is asked for. MOUNTPOINTS is not: older ones lack it, and the mount table tells more. */
export const lsblkWords = ['-J', '-b', '-o', 'PATH,MAJ:MIN,TYPE,RM,HOTPLUG,TRAN,RO,SIZE,FSTYPE,LABEL,UUID'] as const;

export interface BlockDevice {
  /** `/dev/sdb1`. */
  readonly path: string;
  /** `MAJOR:MINOR`. */
  readonly number: string;
  /** Itself or what it is a part of can be taken out. */
  readonly removable: boolean;
  /** The devices that it is a part of, outermost first: `/dev/sdb`. */
  readonly within: readonly string[];
  readonly readOnly: boolean;
  /** Octets. */
  readonly bytes: number;
  /** Null: not told, or no file system. */
  readonly fileSystem: string | null;
  readonly label: string | null;
  readonly uuid: string | null;
}

/** Older ones write "1" and "0" for true and false and numbers as text. */
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
 * Every device of `lsblk`, each of them once. A device can be taken out when lsblk says so of it or of what it is a part
 * of: RM (the medium comes out), HOTPLUG or TRAN usb (the drive does). A loop device, a RAM disk or a network block
 * device is none, as long as lsblk does not say otherwise. Anything but lsblk's JSON gives an empty list.
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

/**
 * `blkid -o udev`, for what lsblk does not tell where there is no udev. The `_ENC` fields keep every character; those
 * that udev would not take are written `\xHH`, an octet of UTF-8.
 */
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
