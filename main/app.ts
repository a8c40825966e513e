import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Host, SettingsStore } from './hosts/host.ts';
import { tokensUnavailable } from './hosts/node/token-support.ts';
import { createAppRouter } from './ipc/app-router.ts';
import { createServices } from './services.ts';
import type { Services } from './services.ts';

export interface AppOptions {
  readonly host: Host;
  readonly settings: SettingsStore;
  readonly dataFolder: string;
  readonly distFolder: string;
}

export interface App {
  /** Ends the child processes and closes the vault; the window is the host's to close. */
  close(): void;
}

/** What both entries start once their host is there: services, router, window, in this order. */
export async function startApp({ host, settings, dataFolder, distFolder }: AppOptions): Promise<App> {
  const services = createServices({
    dataFolder,
    startChild: host.startChild,
    workerUrl: pathToFileURL(path.join(distFolder, 'processes', 'age-worker.mjs')),
    unlockAtStart: true,
  });
  // Read while the window opens: whatever is wrong is told when the window asks.
  services.certificates.prepare().catch(() => undefined);
  const handler = createAppRouter({
    host,
    services,
    settings,
    facts: { version: versionOf(distFolder), tokensUnavailable: tokensUnavailable(distFolder) },
    logUnexpected,
  });
  host.onFilesOpened((paths) => void draftsOf(paths, services).then((draftIds) => announce(host, draftIds)));
  await host.open(handler);
  return { close: () => services.close() };
}

/** Files from the desktop become drafts, as if chosen in the dialog; one that cannot be read stops no other. */
async function draftsOf(paths: readonly string[], services: Services): Promise<string[]> {
  const results = await Promise.allSettled(paths.map((file) => services.imports.addFile(file, 'file')));
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

function announce(host: Host, draftIds: string[]): void {
  if (draftIds.length > 0) host.emit('imports.arrived', { draftIds });
}

function versionOf(distFolder: string): string {
  const file = path.join(distFolder, '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Where it happened, never what it said: a message can quote the input, which may be a secret (X04). */
function logUnexpected(call: string, error: unknown): void {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const name = error instanceof Error ? error.name : typeof error;
  process.stderr.write(`${[`${call}: unexpected ${name}`, ...frames].join('\n')}\n`);
}
