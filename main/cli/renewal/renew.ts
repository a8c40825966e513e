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
import { optionRefusedBy, profileOfOption, usedProfileOption } from '../profiles/profile-options.ts';
import { renewalKeyOptions, renewalMaker, renewalPlace } from './renewal-key.ts';
import { renewByHand } from './renew-by-hand.ts';
import { renewMany } from './renew-many.ts';
import { replaceEverywhere } from './renewed-places.ts';
import { tokenRequests } from '../tokens/token-request.ts';
import { unlockIfPossible, unlockWithGivenSecret } from '../vault/unlock.ts';
import { flag, insteadOfWords, inSection, value } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';
import { outputOption } from '../runtime/shared-options.ts';

export const renewCommand = defineCommand({
  name: 'renew',
  summary: {
    'zh-CN': '更新证书，一张或多张',
    en: 'Renew certificates',
  },
  words: { name: 'ID', count: [0, 1000] },
  options: {
    ...insteadOfWords({
      due: value('DAYS', {
        'zh-CN': '指定天数内到期的全部证书',
        en: 'All certificates that expire within this many days',
      }),
    }),
    profile: usedProfileOption,
    ...inSection('key', { algorithm: algorithmOption }),
    ...renewalKeyOptions,
    another: flag({
      'zh-CN': '即使已经更新过，也再申请一张新证书',
      en: 'Request a new certificate even if this one was already renewed',
    }),
    ...preflightOptions,
    ...skipOptions,
    ...watchFolderOptions,
    ...inSection('result', {
      output: outputOption,
      'no-install': flag({
        'zh-CN': '只存入保险库，不安装到浏览器',
        en: 'Keep the new certificate in the vault only, not in any browser',
      }),
      ...secrets('store-password'),
    }),
    ...serverOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '更新一张证书，用申请时的办理指南，或用 --profile 指定。est、cmp 指南：向机构申请名称相同的证书，私钥是新的，在旧私钥所在的位置生成，可用 --key 更换位置。est 指南可用 --key authority 由机构生成私钥，这样机构会留有副本，因此要加 --accept-authority-key。机构要求沿用旧私钥，但指南没有规定时，加 --same-key。私钥在保险库里时，用旧证书登录。SM2 证书不能用来登录 est 服务器，因此还要提供参考号和授权码，更新后仍是 SM2 证书。USB Key 里的私钥只给申请签名，因此要像第一次那样提供参考号和授权码。新证书由这家机构签发、名称相同（或加 --accept-names）、私钥也能签名时才会采用，旧证书随后显示为“已被取代”。然后把新证书安装到旧证书和私钥所在的每个浏览器和系统证书库，重新读取并用私钥签名，通过后才移除旧证书。未通过的位置会保留旧证书，并说明原因（退出码以第一个原因为准）。浏览器设有主密码时，用 --store-password-file。加 --no-install 时只存入保险库。任何一步失败，旧证书都照常可用。旧证书和私钥会留在保险库里，以前加密的内容仍可解密。中断后再运行一次即可继续。已经更新过的证书不会再次申请，要再申请请加 --another。web 指南：显示官方网址和步骤，不联网，也不打开浏览器。这次更新会保存下来，可用 pending 查看。下载的文件用 import 导入：导入持有人、颁发者、用途相同的新证书后，即完成更新。如果名称会变，用 --watch-folder 文件夹 等待下载。按 Ctrl+C 停止等待，更新会保留。每张证书同时只能有一次未完成的更新。用另一个 --profile 重新开始时，会取消原来的那一次，并显示出来（value.cancelled）。manual 指南：生成新私钥和名称相同的申请文件（CSR），保存到 -o 或直接显示。已在等待的申请会用同一个私钥再保存一次。签发的证书用 pending import 导入，再运行一次 renew 就会安装。给出多个 ID 或 --due 天数时，一次更新多张：机构能直接更新的（est、cmp 指南，私钥在保险库里）逐张更新并安装，其余的列出办理方式和下一步，最后汇总。按 Ctrl+C 会在完成当前步骤后停止，再运行一次只处理剩下的。需要您办理的不算失败。活动记录里另有一条汇总。这时 --json 的 value.items 每项有 sha256、name、way、outcome（renewed、not-installed、waiting、person、preflight、failed、not-tried）、code、certificate、places，另有 value.counts。只更新一张时，--json 的内容与 enrol 相同，另有 value.renews（web 指南总有 value.webEnrolment）和 value.places：每项有 store、title、old、outcome（replaced、done、both、kept、token、not-tried）、code、proofs、restart。',
    en: 'Renews a certificate with the guide you applied with, or with --profile. With an est or cmp guide, CertSteward requests a certificate for the same names with a new key, made in the same place as the old one. To choose a different place, add --key. With an est guide, --key authority lets the CA make the new key and keep a copy, so you have to agree with --accept-authority-key. If the CA requires the old key but the guide does not say so, add --same-key. If the key is in the vault, the old certificate proves who you are. An SM2 certificate cannot be used for that with an est server, so provide the reference number and code. The new certificate is an SM2 certificate too. A key on a USB key can only sign requests, so provide the reference number and code as for the first certificate. The new certificate is accepted if the CA issued it, its names are the same (or you add --accept-names) and its key passes a signing test. The old one is then shown as superseded. Next, the new certificate is installed in every browser and system store that has the old one with its key. It is read back, and its key is tested by signing. Only then is the old one removed. Otherwise, the old one stays and you see the reason (the exit code is for the first problem). For a browser with a primary password, add --store-password-file. With --no-install, the new certificate stays in the vault only. If anything fails, the old certificate keeps working. The old certificate and its key stay in the vault, so you can still decrypt old files. To continue after an interruption, run the command again. If the certificate was already renewed, no other certificate is requested unless you add --another. With a web guide, CertSteward shows the official address and the steps, but does not contact a server or open a browser. The renewal is kept. To see it, run pending. Import the downloaded file with import: a new certificate with the same holder, issuer and use completes the renewal. If its names will be different, wait for the download with --watch-folder DIR. Ctrl+C stops waiting and keeps the renewal. A certificate can have only one such renewal. If you start another with --profile, it replaces the first one, and the output says so (value.cancelled). With a manual guide, CertSteward makes a new key and a request (CSR) for the same names, saved to -o or shown. A request that is already pending is saved again with the same key. Import the issued certificate with pending import, then run renew again to install it. With several IDs or --due DAYS, CertSteward renews many certificates at once. Certificates that the CA renews directly (est or cmp guide, key in the vault) are renewed and installed one after another. For the others, CertSteward lists how to renew them and what to do next. A summary comes last. Ctrl+C stops after the current step. To renew the rest, run the command again. Certificates that need your input do not count as failures. The activity log also gets a summary entry. --json then has value.items, each with sha256, name, way, outcome (renewed, not-installed, waiting, person, preflight, failed, not-tried), code, certificate and places, and value.counts. For one certificate, --json output is the same as for enrol, with value.renews (with a web guide always value.webEnrolment) and value.places, each with store, title, old, outcome (replaced, done, both, kept, token, not-tried), code, proofs and restart.',
  },
  examples: [
    { line: 'certsteward renew 3f2a91bc --passphrase-file secret.txt', 'zh-CN': '一张证书', en: 'One certificate' },
    {
      line: 'certsteward renew --due 30 --passphrase-file secret.txt',
      'zh-CN': '30 天内到期的全部证书',
      en: 'All that expire within 30 days',
    },
    {
      line: 'certsteward renew 3f2a91bc --reference 8812 --code-file code.txt --pin-file pin.txt',
      'zh-CN': '私钥在 USB Key 里',
      en: 'With the key on a USB key',
    },
    {
      line: 'certsteward renew 3f2a91bc --profile "My Bank" --watch-folder ~/Downloads',
      'zh-CN': '在银行网站更新证书，等待下载',
      en: 'On the bank’s site, waiting for the download',
    },
    {
      line: 'certsteward renew 3f2a91bc -o request.csr',
      'zh-CN': '保存申请文件',
      en: 'With a request file',
    },
    {
      line: 'certsteward renew 3f2a91bc --vault-token 0123456789abcdef --vault-pin-file vault-pin.txt',
      'zh-CN': '用 USB Key 解锁保险库',
      en: 'With the vault unlocked by a USB key',
    },
  ],
  exitCodes: [
    exit.password,
    exit.unsupported,
    exit.damaged,
    exit.notFound,
    exit.locked,
    exit.verification,
    exit.interrupted,
  ],
  seeAlso: ['renew install', 'enrol', 'import', 'pending', 'pending check', 'pending import', 'check', 'backup create'],
  async run(plain) {
    const run = { ...plain, secrets: rememberSecrets(plain.secrets) };
    const { services, output, language, arguments: given } = run;
    if (given.words.length === 0 && given.values.due === undefined) {
      throw new AppError('usage', { reason: 'missing-argument', argument: 'ID' });
    }
    await services.vault.require();
    if (given.words.length > 1 || given.values.due !== undefined) return await renewMany(run);
    const named = await services.certificates.resolveId(given.words[0] ?? '', { labels: true });
    // An encryption certificate is renewed with its signing certificate.
    const { sha256: old } = await services.certificates.identity(named);
    // First complete requests whose certificate is already in the vault.
    await services.enrolment.settle();
    const successor = given.flags.has('another') ? null : await services.renewal.renewedBy(old);
    if (successor !== null) return await goOn(run, { old, successor });
    refuseLost(await services.vault.require(), old);
    const held = await profileFor(run, old);
    const { protocol } = held.profile;
    refuseOptionsOfOthers(run, protocol);
    // Report a wrong secret early. A correct one also seals changes at once.
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
    // A token key can't be installed elsewhere. `tokens import` adds its certificate.
    if (outcome.state === 'pending' || outcome.request.token !== null) {
      output.value(value, lines);
      return exit.done;
    }
    // Report durable results before changing stores.
    output.progress({ event: 'renewed', certificate: outcome.certificate, renews: old }, '');
    return await install(run, { old, successor: outcome.certificate }, { value, lines });
  },
});

