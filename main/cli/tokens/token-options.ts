// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import type { TokenRun } from '../../tokens/tokens-service.ts';
import type { CommandRun } from '../command.ts';
import { file, flag, inSection, rare, required, value } from '../runtime/options.ts';
import { secretOptions } from '../runtime/secret-options.ts';

export const moduleOption = file('PATH', {
  'zh-CN': 'PKCS#11 或 SKF 模块的文件，只使用这个模块',
  en: 'PKCS#11 or SKF module file (only this one is used)',
});
export const tokenOption = value('SERIAL', {
  'zh-CN': 'USB Key：序列号、编号（至少 8 位）或名称',
  en: 'USB key: serial number, ID (8 digits or more) or label',
});
export const tokenOptions = inSection('token', { module: moduleOption, token: required(tokenOption) });

export const lastTryFlag = 'last-try';
export const lastTryOptions = inSection('token', {
  [lastTryFlag]: rare(
    flag({
      'zh-CN': '即使 PIN 可能锁定也继续',
      en: 'Try the PIN even if a wrong one would lock the USB key',
    }),
  ),
});
export const pinOptions = inSection('token', {
  pin: secretOptions.pin,
  'so-pin': rare(secretOptions['so-pin']),
  ...lastTryOptions,
});

export const keyOption = value('LABEL', {
  'zh-CN': '私钥：名称或对象编号（至少 8 位）',
  en: 'Private key on the USB key: label or object ID (8 digits or more)',
});
export const keyLabelOption = value('TEXT', {
  'zh-CN': 'USB Key 里私钥的名称',
  en: 'Label for the key on the USB key',
});

export function tokenRun(run: CommandRun): TokenRun {
  return { signal: run.watchForInterruption(), progress: () => undefined };
}

export async function askOneModule(run: CommandRun): Promise<void> {
  const path = run.arguments.values['module'];
  if (path === undefined) return;
  if (path === '') throw new AppError('usage', { option: '--module' });
  await run.services.tokens.useOnly({ modulePath: resolve(path) });
}

export async function connectedTokens(run: CommandRun): Promise<readonly Token[]> {
  await askOneModule(run);
  const { tokens, unavailable } = await run.services.tokens.list({ refresh: true }, tokenRun(run));
  if (unavailable !== null) throw new AppError('tokens-unavailable', { reason: unavailable });
  return tokens;
}

/**
 * Finds a token by serial number, otherwise by at least 8 digits of the id, otherwise by label. Errors: `usage`,
 * `token-not-found`, `ambiguous-id` (`candidates`: ids), `tokens-unavailable`, those of `useOnly`.
 */
export async function tokenOfOption(run: CommandRun, option: 'token' | 'vault-token' = 'token'): Promise<Token> {
  const name = run.arguments.values[option];
  if (name === undefined || name === '') throw new AppError('usage', { option: `--${option}` });
  return await tokenNamed(run, name);
}

export async function tokenNamed(run: CommandRun, name: string): Promise<Token> {
  const tokens = await connectedTokens(run);
  const isPrefix = /^[0-9a-f]{8,64}$/i.test(name);
  const ways: ((token: Token) => boolean)[] = [
    ({ serial }) => serial === name,
    ({ id }) => isPrefix && id.startsWith(name.toLowerCase()),
    ({ label }) => label === name,
  ];
  const found = ways.map((way) => tokens.filter(way)).find((matches) => matches.length > 0) ?? [];
  const [token] = found;
  if (!token) throw new AppError('token-not-found', { token: name });
  if (found.length > 1) throw new AppError('ambiguous-id', { candidates: found.map(({ id }) => id) });
  return token;
}

/** Also finds a module that is gone or not allowed. Errors: `module-not-found`, `module-broken`. */
export async function moduleIdOfPath(run: CommandRun, path: string): Promise<string> {
  const { tokens } = run.services;
  const absolute = resolve(path);
  const { modules } = await tokens.modules({ refresh: true }, tokenRun(run));
  const listed = modules.find((module) => module.path === absolute);
  return listed?.moduleId ?? (await tokens.lookAtModule({ path: absolute })).facts.moduleId;
}
