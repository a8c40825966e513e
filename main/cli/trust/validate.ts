// SPDX-License-Identifier: Apache-2.0
import { access } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { RevocationAnswer } from '../../../shared/schemas/trust/revocation.ts';
import type { ValidationAnswer } from '../../../shared/schemas/trust/validation.ts';
import type { ValidationRequest } from '../../trust/gather-question.ts';
import { addressFamily, bareHost } from '../../net/http-address.ts';
import { warnNotAccepted } from '../vault/acceptance-lines.ts';
import type { ParsedArguments } from '../runtime/arguments.ts';
import { globalOptions } from '../runtime/typed-options.ts';
import { batchOptions, readBatchList } from '../runtime/batch-list.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { fetchedLines, validateFetching } from './fetch-revocation.ts';
import { exit } from '../runtime/exit-codes.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';
import { errorText } from '../output/messages.ts';
import { inputOfArguments, optionsOfInput, validationInputSchema, type ValidationInput } from './validation-options.ts';
import { validationLines, wordedFinding } from '../output/validation-lines.ts';
import { pathPurposes, pathRuleSets, revocationModes } from '../../../shared/schemas/trust/validation.ts';
import { choice, flag, list, rare, value } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';

function requestOf({ now }: CommandRun, input: ValidationInput): ValidationRequest {
  const { file, id } = input;
  const subject =
    typeof file === 'string' ? { file, password: input.password ?? null } : typeof id === 'string' ? { id } : null;
  if (subject === null) throw new AppError('usage', { argument: 'FILE' });
  const options = optionsOfInput(input, now());
  return { subject, with: input.with, anchors: input.anchor, crls: input.crl, options };
}

async function ask(run: CommandRun, input: ValidationInput): Promise<ValidationAnswer> {
  return run.services.trust.validate(requestOf(run, input));
}

function answer(run: CommandRun, answered: ValidationAnswer, fetched: RevocationAnswer | null = null): void {
  const { valid, reasons, warnings, path, names, revocation } = answered;
  const { language } = run;
  const value = {
    valid,
    reasons: reasons.map((reason) => wordedFinding(language, reason)),
    warnings: warnings.map((warning) => wordedFinding(language, warning)),
    path,
    names,
    revocation,
  };
  const more = fetched && {
    statuses: fetched.statuses,
    contacts: fetched.contacts,
    issuersKept: fetched.issuersKept,
    checkedAt: fetched.checkedAt,
  };
  const lines = fetched ? fetchedLines(run, fetched) : [];
  run.output.value({ ...value, ...more }, [...validationLines(run.language, value), ...lines]);
}

async function validateOne(run: CommandRun, word: string): Promise<ExitCode> {
  await warnNotAccepted(run);
  const input = inputOfArguments(run.arguments);
  const isFile = !isStoredId(word) || (await exists(word));
  const subject = isFile ? { file: word, password: await run.secrets.read('password') } : { id: word };
  const asked = { ...input, ...subject };
  if (run.arguments.flags.has('fetch')) return validateFetched(run, asked);
  const answered = await ask(run, asked);
  answer(run, answered);
  return answered.valid ? exit.done : exit.verification;
}

async function validateFetched(run: CommandRun, input: ValidationInput): Promise<ExitCode> {
  // Fetched answers apply only to the present.
  if (typeof input.at === 'string') throw new AppError('usage', { option: '--at' });
  if (input.revocation === 'none') throw new AppError('usage', { option: '--revocation' });
  const hosts = (run.arguments.lists['allow-host'] ?? []).map(allowedHost);
  const answered = await validateFetching(run, requestOf(run, input), hosts);
  answer(run, answered, answered);
  return answered.valid ? exit.done : exit.verification;
}

