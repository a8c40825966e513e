import { readdirSync } from 'node:fs';
import type { Conformance } from '../../conformance/electron-module.ts';
import { startConformance } from '../../conformance/start-conformance.ts';
import { makeIdentityFiles } from '../../support/openssl-identity.ts';
import { expect, test } from '../support/fixtures.ts';
import { importByCalls, value } from '../support/in-page.ts';

/** Every way out of Electron closes the vault in order. The other host has neither menu nor tray. */
test.skip(({ hostKind }) => hostKind !== 'conformance', 'the entry of Electron, on its stand-in');

function choose({ app }: Conformance, menu: ReturnType<Conformance['menu']> | undefined): void {
  const item = menu?.find('Quit');
  if (item?.role === 'quit') app.quit();
  else item?.click?.();
}

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
    const { app, windows, children, log } = conformance;
    const page = windows.all[0]?.shownPage?.page;
    if (page === undefined) throw new Error('no window');
    await importByCalls(page, makeIdentityFiles(dataFolder, 'quit', { subject: '/CN=Quit' }).certificate, null);
    if (name === 'tray') await value(page, 'settings.change', { keepInTray: true });
    quit(conformance);
    expect(await app.exited).toBe(0);
    await windows.pagesClosed();
    await expect.poll(() => children.filter((child) => !child.isGone).length).toBe(0);
    const left = readdirSync(dataFolder).filter((file) => /^vault\.sqlite|\.sock$/.test(file));
    expect(left).toEqual(['vault.sqlite']);
    expect(log.entries).toEqual([]);
  });
}
