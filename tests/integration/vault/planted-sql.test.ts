// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { plants } from '../../support/vault/planted-sql.ts';
import { makeSealedVault } from '../../support/vault/sealed-vault.ts';

const script = fileURLToPath(new URL('../../support/vault/scripts/hold-planted.ts', import.meta.url));
const uses = 6;
/** A process stuck in SQLite never answers; on a busy machine a healthy one may take this long. */
const patienceMs = 20_000;

test.each(Object.keys(plants).filter((name) => name.includes('endless')))(
  '[K07] %s: every use is refused, and SIGTERM ends the process',
  async (name) => {
    const { folder } = await makeSealedVault();
    const child = spawn(process.execPath, [script, folder, name], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    try {
      for (let waited = 0; lines.length <= uses && waited < patienceMs; waited += 50) await delay(50);
      expect(lines).toEqual(['planted', ...Array.from({ length: uses }, () => 'vault-tampered')]);
      child.kill('SIGTERM');
      expect(await Promise.race([exited, delay(patienceMs, 'no answer to SIGTERM')])).toEqual([null, 'SIGTERM']);
    } finally {
      child.kill('SIGKILL');
    }
  },
);
