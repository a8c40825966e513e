// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compileModule } from '../modules/broken-modules/compile.ts';
import { targetFolder } from '../modules/target-folder.ts';
import type { TokenTarget } from '../modules/token-target.ts';

/** The tool prompts for a missing PIN, and modules can hang. */
const patienceMs = 60_000;

export interface ToolResult {
  /** Null if the tool was killed, crashed or didn't start. */
  readonly status: number | null;
  readonly text: string;
}

/** The tool has no option for C_Initialize parameters, so a wrapper module supplies them. */
function moduleForTool({ modulePath, libraryParameters }: TokenTarget, folder: string): string {
  if (libraryParameters === undefined) return modulePath;
  const wrapper = join(folder, 'with-parameters.so');
  compileModule('../with-parameters.c', wrapper, { MODULE: modulePath, PARAMETERS: libraryParameters });
  return wrapper;
}

/**
 * Runs OpenSC's pkcs11-tool on the target's module, independently of our app. The environment contains `PIN` and
 * `SO_PIN`.
 */
export function pkcs11Tool(target: TokenTarget, ...words: readonly string[]): ToolResult {
  const secrets = { PIN: target.pin, SO_PIN: target.soPin };
  const env = { ...process.env, ...target.environment, ...secrets };
  const { folder, remove } = targetFolder('pkcs11-tool');
  try {
    const module = moduleForTool(target, folder);
    const options = { env, encoding: 'utf8', timeout: patienceMs, killSignal: 'SIGKILL' } as const;
    const result = spawnSync('pkcs11-tool', ['--module', module, ...words], options);
    return { status: result.status, text: `${result.stdout}${result.stderr}` };
  } finally {
    remove();
  }
}

export function loggedIn(target: TokenTarget): readonly string[] {
  return ['--token-label', target.label, '--login', '--pin', 'env:PIN'];
}
