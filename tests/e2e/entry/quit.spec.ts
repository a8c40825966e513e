// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Conformance } from '../../conformance/electron-module.ts';
import { startConformance } from '../../conformance/start-conformance.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';
import { expect, test } from '../support/fixtures.ts';
import { type HostProcess, startHostProcess } from '../support/apps/host-process.ts';
import { importByCalls, value } from '../support/apps/in-page.ts';
import { processTree } from '../support/apps/process-tree.ts';

/** Electron itself handles an item with the role `quit`. */
function choose({ app }: Conformance, menu: ReturnType<Conformance['menu']> | undefined): void {
  const item = menu?.find('Quit');
  if (item?.role === 'quit') app.quit();
  else item?.click?.();
}

/** Vault files and sockets. */
const left = (folder: string) => readdirSync(folder).filter((file) => /^vault\.sqlite|\.sock$/.test(file));

const ways: Readonly<Record<string, (conformance: Conformance) => void>> = {
  menu: (conformance) => choose(conformance, conformance.menu()),
  tray: (conformance) => choose(conformance, conformance.trays.at(-1)?.menu),
  window: ({ windows }) => windows.open[0]?.close(),
};

for (const [name, quit] of Object.entries(ways)) {
  test(`[K08] [X04] quitting by the ${name} leaves one vault file, no socket and no process`, async ({
    dataFolder,
  }) => {
    const conformance = await startConformance({ dataFolder });
    const { app, windows, children } = conformance;
    const page = windows.all[0]?.shownPage?.page;
    if (page === undefined) throw new Error('no window');
    await importByCalls(page, makeIdentityFiles(dataFolder, 'quit', { subject: '/CN=Quit' }).certificate, null);
    if (name === 'tray') await value(page, 'settings.change', { keepInTray: true });
    quit(conformance);
    expect(await app.exited).toBe(0);
    await windows.pagesClosed();
    await expect.poll(() => children.filter((child) => !child.isGone).length).toBe(0);
    expect(left(dataFolder)).toEqual(['vault.sqlite']);
  });
}

const standIn = path.resolve(import.meta.dirname, '../../conformance/start-process.ts');
let host: HostProcess | undefined;
test.afterEach(() => host?.terminate('SIGKILL'));

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  test(`[K08] [X04] quitting by ${signal} leaves one vault file, no socket and no process`, async ({ dataFolder }) => {
    const { certificate } = makeIdentityFiles(dataFolder, 'quit', { subject: '/CN=Quit' });
    const imported = await runCli(['import', certificate, '--vault', dataFolder, '--json']);
    expect(imported.code, imported.stdout).toBe(0);
    host = startHostProcess(['--data', dataFolder], standIn);
    await host.waitForOutput('CertSteward is open');
    // The vault, its WAL and shared memory, and the socket.
    await expect.poll(() => left(dataFolder)).toHaveLength(4);
    const processes = processTree(host.processId);
    host.terminate(signal);
    expect(await host.ended).toBe(0);
    expect(left(dataFolder)).toEqual(['vault.sqlite']);
    await expect.poll(() => processes.filter((id) => existsSync(`/proc/${id}`))).toEqual([]);
  });
}
