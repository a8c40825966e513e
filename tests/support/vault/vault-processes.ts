// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { makeIdentity } from '../openssl/make-identity.ts';

export interface RunningScript {
  /** Resolves when `count` lines were printed or the script has ended. */
  printed(count: number): Promise<void>;
  readonly finished: Promise<{ readonly code: number | null; readonly lines: readonly string[] }>;
  kill(): void;
}

export function startVaultScript(name: string, ...args: string[]): RunningScript {
  const path = fileURLToPath(new URL(`./scripts/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const output = new EventEmitter();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    output.emit('more');
  });
  const finished = new Promise<{ code: number | null; lines: string[] }>((resolve) =>
    child.once('close', (code) => {
      output.emit('more');
      resolve({ code, lines });
    }),
  );
  return {
    async printed(count) {
      while (lines.length < count && child.exitCode === null && child.signalCode === null) await once(output, 'more');
    },
    finished,
    kill: () => child.kill('SIGKILL'),
  };
}

/** Writes `count` new identities for import-many.ts; returns their fingerprints. */
export async function writeIdentities(file: string, count: number): Promise<string[]> {
  const identities = await Promise.all(
    Array.from({ length: count }, async (_, index) => await makeIdentity(`CN=用户${index},O=Bank`)),
  );
  const lines = identities.map(({ certificate, key }) =>
    JSON.stringify({ der: base64(certificate.der), pkcs8: base64(key.pkcs8) }),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
  return identities.map((identity) => identity.sha256);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

export function committedIn(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith('committed ')).map((line) => line.slice('committed '.length));
}
