// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { addOtherPlatform } from '../../support/packaging/production-modules.ts';
import { copyProject, electronVersion, runBuilder } from '../../support/packaging/project-copy.ts';
import { writeStubRuntime } from '../../support/packaging/stub-runtime.ts';

export const root = resolve(import.meta.dirname, '../../..');
export type Flavour = 'release' | 'e2e';

export interface Packed {
  /** Paths inside the archive, with `/` and without a leading one. */
  readonly archive: readonly string[];
  /** Native modules outside the archive. */
  readonly unpacked: readonly string[];
  /** koffi's version and pointer size, loaded from a copy of the archive, or the error output. */
  readonly koffi: string;
  /** In the archive's package.json, where Electron reads it. */
  readonly desktopName: string | undefined;
  /** Size of the whole `resources` folder. */
  readonly bytes: number;
  readonly fuses: Readonly<Record<string, boolean>>;
}

/** Packs a copy of the project for Linux with a stub runtime and reads the result. */
export async function packWithStub(flavour: Flavour): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-pack-'));
  try {
    copyProject(folder);
    addOtherPlatform(folder);
    writeStubRuntime(join(folder, 'stub'), electronVersion());
    const config = flavour === 'release' ? 'electron-builder.yml' : 'electron-builder.e2e.yml';
    runBuilder(folder, ['--linux', '--dir', `--config=${config}`]);
    return await readPackage(join(folder, 'packed/linux-unpacked'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readPackage(folder: string): Promise<Packed> {
  const archive = join(folder, 'resources/app.asar');
  const wire = await getCurrentFuseWire(join(folder, 'certsteward-electron'));
  const fuses = Object.entries(FuseV1Options)
    .filter((entry): entry is [string, FuseV1Options] => typeof entry[1] === 'number')
    .map(([name, index]) => [name, String.fromCharCode(wire[index] ?? 0) === '1'] as const);
  const size = spawnSync('du', ['-sb', join(folder, 'resources')], { encoding: 'utf8' }).stdout;
  // Away from the project: Node looks for modules in every parent folder.
  const copy = mkdtempSync(join(tmpdir(), 'certsteward-packed-'));
  extractAll(archive, copy);
  const load = "import('koffi').then(({ default: koffi }) => console.log(koffi.version, koffi.sizeof('void *')))";
  const node = spawnSync(process.execPath, ['-e', load], { cwd: copy, encoding: 'utf8' });
  const manifest = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as { desktopName?: string };
  rmSync(copy, { recursive: true, force: true });
  return {
    desktopName: manifest.desktopName,
    unpacked: readdirSync(`${archive}.unpacked`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.node'))
      .toSorted(),
    koffi: node.stdout.trim() || node.stderr,
    archive: listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/').replace(/^\//, '')),
    bytes: Number(size.split('\t')[0]),
    fuses: Object.fromEntries(fuses),
  };
}
