import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';

const markerOf = (path: string): string => `${path}.replacing`;

/** A replacement was begun and its process died: what lies under the name now may miss its last transactions. */
export function isBeingReplaced(path: string): boolean {
  return existsSync(markerOf(path));
}

/**
 * Gives a damaged file and what SQLite laid beside it another name (`tokens.sqlite.damaged-20261125T004200`), where a
 * person may look at it. Call what is returned when the new file is complete. The marker says that counts are lost
 * even if this process dies in between: without its WAL the damaged file could look sound again, with counts too low.
 */
export function setDamagedAside(path: string, now: Date): () => void {
  const marker = markerOf(path);
  const descriptor = openSync(marker, 'a', 0o600);
  fsyncSync(descriptor);
  closeSync(descriptor);
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+Z$/g, '');
  // The file last: a WAL that stayed behind would be played into the new one.
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, `${path}.damaged-${stamp}${suffix}`);
  }
  return () => rmSync(marker, { force: true });
}
