// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { tool } from './run-tool.ts';

/** How a device fails while its fault is on. `lies`: reads succeed but return wrong octets. */
export type DeviceFault = 'everything' | 'reads' | 'lies';

export interface FailingDevice {
  readonly image: string;
  begin(): void;
  end(): void;
  release(): Promise<void>;
}

/** An nbdkit device that fails on demand. It works through nbdfuse, so it needs no NBD kernel module. */
export async function makeFailingDevice(folder: string, fault: DeviceFault, mebibytes: number): Promise<FailingDevice> {
  const backing = join(folder, 'backing.img');
  const flag = join(folder, 'fault-is-on');
  const served = join(folder, 'nbd');
  mkdirSync(served, { recursive: true });
  writeFileSync(backing, '');
  truncateSync(backing, mebibytes * 1024 * 1024);
  const words = [join(served, 'disk'), '--command', 'nbdkit', '-s', ...plugin(fault, backing, flag)];
  const child = spawn('nbdfuse', words, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const image = join(served, 'disk');
  for (let waited = 0; !existsSync(image); waited += 20) {
    if (waited > 20_000 || child.exitCode !== null) throw new Error('nbdfuse does not serve');
    await setTimeout(20);
  }
  return {
    image,
    begin: () => writeFileSync(flag, ''),
    end: () => rmSync(flag, { force: true }),
    async release() {
      rmSync(flag, { force: true });
      await tool('fusermount3', '-u', '-z', served);
      // The kernel closes remaining handles asynchronously.
      if ((await Promise.race([ended, setTimeout(10_000, null)])) === null) child.kill('SIGKILL');
    },
  };
}

function plugin(fault: DeviceFault, backing: string, flag: string): string[] {
  if (fault === 'everything')
    return ['file', backing, '--filter=error', 'error=EIO', 'error-rate=100%', `error-file=${flag}`];
  if (fault === 'reads') {
    return ['file', backing, '--filter=error', 'error-pread=EIO', 'error-pread-rate=100%', `error-pread-file=${flag}`];
  }
  const read = `dd if='${backing}' bs=64k iflag=count_bytes,skip_bytes count=$3 skip=$4 status=none`;
  return [
    'eval',
    `get_size=stat -c %s '${backing}'`,
    `pread=if [ -e '${flag}' ]; then ${read} | LC_ALL=C tr '\\000-\\377' '\\001-\\377\\000'; else ${read}; fi`,
    `pwrite=dd of='${backing}' bs=64k conv=notrunc oflag=seek_bytes seek=$4 status=none`,
    'flush=exit 0',
  ];
}
