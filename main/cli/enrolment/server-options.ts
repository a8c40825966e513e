// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { serverTexts } from './server-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { ServerAsk, ServerOutcome } from '../../enrolment/providers/server/server-enrolment.ts';
import type { GivenTrust } from '../../enrolment/providers/server/server-trust.ts';
import { warnNotAccepted } from '../vault/acceptance-lines.ts';
import type { CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { hostText, unverifiedLine } from '../profiles/profile-options.ts';
import { arrivedLines, lostAnswerLines } from './request-lines.ts';
import { file, flag, inSection, rare, value } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';
import { moduleOption, pinOptions, tokenRun } from '../tokens/token-options.ts';
import { tokenRequests, type TokenRequests } from '../tokens/token-request.ts';
import { unlockBesideToken } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const pinSha256Option = value('HEX', {
  'zh-CN': '机构证书的指纹，代替 --anchor',
  en: 'CA fingerprint, instead of --anchor',
});

export const acceptNamesOption = flag({
  'zh-CN': '接受名称与申请不同的证书',
  en: 'Accept names that differ from your request',
});

/** Includes unlock options, because the request may need signing again. */
export const serverOptions = {
  ...inSection('ca', {
    anchor: file('FILE', {
      'zh-CN': '机构的证书',
      en: 'CA certificate',
    }),
    'pin-sha256': rare(pinSha256Option),
    reference: value('REF', {
      'zh-CN': '机构提供的参考号',
      en: 'Reference number from the CA',
    }),
    ...secrets('code'),
    'accept-names': rare(acceptNamesOption),
  }),
  ...inSection('token', { module: rare(moduleOption) }),
  ...unlockBesideToken,
  ...pinOptions,
};

/** With `--reference` alone, asks for the code. */
export async function serverAsk(run: CommandRun, onToken: TokenRequests = tokenRequests(run)): Promise<ServerAsk> {
  const { values, flags } = run.arguments;
  const { reference } = values;
  const trust = trustGiven(run);
  const given = await run.secrets.read('code');
  const needsCode = given === null && reference !== undefined;
  const code = needsCode ? await run.secrets.prompt('code', serverTexts[run.language].code) : given;
  if (needsCode && code === null) throw new AppError('code-missing');
  return {
    trust,
    login: code === null ? null : { user: reference ?? '', code },
    acceptNames: flags.has('accept-names'),
    // The first Ctrl-C can't interrupt receiving a CA-made key, which can't be fetched again.
    run: tokenRun(run),
    async signer({ token, spkiSha256 }) {
      if (token !== null) return await onToken.signer(token, spkiSha256);
      const vault = await run.services.vault.require();
      if (!vault.isUnlocked) await unlockIfPossible(run);
      return null;
    },
  };
}

export function trustGiven({ arguments: { values } }: CommandRun): GivenTrust {
  const { anchor } = values;
  // Accepts the forms used on paper and by `openssl x509 -fingerprint`.
  const pin = values['pin-sha256']?.replaceAll(/[\s:]/g, '').toLowerCase() ?? null;
  if (pin !== null && !/^[0-9a-f]{64}$/.test(pin)) throw new AppError('usage', { option: '--pin-sha256' });
  if (anchor === '') throw new AppError('usage', { option: '--anchor' });
  return { anchorFile: anchor === undefined ? null : resolve(anchor), pin };
}

/** Call before contacting the host. Unconfirmed profiles need consent. */
export async function showContact(run: CommandRun, held: HeldProfile): Promise<void> {
  const text = serverTexts[run.language];
  await warnNotAccepted(run);
  const host = hostText(held.host);
  const unverified = unverifiedLine(run.language, held);
  if (unverified !== null) await confirmOnTerminal(run, `${unverified}\n${fillMessage(text.confirmContact, { host })}`);
  run.output.progress({ event: 'contact', host: held.host.ascii }, fillMessage(text.contact, { host }));
}

export function outcomeLines(
  { language }: CommandRun,
  outcome: ServerOutcome,
  waiting: 'waiting' | 'waitingForRenewal' = 'waiting',
): string[] {
  const { request } = outcome;
  if (outcome.state === 'issued') {
    return [...arrivedLines(language, request), ...(outcome.unconfirmed ? [serverTexts[language].unconfirmed] : [])];
  }
  const { retryAfterSeconds: seconds } = outcome;
  const named = { id: request.id.slice(0, 8), host: visibleText(request.profile.host) };
  return [
    ...lostAnswerLines(language, request),
    fillMessage(serverTexts[language][waiting], {
      ...named,
      ...(seconds !== null && { minutes: Math.max(1, Math.ceil(seconds / 60)) }),
    }),
  ];
}

export function outcomeValue(outcome: ServerOutcome): Record<string, unknown> {
  if (outcome.state === 'issued') {
    const { state: _state, ...issued } = outcome;
    return issued;
  }
  return { pending: outcome.request, retryAfterSeconds: outcome.retryAfterSeconds };
}
