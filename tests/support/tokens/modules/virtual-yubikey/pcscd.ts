// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDaemon, type Daemon } from '../daemon.ts';
import { runningDaemon } from '../running-daemon.ts';
import { waitUntil } from '../../wait-until.ts';
import { watchReader, type ReaderWatch } from './reader-watch.ts';

const runFolder = '/run/pcscd';
export const vpcdDriver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';

/** libykcs11 only considers readers with Yubico's name. */
const friendlyName = 'Yubico YubiKey OTP+FIDO+CCID';

export interface ReaderDaemon {
  readonly watch: ReaderWatch;
  stop(): Promise<void>;
}

async function connected(daemon: Daemon): Promise<ReaderWatch> {
  let watch: ReaderWatch | null = null;
  const ready = (): boolean => {
    watch = watchReader(`${friendlyName} 00 00`);
    return watch !== null;
  };
  await waitUntil('pcscd', ready, 10_000, () => (daemon.ended ? daemon.output() : null));
  if (watch === null) throw new Error('pcscd: no context');
  return watch;
}

/** Starts pcscd with vpcd's reader, which accepts a card on TCP port `port` (and a second slot's on the next). */
export async function startPcscd(folder: string, port: number): Promise<ReaderDaemon> {
  // pcscd's socket path is fixed, so only one can run.
  const other = runningDaemon(join(runFolder, 'pcscd.pid'), 'pcscd');
  if (other !== null) throw new Error(`another pcscd runs on this machine (process ${other})`);
  const settings = join(folder, 'readers');
  mkdirSync(settings, { recursive: true });
  mkdirSync(runFolder, { recursive: true });
  const channel = `0x${port.toString(16).toUpperCase()}`;
  const reader = [
    `FRIENDLYNAME "${friendlyName}"`,
    `DEVICENAME /dev/null:${channel}`,
    `LIBPATH ${vpcdDriver}`,
    `CHANNELID ${channel}`,
  ];
  writeFileSync(join(settings, 'vpcd.conf'), `${reader.join('\n')}\n`);
  const daemon = startDaemon('pcscd', ['--foreground', '--disable-polkit', '--config', settings]);
  try {
    const watch = await connected(daemon);
    return {
      watch,
      stop: async () => {
        watch.release();
        await daemon.stop();
      },
    };
  } catch (error) {
    await daemon.stop();
    throw error;
  }
}