/** A-labels, no brackets, as in certificates. Errors: `usage`. */
function allowedHost(text: string): string {
  const bracketed = addressFamily(text) === 6 ? `[${text}]` : text;
  const host = /[\s/@?#]/.test(text) ? undefined : URL.parse(`http://${bracketed}/`);
  if (!host || host.port !== '') throw new AppError('usage', { option: '--allow-host' });
  return bareHost(host);
}

/** Failed questions are answered too. */
async function validateBatch(run: CommandRun, listFile: string): Promise<ExitCode> {
  const items = await readBatchList(listFile, validationInputSchema);
  const interrupted = run.watchForInterruption();
  for (const [index, input] of items.entries()) {
    if (interrupted.aborted) return exit.interrupted;
    run.output.position({ done: index, total: items.length, item: input.file ?? input.id ?? '' });
    try {
      answer(run, await ask(run, input));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      run.output.failure(error, errorText(run.language, error));
    }
  }
  return exit.done;
}

/** An option that would wrongly seem to apply to every line. */
function besideBatch({ values, lists, flags }: ParsedArguments): string | undefined {
  const given = [
    ...Object.keys(values),
    ...Object.keys(lists).filter((name) => (lists[name] ?? []).length > 0),
    ...flags,
  ];
  return given.find((name) => !besideAnyBatch.has(name));
}
const besideAnyBatch: ReadonlySet<string> = new Set(['batch', ...Object.keys(globalOptions)]);

/** A file of that name takes precedence. */
function isStoredId(word: string): boolean {
  return word.startsWith('label:') || /^[0-9a-f:]{8,}$/i.test(word);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

export const validateCommand = defineCommand({
  name: 'validate',
  summary: {
    'zh-CN': '检验证书链是否受信任，以及为什么不',
    en: 'say whether a certificate leads to a trusted one, and why not',
  },
  words: { name: 'ID|FILE', count: [0, 1], files: true },
  options: {
    at: rare(value('ISO8601', { 'zh-CN': '按这个时间判断，默认现在', en: 'the time to judge by, now unless given' })),
    with: list(
      'FILE…',
      { 'zh-CN': '可以用来组成证书链的证书文件', en: 'files with certificates that a path may be made of' },
      { path: 'file' },
    ),
    anchor: list(
      'FILE…',
      {
        'zh-CN': '除系统信任的以外，还信任这些文件里的证书',
        en: 'files with certificates to trust beside those of the system',
      },
      { path: 'file' },
    ),
    crl: list('FILE…', { 'zh-CN': '吊销列表文件（CRL）', en: 'files with revocation lists (CRL)' }, { path: 'file' }),
    name: value('HOST|IP|EMAIL', {
      'zh-CN': '证书必须是给这个主机、IP 地址或邮箱的',
      en: 'host, IP address or e-mail address that it must be for',
    }),
    purpose: rare(
      choice('PURPOSE', pathPurposes, {
        'zh-CN': '用途；给了主机名时默认 server，否则 any',
        en: 'what it is for; server where a host is named, else any',
      }),
    ),
    'max-depth': rare(
      value('N', {
        'zh-CN': '证书与根证书之间最多这么多张（自签发的不算）',
        en: 'at most so many authorities between it and the anchor, self-issued ones not counted',
      }),
    ),
    rules: rare(
      choice('RULES', pathRuleSets, {
        'zh-CN': '只按 RFC 5280，还是加上网站证书的规则',
        en: 'RFC 5280 alone, or the rules of web sites too',
      }),
    ),
    revocation: rare(
      choice('MODE', revocationModes, {
        'zh-CN': '查不查吊销；required：查不到就算无效。给了 --crl 时默认 required，否则 soft',
        en: 'whether revocation is looked at; required: unknown is invalid. required where --crl is given, else soft',
      }),
    ),
    policy: rare(
      list('OID…', { 'zh-CN': '必须符合其中一种证书策略（OID）', en: 'certificate policies of which one must hold' }),
    ),
    fetch: flag({
      'zh-CN': '列出证书里写的地址，同意后联系它们查询吊销',
      en: 'show the addresses in the certificates and, once agreed to, ask them about revocation',
    }),
    'allow-host': list('HOST…', {
      'zh-CN': '允许联系内部网络或本机的这个主机（与 --fetch 一起用）',
      en: 'a host that may be private or on this computer (with --fetch)',
    }),
    'policy-any': rare(
      flag({ 'zh-CN': '任何证书策略都可以（默认）', en: 'any certificate policy will do (the default)' }),
    ),
    'explicit-policy': rare(
      flag({ 'zh-CN': '整条链必须有共同的证书策略', en: 'the whole path must share a certificate policy' }),
    ),
    'inhibit-mapping': rare(flag({ 'zh-CN': '不接受策略映射', en: 'take no policy mappings' })),
    'inhibit-any': rare(flag({ 'zh-CN': '不把 anyPolicy 当作任何策略', en: 'do not take anyPolicy for every policy' })),
    ...secrets('password'),
    ...batchOptions,
  },
  description: {
    'zh-CN':
      '按 RFC 5280 检验一张证书能不能追溯到受信任的根证书，并用一句话说明不能的原因。中间证书取自文件本身、--with 和保险库；信任系统的根证书、保险库里自己信任的颁发者和 --anchor。不写 --fetch 就什么都不会下载：吊销只看 --crl 给的文件。--fetch 先列出证书里写的地址（OCSP、吊销列表、颁发者证书），同意或加上 --yes 后只联系这些；内部网络和本机的地址不联系，除非写 --allow-host；按环境变量 http_proxy、https_proxy、no_proxy 使用代理。取回的颁发者证书放进保险库（用 ID 指定证书时），导出和安装时一并带上。问不到就是未知（unknown），不会当作没有吊销；加 --revocation required 则未知算无效。不支持的内容一律算无效。ID 是保险库里的一张证书。--batch 的列表每行一个对象，键与选项相同（驼峰写法：file、with、anchor、crl、at、policy、maxDepth……），逐行回答。用于服务器时，颁发者违反 RFC 5280 的细节也算无效；个人证书不计较这些。',
    en: 'Says by RFC 5280 whether a certificate leads to a trusted one, and in a sentence why it does not. Intermediates come from the file itself, --with and the vault; trusted are the system’s anchors, those of your own in the vault, and --anchor. Without --fetch nothing is fetched: revocation is judged by the files of --crl. With it the addresses that stand in the certificates (OCSP, revocation lists, issuers) are shown first, and these alone are contacted once you agree or with --yes; private addresses and this computer only with --allow-host; proxies are those of http_proxy, https_proxy and no_proxy. Issuers that were fetched for a certificate of the vault stay in it, and go along when it is exported or installed. Without an answer the status is unknown, never good; --revocation required refuses that. What is not supported is refused. ID is a certificate of the vault. The list for --batch has an object a line with the options as keys in camelCase (file, with, anchor, crl, at, policy, maxDepth, …) and is answered line by line. For servers an authority’s departures from RFC 5280 are refused that personal certificates are forgiven.',
  },
  examples: [
    { line: 'certsteward validate bank.cer --with ca.p7b', 'zh-CN': '加上中间证书', en: 'with intermediates' },
    {
      line: 'certsteward validate bank.cer --anchor root.cer --crl list.crl',
      'zh-CN': '自己信任的根证书和吊销列表',
      en: 'an anchor of your own, and a revocation list',
    },
    {
      line: 'certsteward validate bank.cer --fetch --revocation required',
      'zh-CN': '询问颁发者有没有吊销',
      en: 'ask the issuers whether it is revoked',
    },
    {
      line: 'certsteward validate site.pem --name bank.example --rules webpki --json',
      'zh-CN': '一个网站的证书',
      en: 'the certificate of a web site',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.verification, exit.interrupted],
  seeAlso: ['anchors add', 'inspect', 'show'],
  async run(run) {
    const list = run.arguments.values['batch'];
    const [word] = run.arguments.words;
    if ((list === undefined) === (word === undefined)) throw new AppError('usage', { argument: 'ID|FILE | --batch' });
    const isFetching = run.arguments.flags.has('fetch');
    if (!isFetching && (run.arguments.lists['allow-host'] ?? []).length > 0) {
      throw new AppError('usage', { option: '--allow-host' });
    }
    if (list === undefined) return validateOne(run, word ?? '');
    const beside = besideBatch(run.arguments);
    if (beside !== undefined) throw new AppError('usage', { option: `--${beside}` });
    return validateBatch(run, list);
  },
});
