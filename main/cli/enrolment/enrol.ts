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
import { optionRefusedBy, profileOfOption, profileOption } from '../profiles/profile-options.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { keyLabelOption } from '../tokens/token-options.ts';
import { tokenRequests, type TokenRequests } from '../tokens/token-request.ts';
import { createVaultOnce, tellingCreated, type VaultCreation } from '../vault/vault-creation.ts';
import { inSection, rare, required, value } from '../runtime/options.ts';
import { outputOption, placeOption, subjectOption } from '../runtime/shared-options.ts';

export const enrolCommand = defineCommand({
  name: 'enrol',
  summary: { 'zh-CN': '申请新证书', en: 'Apply for a new certificate' },
  options: {
    profile: required(profileOption),
    subject: subjectOption,
    ...inSection('key', {
      key: value('vault|token:SERIAL|authority', {
        'zh-CN': '私钥在哪里生成，默认 vault',
        en: 'Where to make the key (default: vault)',
      }),
      ...authorityKeyOptions,
      algorithm: algorithmOption,
      label: rare(keyLabelOption),
    }),
    place: placeOption,
    replaces: value('ID', {
      'zh-CN': '要补办的遗失证书',
      en: 'Lost or stolen certificate to replace',
    }),
    ...preflightOptions,
    ...skipOptions,
    ...watchFolderOptions,
    ...inSection('result', { output: outputOption }),
    ...serverOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '按银行或机构的办理指南申请证书。manual 指南：生成私钥和申请文件（CSR），两者先保存到保险库，再写出申请文件。没有 -o 时显示申请文件的文本，可以粘贴到网页上，其余内容写到标准错误输出。签发的证书用 pending import 导入。manual 指南里有 temporaryKey 时（CFCA），申请的是签名和加密两张证书，机构发来的加密证书和私钥用 import 导入。私钥默认在保险库里生成。加 --key token:序列号 时在 USB Key 里生成，不能导出。web 指南：显示官方网址、步骤和需要填写的内容，但不联网。--watch-folder 文件夹 会等待浏览器把证书下载到这个文件夹，并说明如何导入。按 Ctrl+C 停止等待，申请保留在 pending 里。est 指南：先显示主机，再检查服务器是否属于这家机构，依据是 --anchor，或指南里的证书或指纹。都没有时只显示服务器的指纹，并以退出码 8 停止。没有 --algorithm 时，私钥类型可由服务器指定，但不低于 RSA 2048 和 SHA-256。机构也可以生成私钥（用 --key authority，或由指南规定）。这样机构会留有私钥副本，因此要加 --accept-authority-key 明确同意，只加 --yes 不够。最好用 --key vault 由证书管家生成。机构生成的私钥随证书发来，存入保险库，不能存入 USB Key。没有收到可用的回复时，机构可能已签发证书，但私钥已丢失，pending 会显示次数（lostAnswers）。申请会先保存，再发送。--reference 是参考号。--code-file 是授权码，服务器要求时才会发送，不会保存。只接受由这家机构签发、私钥和名称都相符的证书。机构还在处理时，申请继续等待签发，之后用 pending check 查询。cmp 指南的做法相同，但授权码只用来保护消息，本身不会发送。--json 的 value.pending 有 id、subject、algorithm、profile、state。manual 指南的 value.pem 是申请文件。est、cmp 收到的证书是 value.certificate。web 指南有 value.url，下载后有 value.webEnrolment 和 value.file（path、kind、state）。',
    en: 'Applies for a certificate with the guide from a bank or CA (certificate authority). With a manual guide, CertSteward makes a key and a request (CSR), keeps both and saves the request to the -o file. Without -o, the request is printed so that you can paste it into a page. Everything else then goes to standard error. Import the issued certificate with pending import. If a manual guide says temporaryKey (CFCA), the request is for a signing and an encryption certificate. Import the encryption certificate and its key from the CA with import. The key is made in the vault, or with --key token:SERIAL on a USB key, where it stays. With a web guide, CertSteward shows the official address, the steps and what you will be asked for, but does not contact a server. With --watch-folder DIR, CertSteward waits for the certificate that your browser saves there and shows how to import it. Ctrl+C stops waiting. To see what you are still waiting for, run pending. With an est guide, CertSteward shows the host first and checks that the server belongs to the CA: by --anchor, or by the certificate or fingerprint in the guide. Without any of them, it shows the server’s fingerprints and stops with exit code 8. Without --algorithm, the server can choose the key type, never weaker than RSA 2048 and SHA-256. The CA can make the key too, with --key authority or if the guide says so. The CA then has a copy of the key, so you have to agree with --accept-authority-key. The option --yes is not enough. It is better to let CertSteward make the key with --key vault. A key from the CA is stored in the vault with the certificate, never on a USB key. If no usable response arrives, the CA may have issued a certificate whose key is lost. To see how often this happened, run pending (lostAnswers). The request is saved, then sent. Provide the reference number with --reference and the authorisation code with --code-file. The code is sent when the server asks for it, and never stored. A certificate is accepted if the key and names match and the CA issued it. While the CA is working on the request, it stays pending. To get the result, run pending check. A cmp guide works the same way, but the code only protects the messages and is not sent. With --json, value.pending has id, subject, algorithm, profile and state. value.pem is the request of a manual guide. value.certificate is a certificate issued over est or cmp. With a web guide there is value.url and, after the download, value.webEnrolment and value.file (path, kind, state).',
  },
  examples: [
    {
      line: 'certsteward enrol --profile "My Bank" --watch-folder ~/Downloads',
      'zh-CN': '在银行网站办理：显示步骤，然后等待下载的文件',
      en: 'On the bank’s site: shows the steps, then waits for the download',
    },
    {
      line: 'certsteward enrol --profile ca.json --subject "CN=Zhang San" -o request.csr',
      'zh-CN': '没有办理指南的机构，ca.json 里写：{"name":"My CA","protocol":"manual","url":"https://ca.example/"}',
      en: 'CA without a guide. ca.json: {"name":"My CA","protocol":"manual","url":"https://ca.example/"}',
    },
    {
      line: 'certsteward enrol --profile bank.json --subject "CN=Zhang San,C=CN" -o request.csr',
      'zh-CN': '申请文件：现在保存，签发后再导入',
      en: 'Request file: save it now, import the certificate later',
    },
    {
      line: 'certsteward enrol --profile "My Bank" --subject "CN=Zhang San" --key token:0123456789abcdef -o request.csr',
      'zh-CN': '申请文件，私钥在 USB Key 里',
      en: 'Request file, with the key on a USB key',
    },
    {
      line: 'certsteward enrol --profile bank.json --subject "CN=Zhang San,C=CN" --algorithm sm2 -o request.csr',
      'zh-CN': '国密 SM2 密钥',
      en: 'With an SM2 key',
    },
    {
      line: 'certsteward enrol --profile est.json --subject "CN=Zhang San" --code-file code.txt --key authority --accept-authority-key',
      'zh-CN': '自动（EST），由机构生成私钥，机构留有副本',
      en: 'Automatic (EST), with a key made by the CA',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['pending', 'pending check', 'pending import', 'profiles import', 'renew'],
  async run(run) {
    const held = await profileOfOption(run);
    const { protocol } = held.profile;
    const { output, 'watch-folder': folder } = run.arguments.values;
    if (protocol !== 'web' && folder !== undefined) throw optionRefusedBy(held.profile, 'watch-folder');
    if (protocol !== 'manual' && output !== undefined) throw optionRefusedBy(held.profile, 'output');
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
  const wanted = await wantedOf(run, held);
  const onToken = tokenRequests(run);
  const ask = { ...(await serverAsk(run, onToken)), ...preflightBefore(run, held) };
  await showContact(run, held);
  const keepAnchor = await confirmAnchor(run, held);
  // A key on a token needs no vault protectors.
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
  readonly renews: string | null;
  /** `vault`, `token:SERIAL` or `authority`. */
  readonly key: string;
  readonly algorithm: KeyAlgorithm | null;
}

/** Call before making keys or reading secrets. */
async function wantedOf(run: CommandRun, held: HeldProfile): Promise<Wanted> {
  const { subject, place = null, algorithm } = run.arguments.values;
  if (subject === undefined || subject === '') throw new AppError('usage', { option: '--subject' });
  if (place !== null && place.length > annotationLimits.place) throw new AppError('usage', { option: '--place' });
  const key = keyWanted(run, held);
  const asked = algorithmAsked(algorithm, held);
  run.services.enrolment.checkSubject(subject, held.profile);
  return { subject, place, renews: await replacedOf(run), key, algorithm: asked };
}

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
  const lines = [
    ...(created === null ? [] : [words(language).recoveryCodeOnce, created.recoveryCode]),
    ...handInLines(language, held, kept, file),
  ];
  // Without a file, stdout holds only the request, so it can be redirected.
  if (file === null) output.note(lines);
  output.value(
    { pending: request, pem, file, ...(created && { vaultCreated: created }) },
    file === null ? [pem.trimEnd()] : lines,
  );
}
