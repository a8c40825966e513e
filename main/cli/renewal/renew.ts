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
import { algorithmAsked, algorithmOption } from '../runtime/algorithm-option.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { serverAsk, serverOptions, outcomeLines, outcomeValue, showContact } from '../enrolment/server-options.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { enrolOnWeb, watchFolderOptions } from '../enrolment/enrol-on-web.ts';
import {
  sharedFlag,
  preflightBefore,
  preflightOptions,
  warnOfComputer,
  skipOptions,
} from '../enrolment/preflight-checks.ts';
import { profileOfOption, usedProfileOption } from '../profiles/profile-options.ts';
import { renewalKeyOptions, renewalMaker, renewalPlace } from './renewal-key.ts';
import { renewByHand } from './renew-by-hand.ts';
import { replaceEverywhere } from './renewed-places.ts';
import { tokenRequests } from '../tokens/token-request.ts';
import { unlockIfPossible, unlockWithGivenSecret } from '../vault/unlock.ts';
import { flag } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';
import { outputOption } from '../runtime/shared-options.ts';

export const renewCommand = defineCommand({
  name: 'renew',
  summary: {
    'zh-CN': '更新证书：通过 EST、CMP 并安装到旧证书所在的地方，或写出申请文件，或在官方网页上',
    en: 'renew a certificate: over EST or CMP and installed where the old one is, by a request file, or on a page',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    profile: usedProfileOption,
    algorithm: algorithmOption,
    ...renewalKeyOptions,
    another: flag({ 'zh-CN': '已经更新过也再申请一张', en: 'ask for one more although it was renewed already' }),
    ...preflightOptions,
    ...skipOptions,
    ...watchFolderOptions,
    output: outputOption,
    'no-install': flag({
      'zh-CN': '只放进保险库，不安装到旧证书所在的地方',
      en: 'into the vault alone, not where the old one is installed',
    }),
    ...secrets('store-password'),
    ...serverOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '更新一张证书，申请方案是当初申请时用的，或用 --profile 指定。est、cmp 方案：向颁发机构申请，名称与旧证书相同，密钥是新的，在旧密钥所在的地方；--key 可以换一处；颁发机构要求沿用旧密钥时加 --same-key（方案也可以这样规定）。私钥在保险库里时用旧证书登录（SM2 证书不能登录 est 服务，那时也用参考号和授权码；SM2 证书更新后仍是 SM2）；私钥在 U盾 里时不能用它登录（U盾 只签申请），要像第一次申请那样给出参考号和授权码。新证书通到信任锚、新私钥能签名，才会采用，旧证书随后显示为已被取代。然后把新证书安装到旧证书所在的每个浏览器和系统证书库，重新读取并用私钥签名测试，通过以后才从那里移除旧证书；没有通过的地方旧证书留着，并说明原因（退出码按第一个原因）。浏览器设有主密码时用 --store-password-file。加 --no-install 时只放进保险库。任何一步失败，旧证书照常可用；旧证书和它的私钥一直留在保险库里，用来解密以前的内容。中断后再运行一次就接着做；已经更新过的证书不会再申请，而是告知新证书并接着处理安装，确实要再申请一张时加 --another。web 方案：显示官方网址和更新的步骤，不联网，也不打开浏览器；这次更新会记下来，pending 会列出，窗口里也能接着办。下载的证书文件用 import 导入，放在哪里都可以：持有人、颁发者、用途与旧证书相同的新证书会办完它，旧证书显示为已被取代。名称会变时加 --watch-folder 文件夹，在那里等待下载，按 Ctrl+C 停止等待时更新会保留；同一张证书只记一次：换用另一个 --profile 时，新的一份代替在等待的那一份 (value.cancelled)，输出里会说明。manual 方案：生成新密钥和申请文件 (CSR)，名称与旧证书相同，写到 -o 或显示出来；已在等待的那一份会再写一次，不另生成密钥；答复用 pending import 导入，之后再运行一次 renew 就安装。--json 的内容与 enrol 相同，另有 value.renews（web 方案总有 value.webEnrolment）和 value.places：每项有 store、title、old、outcome（replaced、done、both、kept、token、not-tried）、code、proofs、restart。',
    en: 'Renews a certificate by the profile that it was applied for with, or by that of --profile. An est or cmp profile: asks for the same names with a new key, made where the old one is; --key names another place, --same-key keeps the old key where the authority demands that (the profile may say so, too). With the key in the vault it logs in with the old certificate (not over est with an SM2 one, which needs the reference number and the code as well, and stays SM2); a key on a USB token signs requests and no login, so that the reference number and code are wanted as for the first certificate. The new one is taken when its path leads to the anchor and its key signs; then the old one shows as superseded. The new one then goes into every browser and system store that has the old one with its key, is read again and asked to sign there, and only where that passed the old one is removed; elsewhere the old one stays, with the reason (the exit code is that of the first). A browser with a primary password takes --store-password-file. With --no-install it goes into the vault alone. Whatever fails, the old one works on; the old certificate and its key stay in the vault, for what was encrypted with it. Run again after an interruption, it goes on where it was; for a certificate that was renewed already it asks for no other, tells of that one and goes on with installing it, unless --another says so. A web profile: shows the official address and the steps of renewal; nothing is contacted, and no browser is opened. The renewal is kept, listed by pending, and may be gone on with in the window. The file that was downloaded goes in by import, wherever it lies: a new certificate of the same holder, issuer and use ends the renewal, and the old one shows as superseded. Where its names will be others, --watch-folder DIR waits for the download there; Ctrl+C ends the wait and keeps the renewal, and one renewal waits for one certificate: begun by another --profile, it takes the place of the one that waits, and says so (value.cancelled). A manual profile: makes a new key and a request (CSR) for the same names, written by -o or shown; one that waits already is written once more, without another key. What comes back goes in by pending import, and renew once more installs it. --json answers as enrol does, with value.renews (of a web profile always value.webEnrolment) and value.places, each with store, title, old, outcome (replaced, done, both, kept, token, not-tried), code, proofs and restart.',
  },
  examples: [
    { line: 'certsteward renew 3f2a91bc --passphrase-file secret.txt', 'zh-CN': '一张证书', en: 'one certificate' },
    {
      line: 'certsteward renew 3f2a91bc --reference 8812 --code-file code.txt --pin-file pin.txt',
      'zh-CN': '私钥在 U盾 里',
      en: 'with the key on a USB token',
    },
    {
      line: 'certsteward renew 3f2a91bc --profile "My Bank" --watch-folder ~/Downloads',
      'zh-CN': '在官方网页上更新，等待下载',
      en: 'on the official page, waiting for the download',
    },
    {
      line: 'certsteward renew 3f2a91bc -o request.csr',
      'zh-CN': '写出申请文件',
      en: 'by a request file',
    },
    {
      line: 'certsteward renew 3f2a91bc --vault-token 0123456789abcdef --vault-pin-file vault-pin.txt',
      'zh-CN': '用 U盾 打开保险库',
      en: 'with the vault opened by a USB token',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['renew install', 'enrol', 'import', 'pending', 'pending check', 'pending import', 'check', 'backup create'],
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
});

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
