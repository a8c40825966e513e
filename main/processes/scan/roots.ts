import { isPseudo, placeOf } from './file-systems.ts';
import type { ScanTask } from './walk-folders.ts';

/** Where a search begins. A folder that lies in another, or is named twice, is searched once. */
export function rootsOf(folders: readonly string[]): ScanTask[] {
  const roots = new Map<string, ScanTask>();
  const inOther = (path: string): boolean =>
    folders.some((other) => other !== path && path.startsWith(other.endsWith('/') ? other : `${other}/`));
  for (const text of folders) {
    const path = { text, raw: false };
    if (isPseudo(path)) continue;
    if (inOther(text) && sameDevice(text, folders)) continue;
    roots.set(placeOf(path)?.id ?? text, { kind: 'folder', path, device: null });
  }
  return [...roots.values()];
}

/** A drive that is mounted in another folder asked for may be one that is not entered from there. */
function sameDevice(path: string, folders: readonly string[]): boolean {
  const device = placeOf({ text: path, raw: false })?.device;
  return folders.some(
    (other) => other !== path && path.startsWith(other) && placeOf({ text: other, raw: false })?.device === device,
  );
}
