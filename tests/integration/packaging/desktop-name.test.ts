// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './pack.ts';

const require = createRequire(import.meta.url);

/** The parts of electron-builder that write the desktop entry. */
interface Builder {
  readonly Packager: new (options: object) => { validateConfig(): Promise<void> };
  readonly LinuxPackager: new (packager: object) => { readonly platformSpecificBuildOptions: object };
  readonly LinuxTargetHelper: new (packager: object) => {
    getDesktopFileName(): string;
    computeDesktopEntry(options: object): Promise<string>;
  };
}

it('[P01] names the installed desktop entry as Electron names the app to the desktop', async () => {
  const { Packager } = require('app-builder-lib') as Builder;
  const { LinuxPackager } = require('app-builder-lib/out/linuxPackager') as Builder;
  const { LinuxTargetHelper } = require('app-builder-lib/out/targets/LinuxTargetHelper') as Builder;
  const packager = new Packager({ projectDir: root, config: 'electron-builder.yml', publish: 'never' });
  await packager.validateConfig();
  const linux = new LinuxPackager(packager);
  const helper = new LinuxTargetHelper(linux);
  const entry = await helper.computeDesktopEntry(linux.platformSpecificBuildOptions);
  // Electron reads `desktopName`, which must match the installed file (electron.d.ts, setDesktopName).
  const { desktopName } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { desktopName?: string };
  expect(desktopName).toBe(`${helper.getDesktopFileName()}.desktop`);
  expect(entry).toContain(`\nStartupWMClass=${helper.getDesktopFileName()}\n`);
});
