// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The marker the fuse tools look for in Electron's executable, directly before the fuses. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** One character per fuse in the order of FuseV1Options, all `1`, so that each disabled fuse shows. */
const wire = '111111111';

/**
 * Imitates Electron's folder with the files electron-builder reads. It shows which files are packed and which fuses are
 * set, not that the package runs.
 */
export function writeStubRuntime(folder: string, version: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const head = Buffer.from(`stub${sentinel}`, 'latin1');
  const fuses = Buffer.concat([Buffer.from([1, wire.length]), Buffer.from(wire, 'latin1')]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([head, fuses, Buffer.alloc(64)]), { mode: 0o755 });
  writeFileSync(join(folder, 'version'), version);
  for (const name of ['LICENSE', 'locales/en-US.pak', 'locales/zh-CN.pak']) writeFileSync(join(folder, name), 'stub');
}
