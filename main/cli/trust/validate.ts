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
import { choice, flag, inSection, list, rare, value } from '../runtime/options.ts';
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
  if (typeof input.at === 'string') throw new AppError('usage', { option: '--at', reason: 'misplaced-option' });
  if (input.revocation === 'none') throw new AppError('usage', { option: '--revocation', reason: 'misplaced-option' });
  const hosts = (run.arguments.lists['allow-host'] ?? []).map(allowedHost);
  const answered = await validateFetching(run, requestOf(run, input), hosts);
  answer(run, answered, answered);
  return answered.valid ? exit.done : exit.verification;
}

/** Returns the form used in certificates: A-labels, no brackets. */
function allowedHost(text: string): string {
  const bracketed = addressFamily(text) === 6 ? `[${text}]` : text;
  const host = /[\s/@?#]/.test(text) ? undefined : URL.parse(`http://${bracketed}/`);
  if (!host || host.port !== '') throw new AppError('usage', { option: '--allow-host' });
  return bareHost(host);
}

/** Reports failed lines in the output and continues. */
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

/** Finds an option that would seem to apply to every line. */
function besideBatch({ values, lists, flags }: ParsedArguments): string | undefined {
  const given = [
    ...Object.keys(values),
    ...Object.keys(lists).filter((name) => (lists[name] ?? []).length > 0),
    ...flags,
  ];
  return given.find((name) => !besideAnyBatch.has(name));
}
const besideAnyBatch: ReadonlySet<string> = new Set(['batch', ...Object.keys(globalOptions)]);

/** A file with this name takes precedence. */
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
    'zh-CN': '检查证书链，并说明问题',
    en: 'Check a certificate chain and explain any problem',
  },
  words: { name: 'ID|FILE', count: [0, 1], files: true },
  options: {
    at: rare(
      value('ISO8601', { 'zh-CN': '按这个时间检查，默认现在', en: 'Check the chain at this time (default: now)' }),
    ),
    with: list('FILE…', { 'zh-CN': '中间证书文件', en: 'Files with intermediate certificates' }, { path: 'file' }),
    anchor: list(
      'FILE…',
      {
        'zh-CN': '除系统信任的以外，额外信任的证书文件',
        en: 'Files with certificates to trust in addition to the system’s',
      },
      { path: 'file' },
    ),
    crl: list('FILE…', { 'zh-CN': '吊销列表文件（CRL）', en: 'Files with revocation lists (CRL)' }, { path: 'file' }),
    name: value('HOST|IP|EMAIL', {
      'zh-CN': '证书必须属于这个主机、IP 地址或邮箱',
      en: 'Host, IP or email address the certificate must be valid for',
    }),
    purpose: rare(
      choice('PURPOSE', pathPurposes, {
        'zh-CN': '用途，指定主机或 IP 地址时默认为 server',
        en: 'Purpose to check for (default with a host or IP: server)',
      }),
    ),
    'max-depth': rare(
      value('N', {
        'zh-CN': '与根证书之间最多几张证书',
        en: 'Maximum number of CAs between certificate and root',
      }),
    ),
    rules: rare(
      choice('RULES', pathRuleSets, {
        'zh-CN': '只按 RFC 5280，或加上网站证书的规则',
        en: 'RFC 5280 only, or with the rules for websites',
      }),
    ),
    revocation: rare(
      choice('MODE', revocationModes, {
        'zh-CN': '检查吊销，默认 soft（有 --crl 时为 required）',
        en: 'How to check revocation (default: soft, with --crl: required)',
      }),
    ),
    fetch: flag({
      'zh-CN': '同意后连接证书里的地址',
      en: 'Contact the addresses in the certificates, after you agree',
    }),
    'allow-host': list('HOST…', {
      'zh-CN': '允许连接内部网络或本机的这个主机',
      en: 'Allow this private or local host (with --fetch)',
    }),
    ...inSection('policy', {
      policy: rare(list('OID…', { 'zh-CN': '只接受这些证书策略', en: 'Accept only these certificate policies' })),
      'policy-any': rare(
        flag({ 'zh-CN': '任何证书策略都可以（默认）', en: 'Accept any certificate policy (default)' }),
      ),
      'explicit-policy': rare(flag({ 'zh-CN': '整条链必须有共同的策略', en: 'The whole chain must share a policy' })),
      'inhibit-mapping': rare(flag({ 'zh-CN': '不接受策略映射', en: 'Accept no policy mappings' })),
      'inhibit-any': rare(
        flag({ 'zh-CN': '不接受用 anyPolicy 匹配所有策略', en: 'Do not accept anyPolicy as a match for every policy' }),
      ),
    }),
    ...secrets('password'),
    ...batchOptions,
  },
  description: {
    'zh-CN':
      '按 RFC 5280 检查证书链能否追溯到受信任的根证书，不能时说明原因。中间证书取自文件本身、--with 和保险库。信任系统的根证书、保险库里您自己信任的根证书和 --anchor。不加 --fetch 就不下载任何内容，吊销只看 --crl 指定的文件。--fetch 会先显示证书里的地址（OCSP、吊销列表、颁发者），您同意或加 --yes 后，只连接这些地址。内部网络和本机的地址要加 --allow-host。代理取自 http_proxy、https_proxy、no_proxy。为保险库里的证书下载的上级证书会存入保险库，导出和安装时会一并包含。查不到结果就是未知（unknown），不会当作没有吊销。--revocation required 时，未知视为无效。指定 --crl 时默认这样处理。不支持的内容视为无效。ID 是保险库里的一张证书。--batch 的列表每行一个对象，键与选项相同（驼峰写法：file、with、anchor、crl、at、policy、maxDepth……），--json 逐行输出结果。--max-depth 不计自签发的证书。用于服务器时，颁发者违反 RFC 5280 的细节也视为无效，个人证书则不检查这些细节。',
    en: 'Checks whether a certificate chain ends at a trusted root (RFC 5280), and explains why if it does not. Intermediate certificates come from the file, --with and the vault. The system’s roots, your own in the vault and those in --anchor are trusted. Without --fetch, nothing is downloaded, and revocation is checked only with the --crl files. With --fetch, the addresses in the certificates (OCSP, revocation lists, issuers) are shown first. CertSteward contacts only these, after you agree or with --yes. For private addresses and this computer, add --allow-host. The proxies in http_proxy, https_proxy and no_proxy are used. Issuers downloaded for a certificate in the vault are stored with it, and exported or installed with it. Without a response, the status is unknown, never good. With --revocation required (the default with --crl), unknown is refused. Anything that is not supported is refused. ID is a certificate in the vault. Each line of a --batch list is an object with the options as camelCase keys (file, with, anchor, crl, at, policy, maxDepth, …). With --json, one result is printed for each line. Self-issued certificates do not count towards --max-depth. Some deviations from RFC 5280 by CAs are accepted for personal certificates but refused for servers.',
  },
  examples: [
    {
      line: 'certsteward validate bank.cer --with ca.p7b',
      'zh-CN': '加上中间证书',
      en: 'With intermediate certificates',
    },
    {
      line: 'certsteward validate bank.cer --anchor root.cer --crl list.crl',
      'zh-CN': '用自己的根证书和吊销列表',
      en: 'With your own root and a revocation list',
    },
    {
      line: 'certsteward validate bank.cer --fetch --revocation required',
      'zh-CN': '向颁发者查询是否已吊销',
      en: 'Ask the issuers whether it is revoked',
    },
    {
      line: 'certsteward validate site.pem --name bank.example --rules webpki --json',
      'zh-CN': '一个网站的证书',
      en: 'A website’s certificate',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.verification, exit.interrupted],
  seeAlso: ['anchors add', 'inspect', 'show'],
  async run(run) {
    const list = run.arguments.values['batch'];
    const [word] = run.arguments.words;
    if (list === undefined && word === undefined) {
      throw new AppError('usage', { argument: 'ID|FILE | --batch', reason: 'missing-argument' });
    }
    if (list !== undefined && word !== undefined) {
      throw new AppError('usage', { argument: word, reason: 'extra-argument' });
    }
    const isFetching = run.arguments.flags.has('fetch');
    if (!isFetching && (run.arguments.lists['allow-host'] ?? []).length > 0) {
      throw new AppError('usage', { option: '--allow-host', reason: 'misplaced-option' });
    }
    if (list === undefined) return validateOne(run, word ?? '');
    const beside = besideBatch(run.arguments);
    if (beside !== undefined) throw new AppError('usage', { option: `--${beside}`, reason: 'misplaced-option' });
    return validateBatch(run, list);
  },
});
