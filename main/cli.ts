import './cli/small-memory.ts';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterruption } from './cli/interruption.ts';
import { askOnTerminal, promptSecret } from './cli/terminal-prompt.ts';
import { runCli } from './cli/run-cli.ts';
import { defaultDataFolder } from './hosts/node/data-folder.ts';
import { createForkChild } from './hosts/node/fork-child.ts';
import { readSettings, settingsFileName } from './hosts/settings-file.ts';
import { createServices } from './services.ts';

/** Entry of the command line in plain Node: boot order only. The bundle lies in dist/main. */
const dist = dirname(dirname(fileURLToPath(import.meta.url)));

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  environment: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  version: (JSON.parse(readFileSync(resolve(dist, '../package.json'), 'utf8')) as { version: string }).version,
  watchForInterruption: createInterruption(),
  prompt: promptSecret,
  ask: askOnTerminal,
  createServices: (folder) => {
    const dataFolder =
      folder === null
        ? defaultDataFolder({ platform: process.platform, home: homedir(), env: process.env })
        : resolve(folder);
    return createServices({
      dataFolder,
      startChild: createForkChild(dist),
      workerUrl: new URL('../processes/age-worker.mjs', import.meta.url),
      unlockAtStart: false,
      useUnverified: () => readSettings(resolve(dataFolder, `${settingsFileName}.json`))?.useUnverified ?? false,
    });
  },
  logUnexpected: (error) => {
    // The command line has no log file; a stack is shown only to who asks for it.
    if (process.env['CERTSTEWARD_DEBUG'] === '1') console.error(error);
  },
});
