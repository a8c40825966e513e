// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clone } from './clone.ts';

export type Behaviour = 'whole' | 'stalls' | 'cut-off' | 'absent';

export interface ElectronRelease {
  readonly mirror: string;
  behaviour: Behaviour;
  asked: number;
  goOn(): void;
  close(): void;
}

/**
 * Serves an archive on loopback with `script` as Electron's executable. Writes the archive's checksum into the clone's
 * Electron package.
 */
export async function serveElectron(clone: Clone, script: string): Promise<ElectronRelease> {
  const { version } = JSON.parse(readFileSync(join(clone.electron, 'package.json'), 'utf8')) as { version: string };
  const name = `electron-v${version}-linux-${process.arch}.zip`;
  const archive = makeArchive(script, version);
  const checksums = { [name]: createHash('sha256').update(archive).digest('hex') };
  writeFileSync(join(clone.electron, 'checksums.json'), JSON.stringify(checksums));
  const half = archive.subarray(0, archive.length / 2);
  const waiting: (() => void)[] = [];
  const release = {
    mirror: '',
    behaviour: 'whole' as Behaviour,
    asked: 0,
    goOn: () => undefined,
    close: () => undefined,
  };
  const server = createServer((request, response) => {
    if (!request.url?.endsWith(name)) return void response.end();
    release.asked += 1;
    if (release.behaviour === 'absent') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-length': archive.length });
    if (release.behaviour === 'whole') return void response.end(archive);
    response.write(half, () => release.behaviour === 'cut-off' && response.destroy());
    waiting.push(() => response.end(archive.subarray(half.length)));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return Object.assign(release, {
    mirror: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    goOn: () => waiting.splice(0).forEach((send) => send()),
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
}

function makeArchive(script: string, version: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-archive-'));
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'version'), version);
  // Put `version` first, as in the real archive, so that a partly unpacked archive has it.
  execFileSync('zip', ['-q', 'electron.zip', 'version', 'electron'], { cwd: folder });
  const archive = readFileSync(join(folder, 'electron.zip'));
  rmSync(folder, { recursive: true });
  return archive;
}
