// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { e2eFuses, releaseFuses } from '../../../main/hosts/electron/fuses.ts';
import { childEntries, mainEntries, preloadEntries, workerEntries } from '../../../shared/domain/entries.ts';
import { packWithStub, root, type Flavour, type Packed } from './pack.ts';

const require = createRequire(import.meta.url);
const built = existsSync(join(root, 'dist/.build-stamp'));

/** electron-builder's and Electron's fuse names differ only in the case of the first letter. */
const wireName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

describe('[P01] electron-builder’s configuration', () => {
  it.each(['electron-builder.yml', 'electron-builder.e2e.yml'])(
    '%s fits the schema of electron-builder',
    async (file) => {
      const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config') as ConfigModule;
      const { DebugLogger } = require('builder-util') as { DebugLogger: new (enabled: boolean) => unknown };
      const config = await getConfig(root, file, {});
      await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
      expect(config.win?.target).toBe('nsis');
      expect(config.mac?.target).toBe('dmg');
      expect(config.linux?.target).toEqual(['AppImage', 'deb']);
      const endings = ['pfx', 'p12', 'cer', 'crt', 'p7b', 'sm2'];
      expect(config.mac?.fileAssociations?.flatMap((one) => one.ext)).toEqual(endings);
      // On Windows, electron-builder's associations take over the extensions and leave dead entries behind.
      // On Linux, they add to `mimeTypes`.
      for (const system of [config, config.win, config.linux]) expect(system?.fileAssociations).toBeUndefined();
      await expect(validateConfiguration({ ...config, noSuchKey: 1 }, new DebugLogger(false))).rejects.toThrow(
        'noSuchKey',
      );
    },
  );
});

interface ConfigModule {
  readonly getConfig: (folder: string, file: string, overrides: object) => Promise<BuilderConfig>;
  readonly validateConfiguration: (config: object, logger: unknown) => Promise<void>;
}

interface Associations {
  readonly fileAssociations?: readonly { readonly ext: string | readonly string[] }[];
}

interface BuilderConfig extends Associations {
  readonly win?: Associations & { readonly target: string };
  readonly mac?: Associations & { readonly target: string };
  readonly linux?: Associations & { readonly target: readonly string[] };
}

const flavours = describe.each<[Flavour, Readonly<Record<string, boolean>>]>([
  ['release', releaseFuses],
  ['e2e', e2eFuses],
]);

const dryRun = (flavour: Flavour, fuses: Readonly<Record<string, boolean>>): void => {
  let packed: Packed;
  beforeAll(async () => {
    packed = await packWithStub(flavour);
  });

  it('[P02] [X05] asks for exactly the fuses of main/hosts/electron/fuses.ts', () => {
    for (const [name, value] of Object.entries(fuses)) expect(packed.fuses[wireName(name)], name).toEqual(value);
  });

  it('[P01] the archive holds the app', () => {
    const entries = [
      mainEntries.electron,
      preloadEntries.electron,
      ...Object.values({ ...childEntries, ...workerEntries }),
    ];
    for (const name of ['package.json', 'dist/renderer/index.html', ...entries.map(({ output }) => `dist/${output}`)])
      expect(packed.archive).toContain(name);
    expect(packed.archive.some((name) => name.startsWith('node_modules/@napi-rs/keyring/'))).toBe(true);
  });

  it('[P01] the packed package.json tells Electron the name of the desktop entry', () => {
    expect(packed.desktopName).toBe('certsteward-electron.desktop');
  });

  it('[P01] the archive holds no files of the build machine, the other host or the sources', () => {
    const unwanted = packed.archive.filter((name) =>
      /^node_modules\/(@oven|node-(linux|win)-|playwright|electron\/|pkcs11js\/(src|includes)\/)|^(main|shared|tests|scripts|docs)(\/|$)|\.map$|\.tsx?$|^dist\/(main\/(chunks\/)?(chromium|cli)|preload\/chromium)/.test(
        name,
      ),
    );
    expect(unwanted).toEqual([]);
    // Besides the app, only the native modules and their dependencies.
    const modules = new Set(
      packed.archive.flatMap((name) => /^node_modules\/((?:@[^/]+\/)?[^/@]+)$/.exec(name)?.[1] ?? []),
    );
    expect(
      [...modules].filter(
        (name) => !/^(@napi-rs\/keyring|@koromix\/koffi-linux-(x64|arm64)$|koffi$|pkcs11js$)/.test(name),
      ),
    ).toEqual([]);
  });

  it('[P01] koffi runs from the package, with only this platform’s binary and without its sources', () => {
    const installed = JSON.parse(readFileSync(join(root, 'node_modules/koffi/package.json'), 'utf8')) as object;
    expect(packed.koffi).toBe(`${(installed as { version: string }).version} 8`);
    const binaries = packed.unpacked.filter((name) => name.includes('@koromix'));
    expect(binaries).toEqual([`node_modules/@koromix/koffi-linux-${process.arch}/linux_${process.arch}/koffi.node`]);
    const sources = packed.archive.filter((name) => /^node_modules\/koffi\/.*\.(cc|hh|inc|S|asm|h)$/.test(name));
    expect(sources).toEqual([]);
  });

  it('[S04] [S05] the main process contains neither koffi nor crypt32.dll', () => {
    const main = readFileSync(join(root, 'dist', mainEntries.electron.output), 'utf8');
    expect(main).not.toMatch(/from\s*["']koffi["']|crypt32\.dll/);
  });

  it('[P01] the packed app is smaller than 14.5 MB without the runtime', () => {
    expect(packed.bytes).toBeGreaterThan(200_000);
    expect(packed.bytes).toBeLessThan(14_500_000);
  });
};

// Not runIf: that would list the suite as skipped where it ran, and give no reason where it didn't.
if (process.platform === 'linux' && built) flavours('[P03] packaging dry run with a stub runtime, %s', dryRun);
else
  it('[P03] packaging dry run with a stub runtime', (context) => {
    context.skip(built ? 'Linux only' : 'dist/ is not built: npm run build');
  });
