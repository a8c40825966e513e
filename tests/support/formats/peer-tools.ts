// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function missingTools(...tools: readonly string[]): string[] {
  return tools.filter((tool) => spawnSync('sh', ['-c', 'command -v "$1"', 'sh', tool]).status !== 0);
}

/** A temporary folder for the files of external tools. */
export class PeerFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'certsteward-formats-'));

  file(name: string): string {
    return join(this.path, name);
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.file(name), content, { mode: 0o600 });
    return this.file(name);
  }

  run(tool: string, ...args: readonly string[]): Buffer {
    return execFileSync(tool, args, { cwd: this.path, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
