// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { defaultDataFolder, defaultStateFolder } from '../hosts/node/data-folder.ts';
import { readSettings, settingsFileName } from '../hosts/settings-file.ts';
import { disableCoreDumps } from '../hosts/node/disable-core-dumps.ts';
import { tokensUnavailable } from '../hosts/node/token-support.ts';
import { settingsSchema } from '../../shared/schemas/settings.ts';
import type { Settings } from '../../shared/schemas/settings.ts';
import type { StartChild } from '../children/process-port.ts';
import { createServices } from '../services.ts';
import { exit, type ExitCode } from './runtime/exit-codes.ts';
import { runCli } from './run-cli.ts';
import { askOnTerminal, promptSecret } from './runtime/terminal-prompt.ts';

export interface Started {
  readonly argv: readonly string[];
  readonly program: string;
}

export async function startCli(dist: string, startChild: StartChild, { argv, program }: Started): Promise<ExitCode> {
  const { version } = JSON.parse(readFileSync(resolve(dist, '../package.json'), 'utf8')) as { version: string };
  return runCli({
    argv,
    program,
    environment: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(),
    version,
    watchForInterruption: createInterruption(),
    prompt: promptSecret,
    disableCoreDumps,
    ask: askOnTerminal,
    createServices: (folder) => {
      const around = { platform: process.platform, home: homedir(), env: process.env };
      const dataFolder = folder === null ? defaultDataFolder(around) : resolve(folder);
      // Ignore damaged settings, which the app reports.
      const settings = (): Settings =>
        readSettings(resolve(dataFolder, `${settingsFileName}.json`)) ?? settingsSchema.parse({});
      return createServices({
        dataFolder,
        stateFolder: defaultStateFolder(around),
        startChild,
        unlockAtStart: false,
        version,
        packageFile: resolve(dist, '../package.json'),
        tokensUnavailable: tokensUnavailable(dist),
        useUnverified: () => settings().useUnverified,
        reminderSettings: () => settings().reminders,
      });
    },
    logUnexpected: (error) => {
      // The command line has no log file, so print stack traces only on request.
      if (process.env['CERTSTEWARD_DEBUG'] === '1') console.error(error);
    },
  });
}

/**
 * Child processes ignore Ctrl-C. Commands with several steps stop after the current step, or at once on a
 * second signal.
 */
function createInterruption(): () => AbortSignal {
  const controller = new AbortController();
  let watched = false;
  const stop = (): void => {
    if (!watched || controller.signal.aborted) process.exit(exit.interrupted);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => {
    watched = true;
    return controller.signal;
  };
}
