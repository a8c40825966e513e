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
import { flag, inSection } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';
import { outputOption } from '../runtime/shared-options.ts';

export const renewCommand = defineCommand({
  name: 'renew',
  summary: {
    'zh-CN': '更新证书',
    en: 'Renew a certificate',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    profile: usedProfileOption,
    ...inSection('key', { algorithm: algorithmOption }),
    ...renewalKeyOptions,
    another: flag({ 'zh-CN': '已更新过也再申请一张', en: 'Ask for one more after a renewal' }),
    ...preflightOptions,
    ...skipOptions,
    ...watchFolderOptions,
    ...inSection('result', {
      output: outputOption,
      'no-install': flag({
        'zh-CN': '只放入保险库，不安装到浏览器',
        en: 'Keep it in the vault only, install it in no browser',
      }),
      ...secrets('store-password'),
    }),
    ...serverOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '更新一张证书，用申请时的办理指南，或用 --profile 指定。est、cmp 指南：向机构申请，名字相同，私钥是新的，在旧私钥所在的地方生成。--key 可以换一处。est 指南可用 --key authority 由机构生成，机构会知道它，所以要加 --accept-authority-key。机构要求沿用旧私钥时加 --same-key，指南也可以这样规定。私钥在保险库里时用旧证书登录；SM2 证书不能登录 est 服务，所以也要参考号和授权码，更新后仍是 SM2。USB Key 里的私钥只签申请，所以要像第一次那样给出参考号和授权码。新证书由这家机构签发、私钥能签名，才会采用，旧证书随后显示为已被取代。然后把新证书安装到旧证书和私钥所在的每个浏览器和系统证书库，重新读取并用私钥签名，通过以后才移除旧证书。没有通过的地方保留旧证书，并说明原因（退出码按第一个原因）。浏览器设有主密码时用 --store-password-file。加 --no-install 时只放进保险库。任何一步失败，旧证书照常可用。旧证书和私钥留在保险库里，以前的内容仍可解密。中断后再运行一次就继续。已经更新过的证书不会再申请，除非加 --another。web 指南：显示官方网址和步骤，不联网，也不打开浏览器。这次更新会保留，pending 会列出。下载的文件用 import 导入：持有人、颁发者、用途相同的新证书会办完它。名字会变时用 --watch-folder 文件夹 等待下载，按 Ctrl+C 停止等待，更新保留。每张证书只有一份更新，用另一个 --profile 再开始时会取代原来的，并说明（value.cancelled）。manual 指南：生成新私钥和申请文件（CSR），名字相同，写到 -o 或显示出来。已在等待的申请用同一个私钥再写一次。签发的证书用 pending import 导入，再运行一次 renew 就安装。--json 的内容与 enrol 相同，另有 value.renews（web 指南总有 value.webEnrolment）和 value.places：每项有 store、title、old、outcome（replaced、done、both、kept、token、not-tried）、code、proofs、restart。',
    en: 'Renews a certificate by the guide you applied with, or by --profile. With an est or cmp guide it asks for the same names with a new key, made in the same place as the old one. --key names another place. With an est guide, --key authority lets the CA make the new key and know it, so agree with --accept-authority-key. --same-key keeps the old key if the CA requires it, as the guide may say. If the key is in the vault, the old certificate is the login; an SM2 one cannot log in to an est server, so give the reference number and code, and it stays SM2. A key on a USB key signs requests only, so give the reference number and code as for the first certificate. The new certificate is accepted if the CA issued it and its key signs. The old one is then shown as superseded. Next the new one is installed in every browser and system store that has the old one with its key. It is read again and its key signs there. Only then is the old one removed. Otherwise the old one stays and you see the reason (the exit code is that of the first). For a browser with a primary password give --store-password-file. With --no-install it stays in the vault only. If anything fails, the old certificate keeps working. The old certificate and its key stay in the vault, so you can still decrypt old files. Run it again after an interruption and it continues. For a certificate that was already renewed it asks for no other unless you add --another. With a web guide it shows the official address and the steps, contacts no server and opens no browser. The renewal is kept and listed by pending. Import the downloaded file with import: a new certificate of the same holder, issuer and use completes the renewal. If its names will differ, --watch-folder DIR waits for the download. Ctrl+C stops waiting and keeps the renewal. Each certificate has one renewal. If you begin another with --profile, it replaces the first one and says so (value.cancelled). With a manual guide it makes a new key and a request (CSR) for the same names, written to -o or shown. A request that is already waiting is written again with the same key. Import the answer with pending import, then run renew again to install it. --json answers as enrol does, with value.renews (with a web guide always value.webEnrolment) and value.places, each with store, title, old, outcome (replaced, done, both, kept, token, not-tried), code, proofs and restart.',
  },
  examples: [
    { line: 'certsteward renew 3f2a91bc --passphrase-file secret.txt', 'zh-CN': '一张证书', en: 'One certificate' },
    {
      line: 'certsteward renew 3f2a91bc --reference 8812 --code-file code.txt --pin-file pin.txt',
      'zh-CN': '私钥在 USB Key 里',
      en: 'With the key on a USB key',
    },
    {
      line: 'certsteward renew 3f2a91bc --profile "My Bank" --watch-folder ~/Downloads',
      'zh-CN': '在银行网站更新，等待下载',
      en: "On the bank's site, waiting for the download",
    },
    {
      line: 'certsteward renew 3f2a91bc -o request.csr',
      'zh-CN': '写出申请文件',
      en: 'By a request file',
    },
    {
      line: 'certsteward renew 3f2a91bc --vault-token 0123456789abcdef --vault-pin-file vault-pin.txt',
      'zh-CN': '用 USB Key 解锁保险库',
      en: 'With the vault unlocked by a USB key',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['renew install', 'enrol', 'import', 'pending', 'pending check', 'pending import', 'check', 'backup create'],
  async run(plain) {
    const run = { ...plain, secrets: rememberSecrets(plain.secrets) };
    const { services, output, language, arguments: given } = run;
    await services.vault.require();
    const named = await services.certificates.resolveId(given.words[0] ?? '', { labels: true });
    // An encryption certificate is renewed with its signing certificate (G04).
    const { sha256: old } = await services.certificates.identity(named);
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
  // Older installed ones have the same successor.
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

/** Options irrelevant to each protocol. */
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
