// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { whatIsMissing } from '../tokens/modules/what-is-missing.ts';

const execute = promisify(execFile);
const release = 'trixie';
const mirror = 'http://deb.debian.org/debian';
/** Built once per machine. Each test uses an overlay on it. */
const base = join(tmpdir(), `certsteward-debian-${release}`);
const mebibytes = 64 * 1024 * 1024;

export interface RunOptions {
  /** `root` (the default) or a user made by `addUser`. */
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A Debian base system. `stop` discards all changes. */
export interface DebianRoot {
  readonly path: string;
  /** Runs a line of sh and resolves with its output, including stderr. Rejects with `code` and `stdout`. */
  run(line: string, options?: RunOptions): Promise<string>;
  addUser(name: string): Promise<void>;
  /** `inside` is an absolute path. */
  bring(from: string, inside: string): Promise<void>;
  stop(): Promise<void>;
}

export function debianRootUnavailable(): string | null {
  return whatIsMissing({ tools: ['debootstrap', 'unshare', 'mount'], files: [], root: true });
}

export async function startDebianRoot(): Promise<DebianRoot> {
  if (!existsSync(base)) await bootstrap();
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-bare-'));
  const [upper, work, path] = ['upper', 'work', 'root'].map((name) => join(folder, name)) as [string, string, string];
  for (const each of [upper, work, path]) mkdirSync(each);
  const layers = `lowerdir=${base},upperdir=${upper},workdir=${work}`;
  await execute('mount', ['-t', 'overlay', 'overlay', '-o', layers, path]);
  await copyFile('/etc/resolv.conf', join(path, 'etc/resolv.conf'));
  await execute('mount', ['-t', 'tmpfs', 'tmpfs', join(path, 'dev/shm')]);
  const run = async (line: string, { user = 'root', env = {} }: RunOptions = {}): Promise<string> => {
    const words = Object.entries({ PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', ...env });
    const home = user === 'root' ? '/root' : `/home/${user}`;
    // A separate PID namespace, so that leftover processes end with it.
    const within = ['--mount', '--pid', '--fork', '--kill-child', `--root=${path}`, '--mount-proc', `--wd=${home}`];
    const as = user === 'root' ? [] : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'];
    const set = ['env', '-i', `HOME=${home}`, `USER=${user}`, ...words.map(([name, value]) => `${name}=${value}`)];
    const all = [...within, ...as, ...set, 'sh', '-c', `exec 2>&1; ${line}`];
    const { stdout } = await execute('unshare', all, { maxBuffer: mebibytes });
    return stdout;
  };
  return {
    path,
    run,
    async addUser(name) {
      await run(`useradd --create-home --shell /bin/sh ${name}`);
    },
    async bring(from, inside) {
      await copyFile(from, join(path, inside));
    },
    async stop() {
      await execute('umount', [join(path, 'dev/shm')]);
      await execute('umount', [path]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function bootstrap(): Promise<void> {
  const part = `${base}.${process.pid}`;
  await execute('debootstrap', ['--variant=minbase', release, part, mirror], { maxBuffer: mebibytes });
  if (existsSync(base)) rmSync(part, { recursive: true, force: true });
  else renameSync(part, base);
}
