// SPDX-License-Identifier: Apache-2.0
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { startDaemon, type Daemon } from './daemon.ts';
import { takeMachineLock } from './machine-lock.ts';
import { runningDaemon } from './running-daemon.ts';
import { waitUntil } from '../wait-until.ts';

export const pkcsslotdSettings = '/etc/opencryptoki/opencryptoki.conf';
const runFolder = '/run/opencryptoki';
const pidFile = join(runFolder, 'pkcsslotd.pid');
const socket = join(runFolder, 'pkcsslotd.socket');

/** A separate token, so that the machine's tokens stay untouched. */
const tokenName = 'certsteward-test';
const tokenFolder = join('/var/lib/opencryptoki', tokenName);
const lockFolder = join('/var/lock/opencryptoki', tokenName);
/** The token's shared memory, which outlives the daemon and remembers failed attempts. */
const sharedMemory = `/dev/shm/var.lib.opencryptoki.${tokenName}`;

/**
 * pkcsslotd's settings path is fixed, so bind ours over it in a separate mount namespace. pkcsslotd detaches even with
 * -f and changes its user, so `Daemon` can't end it directly. This shell runs until SIGTERM, then ends pkcsslotd.
 */
const keeper = `
mount --bind "$1" ${pkcsslotdSettings} && pkcsslotd || exit 1
trap 'kill "$(cat ${pidFile})" $sleeper' TERM
sleep infinity & sleeper=$!
wait $sleeper`;

function removeTokenAndSocket(): void {
  for (const path of [tokenFolder, lockFolder, sharedMemory, socket]) rmSync(path, { recursive: true, force: true });
}

function makeFolders(): void {
  removeTokenAndSocket();
  for (const folder of [runFolder, lockFolder, tokenFolder, join(tokenFolder, 'TOK_OBJ')]) {
    mkdirSync(folder, { recursive: true });
    if (folder === runFolder) continue;
    execFileSync('chgrp', ['pkcs11', folder]);
    chmodSync(folder, 0o770);
  }
}

/** True for a daemon left by a killed test run. Our settings are mounted in its namespace, and we hold the lock. */
function isLeftOver(pid: number): boolean {
  return readFileSync(`/proc/${pid}/mountinfo`, 'utf8').includes(pkcsslotdSettings);
}

/** pkcsslotd ignores SIGTERM while a client is still ending, so retry and finally use SIGKILL. */
async function endPkcsslotd(): Promise<void> {
  const started = Date.now();
  const gone = (): boolean => {
    const pid = runningDaemon(pidFile, 'pkcsslotd');
    if (pid === null) return true;
    try {
      process.kill(pid, Date.now() - started < 10_000 ? 'SIGTERM' : 'SIGKILL');
    } catch {
      // The process ended between the check and the signal.
    }
    return false;
  };
  await waitUntil('the end of pkcsslotd', gone, 20_000);
}

/** Starts pkcsslotd with one empty software token in slot 3. Waits while another test uses it. */
export async function startPkcsslotd(folder: string): Promise<{ stop(): Promise<void> }> {
  const lock = await takeMachineLock('pkcsslotd');
  let daemon: Daemon | undefined;
  const stop = async (): Promise<void> => {
    if (daemon !== undefined) {
      await daemon.stop();
      await endPkcsslotd();
      removeTokenAndSocket();
    }
    await lock.release();
  };
  try {
    const other = runningDaemon(pidFile, 'pkcsslotd');
    if (other !== null && isLeftOver(other)) await endPkcsslotd();
    else if (other !== null) throw new Error(`another pkcsslotd runs on this machine (process ${other})`);
    makeFolders();
    const settings = join(folder, 'opencryptoki.conf');
    const slot = `slot 3\n{\nstdll = libpkcs11_sw.so\ntokname = ${tokenName}\ntokversion = 3.12\n}\n`;
    writeFileSync(settings, `version opencryptoki-3.23\nstatistics (off)\n${slot}`, { mode: 0o644 });
    const keeping = startDaemon('unshare', ['--mount', 'sh', '-c', keeper, 'sh', settings]);
    daemon = keeping;
    const ready = (): boolean => existsSync(socket) && runningDaemon(pidFile, 'pkcsslotd') !== null;
    await waitUntil('pkcsslotd', ready, 10_000, () => (keeping.ended ? keeping.output() : null));
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
