// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import { serverTexts } from '../enrolment/server-texts.ts';
import { renewalTexts } from './renewal-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { RenewedPair } from '../../../shared/schemas/enrolment/renewal.ts';
import { refuseLost } from '../../enrolment/requests/refuse-lost.ts';
import { profileOfRequest } from '../../enrolment/profiles/profile-of-request.ts';
import { rememberSecrets } from '../backup/backup-secrets.ts';
import { algorithmAsked } from '../runtime/algorithm-option.ts';
import type { Command, CommandRun } from '../command.ts';
import { serverAsk, serverOptions, outcomeLines, outcomeValue, showContact } from '../enrolment/server-options.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { enrolOnWeb } from '../enrolment/enrol-on-web.ts';
import {
  sharedFlag,
  preflightBefore,
  preflightOptions,
  skipFlag,
  warnOfComputer,
} from '../enrolment/preflight-checks.ts';
import { profileOfOption } from '../profiles/profile-options.ts';
import { renewalKeyOptions, renewalMaker, renewalPlace } from './renewal-key.ts';
import { renewByHand } from './renew-by-hand.ts';
import { replaceEverywhere } from './renewed-places.ts';
import { tokenRequests } from '../tokens/token-request.ts';
import { unlockIfPossible, unlockWithGivenSecret } from '../vault/unlock.ts';

export const renewCommand: Command = {
  name: 'renew',
  synopsis:
    'ID [--profile FILE|NAME] [--algorithm ALGORITHM] [--key vault|token:SERIAL] [--same-key] [--another] [--anchor FILE] [--shared-computer] [--skip-preflight] [--watch-folder DIR] [-o FILE] [--no-install] [--vault-token SERIAL --vault-pin-file FILE]',
  summary: {
    'zh-CN': '更新证书：通过 EST、CMP 并安装到旧证书所在的地方，或写出申请文件，或在官方网页上',
    en: 'renew a certificate: over EST or CMP and installed where the old one is, by a request file, or on a page',
  },
  words: [1, 1],
  writes: true,
  values: ['profile', 'algorithm', 'watch-folder', 'output', ...renewalKeyOptions.values, ...serverOptions.values],
  flags: [
    'no-install',
    'another',
    skipFlag,
    ...preflightOptions.flags,
    ...renewalKeyOptions.flags,
    ...serverOptions.flags,
  ],
  secrets: ['store-password', ...serverOptions.secrets],
  async run(plain) {
    const run = { ...plain, secrets: rememberSecrets(plain.secrets) };
    const { services, output, language, arguments: given } = run;
    await services.vault.require();
    const old = await services.certificates.resolveId(given.words[0] ?? '', { labels: true });
    // First settle requests whose certificate arrived another way.
    await services.enrolment.settle();
    const successor = given.flags.has('another') ? null : await services.renewal.renewedBy(old);
    if (successor !== null) return await goOn(run, { old, successor });
    refuseLost(await services.vault.require(), old);
    const held = await profileFor(run, old);
    const { protocol } = held.profile;
    refuseOptionsOfOthers(run, protocol);
    // Report a wrong secret early; a right one seals at once.
    if (!isServerProtocol(protocol)) await unlockWithGivenSecret(run);
    if (!isServerProtocol(protocol) || given.flags.has(sharedFlag)) {
      await warnOfComputer(run, held, (await renewalPlace(run, old)) ?? 'vault');
    }
    if (protocol === 'web') {
      await rememberAuthority(run, held, old);
      return await enrolOnWeb(run, held, { purpose: 'renew', renews: old });
    }
    if (protocol === 'manual') return await renewByHand(run, held, old);
    const algorithm = algorithmAsked(given.values['algorithm'], held);
    const onToken = tokenRequests(run);
    const ask = { ...(await serverAsk(run, onToken)), ...preflightBefore(run, held) };
    const make = await renewalMaker(run, held, old, onToken);
    await unlockIfPossible(run);
    await showContact(run, held);
    const outcome = await services.enrolment[protocol].renew(old, held, algorithm, ask, make);
    const kept = fillMessage(serverTexts[language].renewed, { old: old.slice(0, 16) });
    const value = { ...outcomeValue(outcome), renews: old };
    const lines = [...outcomeLines(run, outcome, 'waitingForRenewal'), kept];
    // A token key can't be installed elsewhere: only its certificate remains, for `tokens import`.
    if (outcome.state === 'pending' || outcome.request.token !== null) {
      output.value(value, lines);
      return exit.done;
    }
    // Report durable results before changing stores.
    output.progress({ event: 'renewed', certificate: outcome.certificate, renews: old }, '');
    return await install(run, { old, successor: outcome.certificate }, { value, lines });
  },
};

/** Already issued: only install. */
async function goOn(run: CommandRun, pair: RenewedPair): Promise<ExitCode> {
  const named = { old: pair.old.slice(0, 16), successor: pair.successor.slice(0, 16) };
  const text = renewalTexts[run.language];
  const value = { certificate: pair.successor, renews: pair.old };
  // Token keys can't move.
  if (!(await run.services.certificates.summary(pair.successor)).hasPrivateKey) {
    run.output.value(value, [fillMessage(text.alreadyElsewhere, named)]);
    return exit.done;
  }
  const lines = [fillMessage(text.already, named)];
  await unlockIfPossible(run);
  return await install(run, pair, { value, lines });
}

interface Answer {
  readonly value: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
}

async function install(run: CommandRun, pair: RenewedPair, { value, lines }: Answer): Promise<ExitCode> {
  const { services, output, language } = run;
  const text = renewalTexts[language];
  if (run.arguments.flags.has('no-install')) {
    output.value(value, [...lines, text.onlyVault, text.backUp]);
    return exit.done;
  }
  // Older installed ones share the successor.
  const others = (await services.renewal.pairsOf(pair.successor)).filter(({ old }) => old !== pair.old);
  const done = await replaceEverywhere(run, [pair, ...others]);
  output.value({ ...value, places: done.places }, [...lines, ...done.lines, text.backUp]);
  return done.code;
}

/** `--profile`, else the one used or linked before. Errors: `usage`, `not-found`. */
async function profileFor(run: CommandRun, sha256: string): Promise<HeldProfile> {
  if (run.arguments.values['profile'] !== undefined) return await profileOfOption(run);
  const { enrolment, renewal } = run.services;
  const profile = await renewal.authorityOf(sha256);
  if (profile === null) throw new AppError('usage', { option: '--profile' });
  return profileOfRequest(await enrolment.profiles.list(), { profile });
}

/** Links a certificate obtained elsewhere, as the app does. */
async function rememberAuthority({ services }: CommandRun, held: HeldProfile, sha256: string): Promise<void> {
  if ((await services.renewal.authorityOf(sha256)) === null) await services.enrolment.webEnrolments.link(held, sha256);
}

/** Options meaningless for each protocol. */
const ofOthers = {
  web: ['output', 'algorithm', 'key', 'label', 'same-key', 'anchor', 'pin-sha256', 'reference'],
  manual: ['watch-folder', 'anchor', 'pin-sha256', 'reference'],
  server: ['watch-folder', 'output'],
} as const;

function refuseOptionsOfOthers({ arguments: { values, flags } }: CommandRun, protocol: CaProfile['protocol']): void {
  const option = ofOthers[isServerProtocol(protocol) ? 'server' : protocol].find(
    (name) => values[name] !== undefined || flags.has(name),
  );
  if (option !== undefined) throw new AppError('usage', { option: `--${option}` });
}
