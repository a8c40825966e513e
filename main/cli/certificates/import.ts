// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { envelopedDiagnoses } from '../../../shared/domain/imports/diagnosis-codes.ts';
import { keyLockedDiagnoses } from '../../../shared/domain/imports/key-locked-diagnoses.ts';
import type { Diagnosis, InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';
import type { EndedWebEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { settledLines } from '../enrolment/request-lines.ts';
import { arrivedPath, arrivedPathLines } from './arrived-path.ts';
import { endedWebEnrolmentLine } from '../enrolment/web-enrolment-lines.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit, exitCodeOf, exitCodeOfDiagnosis } from '../runtime/exit-codes.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';
import { filesToImport } from './files-to-import.ts';
import { importVaultFile } from '../vault/import-vault-file.ts';
import { askPasswordOf } from './password-of-file.ts';
import { diagnosisText, errorText, words } from '../output/messages.ts';
import { ownFileLine } from '../vault/own-file-line.ts';
import { countDiagnosis, emptySummary, summaryText } from './import-summary.ts';
import { createVaultOnce } from '../vault/vault-creation.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { secrets } from '../runtime/secret-options.ts';
import { flag } from '../runtime/options.ts';

interface ImportedItem {
  readonly file: string;
  readonly diagnosis: Diagnosis;
  readonly added: readonly string[];
  readonly known: readonly string[];
  readonly keys: number;
  /** Importable without its locked keys. */
  readonly certificatesAlone?: boolean;
  /** Absent if none. */
  readonly keysLeftOut?: number;
  /** A CertSteward file. */
  readonly kind?: 'backup';
}

interface TakenItem extends ImportedItem {
  readonly keysAdded: number;
}

async function importFile(run: CommandRun, file: string, prepare: () => Promise<void>): Promise<TakenItem> {
  const { imports } = run.services;
  const certificatesOnly = run.arguments.flags.has('certificates-only');
  const candidates = await candidatePasswords(run.secrets);
  const given = candidates === null ? await run.secrets.read('password') : null;
  const draftId = await imports.addFile(file, 'command-line');
  try {
    let { report } =
      candidates === null
        ? await imports.inspect({ draftId, password: given })
        : await imports.inspectWithCandidates(draftId, candidates);
    if (candidates === null && report.diagnosis.code === 'needs-password' && !certificatesOnly) {
      const password = await askPasswordOf(run, file);
      if (password !== null) ({ report } = await imports.inspect({ draftId, password }));
    }
    if (envelopedDiagnoses.has(report.diagnosis.code) && (await run.services.vault.current()) !== null) {
      // Opens for a key of the vault.
      await prepare();
      ({ report } = await imports.inspect({ draftId, password: null }));
    }
    const nothing = { file, diagnosis: report.diagnosis, added: [], known: [], keys: 0, keysAdded: 0 };
    if (report.certificates.length + report.keys.length === 0) return nothing;
    const alone = mayTakeCertificates(report);
    if (report.diagnosis.code !== 'opened' && !(certificatesOnly && alone)) {
      return { ...nothing, ...(alone && { certificatesAlone: true }) };
    }
    await prepare();
    const done = await imports.commit(draftId, { certificatesOnly });
    announceCommitted(run, done);
    const keys = certificatesOnly ? 0 : report.keys.filter(({ usable }) => usable !== false).length;
    const keysLeftOut = report.keys.length + (report.unopenedKeys?.length ?? 0) - keys;
    const { added, known, keysAdded } = done;
    return { ...nothing, added, known, keys, keysAdded, ...(keysLeftOut > 0 && { keysLeftOut }) };
  } finally {
    imports.discard({ draftId });
  }
}

/** Only durable results: a kill after this line loses nothing. */
function announceCommitted(run: CommandRun, { added, known }: Pick<ImportedItem, 'added' | 'known'>): void {
  run.output.progress({ event: 'committed', sha256: [...added, ...known] }, '');
}

/** Null without `--passwords`. */
async function candidatePasswords(secrets: CommandRun['secrets']): Promise<string[] | null> {
  const list = await secrets.read('passwords');
  if (list === null) return null;
  const first = await secrets.read('password');
  const lines = list.split(/\r?\n/).filter((line) => line !== '');
  return first === null ? lines : [first, ...lines];
}

function mayTakeCertificates({ diagnosis, certificates }: InspectionReport): boolean {
  return certificates.length > 0 && keyLockedDiagnoses.has(diagnosis.code);
}

/** Even if keys stay locked. */
function hasTaken({ added, known }: ImportedItem): boolean {
  return added.length + known.length > 0;
}

function backupItem(file: string): TakenItem {
  const diagnosis = { code: 'not-a-certificate-file' } as const;
  return { file, kind: 'backup', diagnosis, added: [], known: [], keys: 0, keysAdded: 0 };
}

function itemLine(run: CommandRun, item: ImportedItem): string {
  const ownFile = item.kind === undefined ? null : ownFileLine(run.language, item.kind, item.file);
  if (ownFile !== null) return `${visibleText(item.file)}: ${ownFile}`;
  const { added, known, keys, keysLeftOut } = item;
  const leftOut = keysLeftOut === undefined ? '' : `, ${words(run.language).keysLeftOut} ${keysLeftOut}`;
  const counts = `+${added.length} =${known.length} ${words(run.language).keys} ${keys}${leftOut}`;
  const hint = item.certificatesAlone === true ? ` ${words(run.language).certificatesOnlyHint}` : '';
  return `${visibleText(item.file)}: ${diagnosisText(run.language, item.diagnosis)} ${counts}${hint}`;
}

export const importCommand = defineCommand({
  name: 'import',
  summary: { 'zh-CN': '把证书和私钥放进保险库', en: 'put certificates and private keys into the vault' },
  words: { name: 'FILE|DIR', count: [1, 10_000], files: true },
  options: {
    recursive: flag({ 'zh-CN': '文件夹里的文件夹也导入', en: 'folders inside folders too' }),
    'certificates-only': flag({
      'zh-CN': '私钥打不开时，只导入证书',
      en: 'take the certificates alone where keys stay shut',
    }),
    ...secrets('password', 'passwords', 'passphrase'),
  },
  writes: true,
  description: {
    'zh-CN':
      '把文件里的证书和私钥放进保险库；没有保险库时先新建，并显示一次恢复码；已有保险库时不需要主密码，给出主密码则先打开保险库，改动立即封存；颁发机构发来的加密私钥用保险库里的签名密钥解开，所以也要先打开保险库，解开的私钥颁发机构也知道。每个文件是一次完整的写入：要么全进去，要么全不进去。打不开的文件会说明是密码不对、算法不支持、已损坏，还是根本不是证书文件，其余文件照常导入。按 Ctrl-C 会在两个文件之间停下。',
    en: 'Puts the certificates and private keys of files into the vault; a missing vault is created first and its recovery code shown once. One that is there needs no passphrase; with it the vault is opened first, and what goes in is sealed at once; an encryption key that a CA sends is unwrapped with the signing key in the vault, which has to be open for that, and the CA knows that key. Each file goes in as a whole or not at all. A file that does not open is told apart as wrong password, unsupported algorithm, damaged, or no certificate file, and the others still go in. Ctrl-C stops between two files.',
  },
  examples: [
    {
      line: 'certsteward import bank.pfx --password-file secret.txt',
      'zh-CN': '一个带密码的文件',
      en: 'one file with a password',
    },
    { line: 'certsteward import ~/certificates --recursive', 'zh-CN': '整个文件夹', en: 'a whole folder' },
    {
      line: 'printf %s "$P" | certsteward import bank.pfx --password-stdin --json',
      'zh-CN': '在脚本里',
      en: 'from a script',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.interrupted],
  seeAlso: ['inspect', 'list'],
  async run(run) {
    const files = await filesToImport(run.arguments.words, run.arguments.flags.has('recursive'));
    const password = createSecretOnce(run);
    const secrets = { ...run.secrets, read: password };
    const vault = createVaultOnce({ ...run, secrets }, { opens: true });
    const items: TakenItem[] = [];
    let code: ExitCode = exit.done;
    const failed: { file: string; code: string }[] = [];
    let failure: AppError | null = null;
    const summary = emptySummary(files.length);
    const interrupted = run.watchForInterruption();
    for (const [index, { path, fromFolder }] of files.entries()) {
      if (interrupted.aborted) break;
      run.output.position({ done: index, total: files.length, item: path });
      try {
        // Skip vault files inside folders: possibly this vault's export.
        const own = { ...run, secrets };
        const kind = await run.services.imports.ownFile(path);
        const item: TakenItem =
          kind === 'backup' || (kind === 'vault' && fromFolder)
            ? backupItem(path)
            : kind === 'vault'
              ? { ...(await importVaultFile(own, path, vault.ensure)), keysAdded: 0 }
              : await importFile(own, path, vault.ensure);
        // Folders hold other files: skipping those isn't a failure.
        countDiagnosis(summary, hasTaken(item) ? 'opened' : item.diagnosis.code);
        if (fromFolder && item.diagnosis.code === 'not-a-certificate-file') continue;
        items.push(item);
        if (code === exit.done && !hasTaken(item)) code = exitCodeOfDiagnosis(item.diagnosis.code);
        run.output.progress({ event: 'file', file: path, code: item.diagnosis.code }, itemLine(run, item));
      } catch (error) {
        // A new vault's recovery code must still be printed.
        if (!(error instanceof AppError) && vault.created() === null) throw error;
        const known = error instanceof AppError ? error : new AppError('internal');
        if (fromFolder && known.code === 'file-too-large') {
          summary.passedOver += 1;
          continue;
        }
        summary.failed += 1;
        failure ??= known;
        failed.push({ file: path, code: known.code });
        if (code === exit.done) code = exitCodeOf(known);
        const text = `${visibleText(path)}: ${errorText(run.language, known)}`;
        run.output.progress({ event: 'failed', file: path, code: known.code }, text);
      }
    }
    run.output.close();
    const created = vault.created();
    if (failure && items.length === 0 && created === null) throw failure;
    const stopped = interrupted.aborted;
    if (stopped) run.output.progress({ event: 'stopped', files: items.length }, stoppedLine(run, items, files.length));
    const requests = items.some(hasTaken) ? await run.services.enrolment.settle() : [];
    const webEnrolments = await endWebEnrolments(run, items);
    const text: string[] = created === null ? [] : [words(run.language).recoveryCodeOnce, created.recoveryCode];
    text.push(...requests.flatMap((request) => settledLines(run.language, request)));
    for (const { certificate, leadsToAuthority, ...webEnrolment } of webEnrolments) {
      const path = leadsToAuthority === true ? null : await arrivedPath(run, certificate);
      text.push(endedWebEnrolmentLine(run.language, webEnrolment), ...arrivedPathLines(run, path, leadsToAuthority));
    }
    if (files.length > 1) text.push(summaryText(run.language, summary));
    run.output.value(
      {
        items: items.map(({ keysAdded: _keysAdded, ...item }) => item),
        summary,
        ...(stopped && { stopped }),
        ...(failed.length > 0 && { failed }),
        ...(requests.length > 0 && { requests }),
        ...(webEnrolments.length > 0 && { webEnrolments }),
        ...(created && { vaultCreated: created }),
      },
      text,
    );
    return stopped ? exit.interrupted : code;
  },
});

/** Ends web applications waiting for these files (E01). */
async function endWebEnrolments({ services }: CommandRun, items: readonly TakenItem[]): Promise<EndedWebEnrolment[]> {
  const { webEnrolments } = services.enrolment;
  const ended: EndedWebEnrolment[] = [];
  for (const item of items.filter(hasTaken)) {
    ended.push(...(await webEnrolments.imported({ id: null, path: resolve(item.file) }, item)));
  }
  return ended;
}

function stoppedLine({ language }: CommandRun, items: readonly ImportedItem[], files: number): string {
  const certificates = items.reduce((sum, { added }) => sum + added.length, 0);
  return fillMessage(words(language).stopped, { done: items.length, files, certificates });
}

/** Standard input is readable only once. */
function createSecretOnce(run: CommandRun): CommandRun['secrets']['read'] {
  const cache = new Map<string, Promise<string | null>>();
  return async (name) => {
    const known = cache.get(name) ?? run.secrets.read(name);
    cache.set(name, known);
    return known;
  };
}
