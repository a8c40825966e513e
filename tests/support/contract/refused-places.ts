// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RefusedPlace } from '../../../shared/domain/errors/refused-place.ts';
import { canLink, onWindows } from '../system.ts';

export interface Refused {
  readonly title: string;
  readonly path: string;
  readonly reason: RefusedPlace;
}

export interface PlacesOfTest {
  readonly vault: string;
  readonly state: string;
  /** A user folder for the links, pipes and devices. */
  readonly work: string;
}

/** Creates and returns paths to which no command or call may write. */
export async function refusedFiles({ vault, state, work }: PlacesOfTest): Promise<Refused[]> {
  const at = (...names: string[]): string => join(work, ...names);
  const vaultFile = join(vault, 'vault.sqlite');
  mkdirSync(at('a folder'));
  linkSync(vaultFile, at('hard.pem'));
  return [
    ...readdirSync(vault).map((name) => ({
      title: `vault/${name}`,
      path: join(vault, name),
      reason: 'vault' as const,
    })),
    { title: 'a WAL that is not there', path: join(vault, 'vault.sqlite-wal'), reason: 'vault' },
    { title: 'a new file in the vault’s folder', path: join(vault, 'new.pem'), reason: 'vault' },
    { title: 'the vault by ..', path: `${work}/../vault/vault.sqlite`, reason: 'vault' },
    { title: 'a hard link of the vault', path: at('hard.pem'), reason: 'vault' },
    { title: 'this computer’s state', path: join(state, 'state.sqlite'), reason: 'own-state' },
    { title: 'a folder', path: at('a folder'), reason: 'not-a-file' },
    ...(canLink() ? links(vault, work) : []),
    ...(onWindows ? [] : await pipes(work)),
    ...device(at('device.pem')),
  ];
}

function links(vault: string, work: string): Refused[] {
  const at = (name: string): string => join(work, name);
  symlinkSync(vault, at('link to the vault'));
  symlinkSync(join(vault, 'vault.sqlite'), at('link.pem'));
  symlinkSync(at('not there.pem'), at('dangling.pem'));
  return [
    { title: 'the vault by a linked folder', path: join(at('link to the vault'), 'vault.sqlite'), reason: 'vault' },
    { title: 'a symbolic link to the vault', path: at('link.pem'), reason: 'symbolic-link' },
    { title: 'a symbolic link to nothing', path: at('dangling.pem'), reason: 'symbolic-link' },
  ];
}

/** Windows has no named pipes in ordinary folders. */
async function pipes(work: string): Promise<Refused[]> {
  const [pipe, socket] = [join(work, 'pipe.pem'), join(work, 'socket.pem')];
  execFileSync('mkfifo', [pipe]);
  const server = createServer().listen(socket);
  await new Promise((done) => server.once('listening', done));
  onTestFinished(() => void server.close());
  return [
    { title: 'a pipe', path: pipe, reason: 'not-a-file' },
    { title: 'a socket', path: socket, reason: 'not-a-file' },
  ];
}

/** Creates and returns folders into which no command or call may write. */
export function refusedFolders({ vault, state, work }: PlacesOfTest): Refused[] {
  const link = join(work, 'folder link');
  if (canLink()) symlinkSync(vault, link);
  mkdirSync(join(vault, 'sub'), { recursive: true });
  return [
    { title: 'the vault’s folder', path: vault, reason: 'vault' },
    { title: 'a folder in it', path: join(vault, 'sub'), reason: 'vault' },
    ...(canLink() ? [{ title: 'a link to it', path: link, reason: 'vault' as const }] : []),
    { title: 'this computer’s state', path: state, reason: 'own-state' },
  ];
}

/** A copy of /dev/null where root may create one, because tests must not touch /dev itself. */
function device(path: string): Refused[] {
  const made = spawnSync('mknod', [path, 'c', '1', '3'], { stdio: 'ignore' }).status === 0;
  return made ? [{ title: 'a device', path, reason: 'not-a-file' }] : [];
}

/** Records kind, inode, and content hash or link target of every entry below the folders. */
export function everyByte({ vault, state, work }: PlacesOfTest): Record<string, string> {
  const found: Record<string, string> = {};
  const look = (path: string): void => {
    const entry = lstatSync(path);
    const kind = (entry.mode & 0o170000).toString(8);
    found[path] = `${kind} ${entry.ino}`;
    if (entry.isSymbolicLink()) found[path] += ` ${readlinkSync(path)}`;
    // Every reader changes the WAL index.
    if (entry.isFile() && !path.endsWith('-shm')) {
      found[path] += ` ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
    }
    if (entry.isDirectory()) for (const name of readdirSync(path)) look(join(path, name));
  };
  for (const folder of [vault, state, work]) look(folder);
  return found;
}

/** Creates `work`, and `state` with the file that the first consent creates, but not `vault`. */
export function placesIn(folder: string): PlacesOfTest {
  const places = { vault: join(folder, 'vault'), state: join(folder, 'state'), work: join(folder, 'work') };
  mkdirSync(places.state, { mode: 0o700 });
  mkdirSync(places.work);
  writeFileSync(join(places.state, 'state.sqlite'), 'the state');
  return places;
}
