import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { mainEntries } from '../../shared/domain/entries.ts';
import { createElectron, type Conformance } from './electron-module.ts';

const root = path.resolve(import.meta.dirname, '../..');
const entry = path.join(root, 'dist', mainEntries.electron.output);
const built = pathToFileURL(path.join(root, 'dist/main/')).href;

const running = new Map<string, Readonly<Record<string, unknown>>>();
/** The stand-in's exports reach the module that is made of them under this name. */
const key = 'certstewardElectronStandIns';
Object.defineProperty(globalThis, key, { value: running });

/** Of a module of the build: every run has modules of its own. */
const runOf = (url: string | undefined): string | null =>
  url?.startsWith(built) ? new URL(url).searchParams.get('run') : null;

registerHooks({
  resolve(specifier, context, next) {
    const run = runOf(context.parentURL);
    if (run === null) return next(specifier, context);
    if (specifier === 'electron') return { url: `electron-stand-in:${run}`, shortCircuit: true };
    const resolved = next(specifier, context);
    return resolved.url.startsWith(built) ? { ...resolved, url: `${resolved.url}?run=${run}` } : resolved;
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
  readonly dataFolder: string;
  readonly files?: readonly string[];
  readonly locale?: string;
}

let runs = 0;

/** Runs the build's own Electron entry in this process. Resolves when the window shows its page, or the app has ended. */
export async function startConformance(options: ConformanceOptions): Promise<Conformance> {
  runs += 1;
  const run = String(runs);
  const { module, conformance } = createElectron(options.locale ?? 'en-US');
  running.set(run, module);
  const words = process.argv;
  process.argv = [process.execPath, entry, '--data', options.dataFolder, ...(options.files ?? [])];
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
  await Promise.race([app.exited, shown(windows)]);
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