/** The certificate is already issued, so only install it. */
async function goOn(run: CommandRun, pair: RenewedPair): Promise<ExitCode> {
  const named = { old: pair.old.slice(0, 16), successor: pair.successor.slice(0, 16) };
  const text = renewalTexts[run.language];
  const value = { certificate: pair.successor, renews: pair.old };
  // Without a key in the vault, nothing can be installed.
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
  // Older certificates with the same successor may still be installed.
  const others = (await services.renewal.pairsOf(pair.successor)).filter(({ old }) => old !== pair.old);
  const done = await replaceEverywhere(run, [pair, ...others]);
  output.value({ ...value, places: done.places }, [...lines, ...done.lines, text.backUp]);
  return done.code;
}

/** Uses `--profile`, or else the profile used or linked before. */
async function profileFor(run: CommandRun, sha256: string): Promise<HeldProfile> {
  if (run.arguments.values['profile'] !== undefined) return await profileOfOption(run);
  const { enrolment, renewal } = run.services;
  const profile = await renewal.authorityOf(sha256);
  if (profile === null) throw new AppError('usage', { option: '--profile' });
  return profileOfRequest(await enrolment.profiles.list(), { profile });
}

/** Links a certificate obtained elsewhere to its CA, as the app does. */
async function rememberAuthority({ services }: CommandRun, held: HeldProfile, sha256: string): Promise<void> {
  if ((await services.renewal.authorityOf(sha256)) === null) await services.enrolment.webEnrolments.link(held, sha256);
}

const ofOthers = {
  web: ['output', 'algorithm', 'key', 'label', 'same-key', 'anchor', 'pin-sha256', 'reference'],
  manual: ['watch-folder', 'anchor', 'pin-sha256', 'reference'],
  server: ['watch-folder', 'output'],
} as const;

function refuseOptionsOfOthers({ arguments: { values, flags } }: CommandRun, protocol: CaProfile['protocol']): void {
  const option = ofOthers[isServerProtocol(protocol) ? 'server' : protocol].find(
    (name) => values[name] !== undefined || flags.has(name),
  );
  if (option !== undefined) throw optionRefusedBy({ protocol }, option);
}
