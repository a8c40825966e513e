// SPDX-License-Identifier: Apache-2.0
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { mainEntries } from '../../shared/domain/entries.ts';
import { createElectron, type Conformance } from './electron-module.ts';
import type { MisuseLog } from './misuse.ts';

const built = path.resolve(import.meta.dirname, '../../dist');

const running = new Map<string, Readonly<Record<string, unknown>>>();
/** Global through which generated modules get the stand-in's exports. */
const key = 'certstewardElectronStandIns';
Object.defineProperty(globalThis, key, { value: running });

/** Module URLs include the run, so that each run loads separate instances. */
const runOf = (url: string | undefined): string | null =>
  url?.startsWith('file:') ? new URL(url).searchParams.get('run') : null;
const mainFolder = /^file:.*\/dist\/main\//;

registerHooks({
  resolve(specifier, context, next) {
    const run = runOf(context.parentURL);
    if (run === null) return next(specifier, context);
    if (specifier === 'electron') return { url: `electron-stand-in:${run}`, shortCircuit: true };
    const resolved = next(specifier, context);
    const [own] = mainFolder.exec(context.parentURL ?? '') ?? [];
    return own !== undefined && resolved.url.startsWith(own)
      ? { ...resolved, url: `${resolved.url}?run=${run}` }
      : resolved;
  },
  load(url, context, next) {
    if (!url.startsWith('electron-stand-in:')) return next(url, context);
    const run = url.slice('electron-stand-in:'.length);
    const names = Object.keys(running.get(run) ?? {});
    const source = [
      `const electron = globalThis.${key}.get(${JSON.stringify(run)});`,
      ...names.map((name) => `export const ${name} = electron.${name};`),
      'export default electron;',
    ];
    return { format: 'module', shortCircuit: true, source: source.join('\n') };
  },
});

export interface ConformanceOptions {
  readonly dataFolder?: string;
  /** Runs the CLI with these arguments instead of opening the window. */
  readonly cli?: readonly string[];
  readonly files?: readonly string[];
  readonly locale?: string;
  /** By default, the repository's `dist`. */
  readonly dist?: string;
}

let runs = 0;
// Every run adds its modules' listeners to this process.
process.setMaxListeners(0);

/** Logs of every run in this process. */
export const misuseLogs: MisuseLog[] = [];

/**
 * Runs the build's Electron entry in this process. Resolves when the window shows its page, the app has ended, or the
 * CLI has begun.
 */
export async function startConformance(options: ConformanceOptions): Promise<Conformance> {
  runs += 1;
  const run = String(runs);
  const { module, conformance } = createElectron(options.locale ?? 'en-US');
  running.set(run, module);
  misuseLogs.push(conformance.log);
  const words = process.argv;
  const entry = path.join(options.dist ?? built, mainEntries.electron.output);
  process.argv =
    options.cli === undefined
      ? [process.execPath, entry, '--data', options.dataFolder ?? '', ...(options.files ?? [])]
      : [process.execPath, '--headless', '--disable-gpu', entry, '--cli', '--', ...options.cli];
  try {
    await import(`${pathToFileURL(entry).href}?run=${run}`);
  } finally {
    process.argv = words;
  }
  const { app, windows, children } = conformance;
  void app.exited.then(() => {
    for (const child of children) if (!child.isGone) child.endWithMain();
  });
  app.becomeReady();
  if (options.cli === undefined) await Promise.race([app.exited, shown(windows)]);
  return conformance;
}

async function shown(windows: Conformance['windows']): Promise<void> {
  const pauseMs = 20;
  for (;;) {
    const page = windows.all[0]?.shownPage?.page;
    if (page) return await page.waitForFunction(() => 'certsteward' in window).then(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
