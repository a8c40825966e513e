// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import type { TokenRun } from '../../tokens/tokens-service.ts';
import type { CommandRun } from '../command.ts';
import { file, flag, rare, required, value } from '../runtime/options.ts';
import { secretOptions } from '../runtime/secret-options.ts';

export const moduleOption = file('PATH', {
  'zh-CN': 'PKCS#11 模块的文件；只问这一个模块',
  en: 'file of a PKCS#11 module; no other one is asked',
});
export const tokenOption = value('SERIAL', {
  'zh-CN': '哪个 U盾：序列号、编号（至少 8 位）或名称',
  en: 'which token: its serial number, its id or 8 digits of it or more, or its label',
});
/** For commands about one token. */
export const tokenOptions = { module: moduleOption, token: required(tokenOption) };

export const lastTryFlag = 'last-try';
export const lastTryOptions = {
  [lastTryFlag]: rare(
    flag({
      'zh-CN': '确认：即使可能是锁定前的最后一次也要试',
      en: 'confirm: try even where it may be the last try before the PIN locks',
    }),
  ),
};
export const pinOptions = {
  pin: secretOptions.pin,
  'so-pin': rare(secretOptions['so-pin']),
  ...lastTryOptions,
};

export const keyOption = value('LABEL', {
  'zh-CN': 'U盾 里的私钥：标签，或对象编号（至少 8 位）',
  en: 'private key on the token: its label, or its object id or 8 digits of it or more',
});
/** Of a key that is to be made. */
export const keyLabelOption = value('TEXT', {
  'zh-CN': 'U盾 里密钥的标签，默认取自主题',
  en: 'label of the key on the token, from the subject unless given',
});

/** Ends at the first Ctrl-C. */
export function tokenRun(run: CommandRun): TokenRun {
  return { signal: run.watchForInterruption(), progress: () => undefined };
}

/** Errors: `module-not-found`, `module-not-allowed`, `usage`. */
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
 * By serial number, else 8+ digits of the id, else label. Errors: `usage`, `token-not-found`, `ambiguous-id`
 * (`candidates`: ids).
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

/** Even if gone or not allowed. Errors: `module-not-found`, `module-broken`. */
export async function moduleIdOfPath(run: CommandRun, path: string): Promise<string> {
  const { tokens } = run.services;
  const absolute = resolve(path);
  const { modules } = await tokens.modules({ refresh: true }, tokenRun(run));
  const listed = modules.find((module) => module.path === absolute);
  return listed?.moduleId ?? (await tokens.lookAtModule({ path: absolute })).facts.moduleId;
}
