import { app, dialog } from 'electron';
import { homedir } from 'node:os';
import path from 'node:path';
import { startApp } from './app.ts';
import type { App } from './app.ts';
import { createElectronHost } from './hosts/electron/electron-host.ts';
import type { ElectronHost } from './hosts/electron/electron-host.ts';
import { appUserModelId, startFailure } from './hosts/electron/identity.ts';
import { registerScheme } from './hosts/electron/scheme.ts';
import { openSettingsStore } from './hosts/electron/settings-store.ts';
import { becomeFirstInstance } from './hosts/electron/single-instance.ts';
import { defaultDataFolder, defaultStateFolder, makePrivateFolder } from './hosts/node/data-folder.ts';
import { leaveNoCore } from './hosts/node/no-core.ts';
import { readLaunchArguments } from './hosts/node/launch-arguments.ts';
import { becomeInstance } from './hosts/node/single-instance.ts';
import { createOpenedFiles } from './hosts/opened-files.ts';

/** Electron's entry: boot order only. */
// Without a package, argv[1] is the script that Electron was given.
const launch = readLaunchArguments(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
const around = { platform: process.platform, home: homedir(), env: process.env };
const dataFolder = launch.dataFolder ?? defaultDataFolder(around);
makePrivateFolder(dataFolder);
// Chromium's own files stay out of the vault's folder level; the instance lock follows this path.
app.setPath('userData', path.join(dataFolder, 'electron-profile'));
if (process.platform === 'win32') app.setAppUserModelId(appUserModelId);
app.enableSandbox(); // Electron checklist 4: for every renderer, whatever its options say
// Electron checklist 1: Chromium resolves no name at all; main's own requests are Node's and not touched by this.
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
registerScheme();

const openedFiles = createOpenedFiles();
let host: ElectronHost | undefined;

async function start(): Promise<void> {
  await leaveNoCore();
  const running: { app?: App } = {};
  // Electron's own lock knows Electron alone: the other host may have this vault open.
  const channel = await becomeInstance(dataFolder, launch.files, {
    files: (files) => openedFiles.handOver(files),
    lock: async () => running.app?.lock() ?? 'nothing-open',
  });
  if (channel.role === 'second') return;
  openedFiles.handOver(launch.files);
  const settings = openSettingsStore(dataFolder);
  const distFolder = path.resolve(import.meta.dirname, '..');
  host = createElectronHost({ distFolder, settings, openedFiles, hidden: launch.hidden || openedAtLogin() });
  running.app = await startApp({
    host,
    settings,
    dataFolder,
    stateFolder: defaultStateFolder(around),
    distFolder,
  });
  await host.closed;
  channel.close();
  running.app.close();
}

/** macOS passes no argument to what it starts with the session. */
function openedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

if (becomeFirstInstance(launch.files, openedFiles, () => host?.show())) {
  // Not awaited here: Electron gets ready only after this module has been evaluated.
  app
    .whenReady()
    .then(start)
    .then(
      // Everything is closed; `quit` would ask for it again.
      () => app.exit(0),
      (error: unknown) => {
        process.stderr.write(`CertSteward could not start: ${error instanceof Error ? error.stack : 'unknown'}\n`);
        // Started from the desktop, standard error reaches no one.
        dialog.showErrorBox('CertSteward', startFailure(app.getLocale()));
        app.exit(1);
      },
    );
} else {
  app.quit();
}
