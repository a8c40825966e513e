// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';

/** An entry of /proc/self/mountinfo (proc_pid_mountinfo(5)). */
export interface Mount {
  readonly device: string;
  readonly root: string;
  readonly mountPoint: string;
  readonly type: string;
  readonly source: string;
  readonly readOnly: boolean;
}

export async function mountTable(): Promise<readonly Mount[]> {
  try {
    return parseMountTable(await readFile('/proc/self/mountinfo', 'utf8'));
  } catch {
    return [];
  }
}

export function parseMountTable(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , device, root, mountPoint, options] = before.split(' ');
    const [type, source, superOptions] = after.split(' ');
    if (!device || !root || !mountPoint || !options || !type || source === undefined) return [];
    const readOnly = [options, superOptions ?? ''].some((list) => list.split(',').includes('ro'));
    return [{ device, root: plain(root), mountPoint: plain(mountPoint), type, source: plain(source), readOnly }];
  });
}

/** `path` must not contain symbolic links. Returns the deepest mount, and the last one if several share a folder. */
export function mountOf(path: string, table: readonly Mount[]): Mount | null {
  let found: Mount | null = null;
  for (const mount of table) {
    const { mountPoint } = mount;
    const isAbove = mountPoint === '/' || path === mountPoint || path.startsWith(`${mountPoint}/`);
    if (isAbove && mountPoint.length >= (found?.mountPoint.length ?? 0)) found = mount;
  }
  return found;
}

function plain(field: string): string {
  return field.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
