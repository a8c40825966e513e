// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import type { ServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { KeyAlgorithm } from '../../../shared/schemas/enrolment/key-algorithm.ts';
import type { KeptRequest } from '../../enrolment/requests/new-request.ts';
import { usualAlgorithm } from '../../enrolment/requests/usual-algorithm.ts';
import { writeRequestFile } from '../../exports/request-file.ts';
import { algorithmAsked, algorithmOption } from '../runtime/algorithm-option.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { serverAsk, serverOptions, outcomeLines, outcomeValue, showContact } from './server-options.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { handInLines } from './hand-in-lines.ts';
import { words } from '../output/messages.ts';
import { confirmAnchor } from './keep-anchor.ts';
import { keyWanted, authorityKeyOptions } from './key-wanted.ts';
import { preflightBefore, preflightOptions, warnOfComputer, skipOptions } from './preflight-checks.ts';
import { enrolOnWeb, watchFolderOptions } from './enrol-on-web.ts';
import { profileOfOption, profileOption } from '../profiles/profile-options.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { keyLabelOption } from '../tokens/token-options.ts';
import { tokenRequests, type TokenRequests } from '../tokens/token-request.ts';
import { createVaultOnce, tellingCreated, type VaultCreation } from '../vault/vault-creation.ts';
import { rare, required, value } from '../runtime/options.ts';
import { outputOption, placeOption, subjectOption } from '../runtime/shared-options.ts';

