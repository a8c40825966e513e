import { spawnSync } from 'node:child_process';
import type { TokenTarget } from './token-target.ts';

export interface ToolResult {
  readonly status: number | null;
  /** Both outputs. */
  readonly text: string;
}

/** OpenSC's pkcs11-tool on the target's module: the peer that shows the target without our app. PINs go through `PIN` and `SO_PIN`. */
export function pkcs11Tool(target: TokenTarget, ...words: readonly string[]): ToolResult {
  const secrets = { PIN: target.pin, SO_PIN: target.soPin };
  const env = { ...process.env, ...target.environment, ...secrets };
  const result = spawnSync('pkcs11-tool', ['--module', target.modulePath, ...words], { env, encoding: 'utf8' });
  return { status: result.status, text: `${result.stdout}${result.stderr}` };
}

/** Options that log in on the target's token. */
export function loggedIn(target: TokenTarget): readonly string[] {
  return ['--token-label', target.label, '--login', '--pin', 'env:PIN'];
}
