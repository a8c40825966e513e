import { app } from 'electron';
import { homedir } from 'node:os';
import path from 'node:path';
import { startApp } from './app.ts';
import { createElectronHost } from './hosts/electron/electron-host.ts';
import type { ElectronHost } from './hosts/electron/electron-host.ts';
import { registerScheme } from './hosts/electron/scheme.ts';
import { openSettingsStore } from './hosts/electron/settings-store.ts';
import { becomeFirstInstance } from './hosts/electron/single-instance.ts';
import { defaultDataFolder, defaultStateFolder, makePrivateFolder } from './hosts/node/data-folder.ts';
import { leaveNoCore } from './hosts/node/no-core.ts';
import { appArguments, readLaunchArguments } from './hosts/node/launch-arguments.ts';
import { becomeInstance } from './hosts/node/single-instance.ts';
import { createOpenedFiles } from './hosts/opened-files.ts';

/** Electron's entry: boot order only. */
const launch = readLaunchArguments(appArguments(process.argv, app.isPackaged), process.cwd());
const around = { platform: process.platform, home: homedir(), env: process.env };
const dataFolder = launch.dataFolder ?? defaultDataFolder(around);
makePrivateFolder(dataFolder);
// Chromium's own files stay out of the vault's folder level; the instance lock follows this path.
app.setPath('userData', path.join(dataFolder, 'electron-profile'));
// Electron checklist 4: for every renderer, whatever its options say. It takes `--no-sandbox` off the command line, without
// which Chromium does not start as root.
if (process.getuid?.() !== 0) app.enableSandbox();
// Electron checklist 1: Chromium resolves no name at all; main's own requests are Node's and not touched by this.
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
registerScheme();

const openedFiles = createOpenedFiles();
let host: ElectronHost | undefined;

async function start(): Promise<void> {
  await leaveNoCore();
  openedFiles.handOver(launch.files);
  const settings = openSettingsStore(dataFolder);
  const distFolder = path.resolve(import.meta.dirname, '..');
  host = createElectronHost({ distFolder, settings, openedFiles, hidden: launch.hidden });
  const running = await startApp({
    host,
    settings,
    dataFolder,
    stateFolder: defaultStateFolder(around),
    distFolder,
  });
  // Electron's own lock decides who is first; this channel is for the command line, and does without where it cannot be.
  const channel = await becomeInstance(dataFolder, [], {
    files: (files) => openedFiles.handOver(files),
    lock: () => running.lock(),
  }).catch(() => null);
  await host.closed;
  if (channel?.role === 'first') channel.close();
  running.close();
}

if (becomeFirstInstance(launch.files, openedFiles, () => host?.show())) {
  // Not awaited here: Electron gets ready only after this module has been evaluated.
  app
    .whenReady()
    .then(start)
    .then(
      () => app.quit(),
      (error: unknown) => {
        process.stderr.write(`CertSteward could not start: ${error instanceof Error ? error.stack : 'unknown'}\n`);
        app.exit(1);
      },
    );
} else {
  app.quit();
}