export const enrolCommand = defineCommand({
  name: 'enrol',
  summary: { 'zh-CN': '按颁发机构的申请方案申请证书', en: 'apply for a certificate by the profile of an authority' },
  options: {
    profile: required(profileOption),
    subject: subjectOption,
    key: value('vault|token:SERIAL|authority', {
      'zh-CN': '密钥在哪里：保险库（默认）或 U盾',
      en: 'where the key is made: the vault, unless a token is named',
    }),
    ...authorityKeyOptions,
    algorithm: algorithmOption,
    place: placeOption,
    replaces: value('ID', {
      'zh-CN': '补办：新证书代替的那张遗失或被盗的证书',
      en: 'the lost or stolen certificate that the new one is to take the place of',
    }),
    label: rare(keyLabelOption),
    ...preflightOptions,
    ...skipOptions,
    ...watchFolderOptions,
    output: outputOption,
    ...serverOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '按颁发机构的申请方案申请证书。manual 方案：生成密钥和申请文件 (CSR)，连同私钥先保存在保险库里，再写出文件；没有 -o 时把文字显示出来，可以贴到网页上。答复用 pending import 导入。密钥默认在保险库里，--key token:序列号 时在 U盾 里，不会离开它。web 方案：显示官方网址、步骤和会要求提供的内容，不联网；加 --watch-folder 文件夹 时等待浏览器下载到那里的证书文件，认出后说明怎样导入，导入以后申请就算办完，按 Ctrl+C 停止等待时申请会保留，见 pending。est 方案：先显示要联系的主机，核实服务器通到颁发机构的信任锚（--anchor、方案里的证书或指纹；都没有时只显示服务器的证书指纹就停下，退出码 8），密钥种类按服务器说的选，不低于 RSA 2048 和 SHA-256；密钥也可以由颁发机构生成（--key authority，或方案里写明）：那样它知道这个私钥，所以还要加 --accept-authority-key 明确同意，--yes 不算；更好的办法是让本程序生成 (--key vault)。私钥随证书送来，放进保险库，不能放进 U盾；发出后没有收到可以保存的答复时，颁发机构可能已签发了证书而私钥丢失，pending 会说明次数 (lostAnswers)。申请先保存，再发送；参考号用 --reference，授权码用 --code-file 或 --code-stdin，服务器询问时才发送，不保存。收到的证书要与私钥、名称和信任锚相符才采用；颁发机构还在处理时申请继续等待，之后用 pending check。cmp 方案的做法相同，授权码只用来保护消息，不会发送。--json 的 value.pending 有 id、subject、algorithm、profile、state，manual 方案的 value.pem 是申请文件；est、cmp 方案收到证书时是 value.certificate；web 方案有 value.url，文件下载以后有 value.webEnrolment 和 value.file（path、kind、state）。',
    en: 'Applies for a certificate by the profile of an authority. A manual profile: makes a key and a request (CSR), keeps both in the vault, then writes the file; without -o the text is shown, to be pasted into a page. What comes back goes in by pending import. The key is in the vault, or with --key token:SERIAL on a USB token, which it never leaves. A web profile: shows the official address, the steps and what will be asked; nothing is contacted. With --watch-folder DIR it waits for the certificate that the browser downloads there, recognises it and says how to import it, which completes the application; Ctrl+C ends the wait and keeps the application, as pending tells. An est profile: shows the host, then verifies that the server leads to the anchor of the authority (--anchor, or the certificate or fingerprint in the profile; without any it shows the fingerprints of the server and stops, exit code 8); the kind of key is what the server names, never below RSA 2048 and SHA-256; the authority can make the key as well (--key authority, or where the profile says so): it then knows the key, so that --accept-authority-key has to agree to that, which --yes does not; it is better to let this program make it (--key vault). Such a key comes with the certificate into the vault, never onto a token; where a request went out and no answer came that could be kept, the authority may have issued a certificate whose key is lost, and pending tells how often (lostAnswers). The request is kept, then sent; the reference number comes from --reference, the authorisation code from --code-file or --code-stdin, which goes out when the server asks for it and is kept nowhere. The certificate is taken when it has the key, the names and a valid path to the anchor; while the authority is working the request stays pending, for pending check. A cmp profile goes the same way; its code protects the messages and is not sent. With --json value.pending has id, subject, algorithm, profile and state, value.pem the request of a manual profile; a certificate that came over est or cmp is value.certificate; of a web profile value.url and, once its file came, value.webEnrolment and value.file (path, kind, state).',
  },
  examples: [
    {
      line: 'certsteward enrol --profile bank.json --subject "CN=Zhang San,C=CN" -o request.csr',
      'zh-CN': '密钥在保险库里',
      en: 'the key in the vault',
    },
    {
      line: 'certsteward enrol --profile "My Bank" --subject "CN=Zhang San" --key token:0123456789abcdef -o request.csr',
      'zh-CN': '密钥在 U盾 里',
      en: 'the key on a USB token',
    },
    {
      line: 'certsteward enrol --profile bank.json --subject "CN=Zhang San,C=CN" --algorithm sm2 -o request.csr',
      'zh-CN': '国密 SM2 密钥',
      en: 'an SM2 key',
    },
    {
      line: 'certsteward enrol --profile est.json --subject "CN=Zhang San" --code-file code.txt --key authority --accept-authority-key',
      'zh-CN': '密钥由颁发机构生成，它知道这个私钥',
      en: 'the authority makes the key, and knows it',
    },
    {
      line: 'certsteward enrol --profile "My Bank" --watch-folder ~/Downloads',
      'zh-CN': '在官方网页上申请，等待下载',
      en: 'on the official page, waiting for the download',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['pending', 'pending check', 'pending import', 'profiles import', 'renew'],
  async run(run) {
    const held = await profileOfOption(run);
    const { protocol } = held.profile;
    if (protocol !== 'web' && run.arguments.values['watch-folder'] !== undefined) {
      throw new AppError('usage', { option: '--watch-folder' });
    }
    await warnOfComputer(run, held);
    if (protocol === 'web') {
      const renews = await replacedOf(run);
      return await enrolOnWeb(run, held, { purpose: renews === null ? 'apply' : 'replace', renews });
    }
    const creation = createVaultOnce(run);
    return await tellingCreated(run, creation, async () =>
      protocol === 'manual' ? enrolManually(run, held, creation) : enrolOnline(run, held, protocol, creation),
    );
  },
});

async function enrolManually(run: CommandRun, held: HeldProfile, creation: VaultCreation): Promise<ExitCode> {
  const wanted = await wantedOf(run, held);
  const named = run.arguments.values['output'];
  const file = named === undefined ? null : await outputNamed(run, named);
  if (wanted.key === 'vault') await creation.ensure();
  const algorithm = wanted.algorithm ?? usualAlgorithm(held.profile);
  const kept = await makeRequest(run, held, { ...wanted, algorithm }, tokenRequests(run));
  if (file !== null) await writeRequestFile(file, kept.pem);
  answer(run, held, { kept, file: file?.path ?? null, creation });
  return exit.done;
}

async function enrolOnline(
  run: CommandRun,
  held: HeldProfile,
  protocol: ServerProtocol,
  creation: VaultCreation,
): Promise<ExitCode> {
  if (run.arguments.values['output'] !== undefined) throw new AppError('usage', { option: '--output' });
  const wanted = await wantedOf(run, held);
  const onToken = tokenRequests(run);
  const ask = { ...(await serverAsk(run, onToken)), ...preflightBefore(run, held) };
  await showContact(run, held);
  const keepAnchor = await confirmAnchor(run, held);
  // A token key needs no vault protectors.
  if (wanted.key === 'vault' || wanted.key === 'authority') await creation.ensure();
  await keepAnchor();
  const make = async (algorithm: KeyAlgorithm) =>
    (await makeRequest(run, held, { ...wanted, algorithm }, onToken)).request;
  const outcome = await run.services.enrolment[protocol].enrol(held, wanted.algorithm, ask, make);
  const created = creation.created();
  run.output.value({ ...outcomeValue(outcome), ...(created && { vaultCreated: created }) }, [
    ...(created === null ? [] : [words(run.language).recoveryCodeOnce, created.recoveryCode]),
    ...outcomeLines(run, outcome),
  ]);
  return exit.done;
}

interface Wanted {
  readonly subject: string;
  readonly place: string | null;
  /** SHA-256 of the lost certificate (E08). */
  readonly renews: string | null;
  /** `vault`, `token:SERIAL` or `authority`. */
  readonly key: string;
  readonly algorithm: KeyAlgorithm | null;
}

/** Fails before making a key or asking for secrets. Errors: `usage`, `invalid-input`, those of `replacedOf`. */
async function wantedOf(run: CommandRun, held: HeldProfile): Promise<Wanted> {
  const { subject, place = null, algorithm } = run.arguments.values;
  if (subject === undefined || subject === '') throw new AppError('usage', { option: '--subject' });
  if (place !== null && place.length > annotationLimits.place) throw new AppError('usage', { option: '--place' });
  const key = keyWanted(run, held);
  const asked = algorithmAsked(algorithm, held);
  if (asked === 'sm2' && key.startsWith('token:')) throw new AppError('usage', { option: '--algorithm' });
  run.services.enrolment.checkSubject(subject, held.profile);
  return { subject, place, renews: await replacedOf(run), key, algorithm: asked };
}

/** No labels, as in `revoke`. */
async function replacedOf({ services, arguments: { values } }: CommandRun): Promise<string | null> {
  const { replaces } = values;
  return replaces === undefined ? null : await services.certificates.resolveId(replaces, { labels: false });
}

async function makeRequest(
  run: CommandRun,
  held: HeldProfile,
  { subject, place, renews, key, algorithm }: Wanted & { readonly algorithm: KeyAlgorithm },
  onToken: TokenRequests,
): Promise<KeptRequest> {
  const purpose = renews === null ? 'apply' : 'replace';
  const wanted = { holder: { subject }, algorithm, place, purpose, renews } as const;
  if (key.startsWith('token:')) return await onToken.request(key.slice('token:'.length), held, wanted);
  const made = key === 'vault' ? ({ in: 'vault' } as const) : ({ in: 'authority', accepted: true } as const);
  return await run.services.enrolment.request(held, { ...wanted, key: made });
}

function answer(
  run: CommandRun,
  held: HeldProfile,
  { kept, file, creation }: { kept: KeptRequest; file: string | null; creation: VaultCreation },
): void {
  const { language, output } = run;
  const { request, pem } = kept;
  const created = creation.created();
  output.value({ pending: request, pem, file, ...(created && { vaultCreated: created }) }, [
    ...(created === null ? [] : [words(language).recoveryCodeOnce, created.recoveryCode]),
    ...handInLines(language, held, kept, file),
  ]);
}
