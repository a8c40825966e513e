// SPDX-License-Identifier: Apache-2.0
import { app, dialog } from 'electron';
import { homedir } from 'node:os';
import path from 'node:path';
import { startApp, versionOf } from './app.ts';
import type { App } from './app.ts';
import { endOnFatalError } from './hosts/electron/desktop/fatal-error.ts';
import { createElectronHost } from './hosts/electron/electron-host.ts';
import type { ElectronHost } from './hosts/electron/electron-host.ts';
import { registerScheme } from './hosts/electron/window/scheme.ts';
import { openSettingsStore } from './hosts/electron/settings-store.ts';
import { isAwaited, reportStarted } from './hosts/electron/start/started-file.ts';
import { becomeFirstInstance } from './hosts/electron/start/single-instance.ts';
import { createClockPresence, processClocks } from './hosts/node/clock-presence.ts';
import { defaultDataFolder, defaultStateFolder, makePrivateFolder } from './hosts/node/data-folder.ts';
import { disableCoreDumps } from './hosts/node/disable-core-dumps.ts';
import { appArguments, readLaunchArguments } from './hosts/node/launch-arguments.ts';
import { becomeInstance } from './hosts/node/single-instance.ts';
import { createOpenedFiles } from './hosts/opened-files.ts';
import { createProblemLog } from './problems/problem-log.ts';
import { problemReport } from './problems/problem-report.ts';

/** Call before Electron is ready. */
export function startWindow(distFolder: string): void {
  const problems = createProblemLog(() => new Date());
  const version = versionOf(distFolder);
  endOnFatalError((error) => {
    problems.note('main', error);
    return problemReport({ version, host: 'electron', problems: problems.list() });
  });
  const launch = readLaunchArguments(appArguments(process.argv, app.isPackaged), process.cwd());
  const around = { platform: process.platform, home: homedir(), env: process.env };
  const dataFolder = launch.dataFolder ?? defaultDataFolder(around);
  makePrivateFolder(dataFolder);
  // Keeps Electron's files and instance lock apart from the vault's files.
  app.setPath('userData', path.join(dataFolder, 'electron-profile'));
  // Electron security checklist, item 4, for every renderer. As root, Chromium needs `--no-sandbox`, which this call
  // would drop.
  if (process.getuid?.() !== 0) app.enableSandbox();
  // Electron security checklist, item 1: no DNS in Chromium. The main process uses Node's.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  registerScheme();
  // Windows requires the package's appId for notifications.
  if (process.platform === 'win32') app.setAppUserModelId('org.certsteward.CertSteward');

  const openedFiles = createOpenedFiles();
  let host: ElectronHost | undefined;

  async function start(): Promise<void> {
    await disableCoreDumps();
    const running: { app?: App } = {};
    // Electron's own lock doesn't cover the Chromium host.
    const channel = await becomeInstance(dataFolder, launch.files, {
      files: (files) => openedFiles.handOver(files),
      lock: async () => running.app?.lock() ?? 'nothing-open',
    });
    if (channel.role === 'second') return reportStarted();
    openedFiles.handOver(launch.files);
    const settings = openSettingsStore(dataFolder);
    host = createElectronHost({
      distFolder,
      settings,
      openedFiles,
      hidden: launch.hidden || startedAtLogin(),
      clockPresence: process.platform === 'linux' ? createClockPresence(processClocks()) : null,
    });
    running.app = await startApp({
      host,
      settings,
      dataFolder,
      stateFolder: defaultStateFolder(around),
      distFolder,
      problems,
    });
    await host.closed;
    channel.close();
    running.app.close();
  }

  if (becomeFirstInstance(launch.files, openedFiles, () => host?.show())) {
    // Don't await: Electron is ready only after this module is evaluated.
    app
      .whenReady()
      .then(start)
      .then(
        () => app.quit(),
        (error: unknown) => {
          if (!isAwaited())
            dialog.showErrorBox('CertSteward 证书管家', '证书管家无法启动。\nCertSteward could not start.');
          process.stderr.write(`CertSteward could not start: ${error instanceof Error ? error.stack : 'unknown'}\n`);
          app.exit(1);
        },
      );
  } else {
    reportStarted();
    app.quit();
  }
}

/** macOS starts login items without `--hidden`. */
function startedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
