// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { envelopedDiagnoses } from '../../../shared/domain/imports/diagnosis-codes.ts';
import { keyLockedDiagnoses } from '../../../shared/domain/imports/key-locked-diagnoses.ts';
import type { InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';
import type { EndedWebEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { settledLines } from '../enrolment/request-lines.ts';
import { arrivedPath, arrivedPathLines } from './arrived-path.ts';
import { endedWebEnrolmentLine } from '../enrolment/web-enrolment-lines.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit, exitCodeOf, exitCodeOfDiagnosis } from '../runtime/exit-codes.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';
import { filesToImport } from './files-to-import.ts';
import { importVaultFile } from '../vault/import-vault-file.ts';
import { countText } from '../output/counts.ts';
import { askPasswordOf } from './password-of-file.ts';
import { fileErrorText, words } from '../output/messages.ts';
import { hasTaken, importSummaryLines, itemLine } from './import-lines.ts';
import {
  countDiagnosis,
  emptySummary,
  type ImportedItem,
  type ImportSummary,
  type TakenItem,
} from './import-summary.ts';
import { createdLines, createVaultOnce } from '../vault/vault-creation.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { secrets } from '../runtime/secret-options.ts';
import { flag } from '../runtime/options.ts';
import { verboseOption } from '../runtime/shared-options.ts';

interface FileToImport {
  readonly file: string;
  readonly batch: string | undefined;
}

async function importFile(
  run: CommandRun,
  { file, batch }: FileToImport,
  prepare: () => Promise<void>,
): Promise<TakenItem> {
  const { imports } = run.services;
  const certificatesOnly = run.arguments.flags.has('certificates-only');
  const candidates = await candidatePasswords(run.secrets);
  const given = candidates === null ? await run.secrets.read('password') : null;
  const draftId = await imports.addFile(file, 'command-line');
  try {
    let { report, completes } =
      candidates === null
        ? await imports.inspect({ draftId, password: given })
        : await imports.inspectWithCandidates(draftId, candidates);
    if (candidates === null && report.diagnosis.code === 'needs-password' && !certificatesOnly) {
      const password = await askPasswordOf(run, file);
      if (password !== null) ({ report, completes } = await imports.inspect({ draftId, password }));
    }
    if (envelopedDiagnoses.has(report.diagnosis.code) && (await run.services.vault.current()) !== null) {
      await prepare();
      ({ report, completes } = await imports.inspect({ draftId, password: null }));
    }
    const { diagnosis } = report;
    const triedPasswords = diagnosis.code === 'needs-password' ? new Set(candidates).size : 0;
    const nothing = { file, diagnosis, triedPasswords, added: [], known: [], keys: 0, keysAdded: 0 };
    if (report.certificates.length + report.keys.length === 0) {
      return { ...nothing, isRequest: diagnosis.code === 'opened' && (report.requests ?? []).length > 0 };
    }
    const alone = mayTakeCertificates(report);
    if (report.diagnosis.code !== 'opened' && !(certificatesOnly && alone)) {
      return { ...nothing, ...(alone && { certificatesAlone: true }) };
    }
    await prepare();
    const done = await imports.commit(draftId, { certificatesOnly, batch });
    announceCommitted(run, done);
    const keys = certificatesOnly ? 0 : report.keys.filter(({ usable }) => usable !== false).length;
    const keysLeftOut = report.keys.length + (report.unopenedKeys?.length ?? 0) - keys;
    const { added, known, keysAdded } = done;
    const keyHolders = report.certificates.length > 0 ? null : await namesOf(run, completes);
    const joinedKeys = keys > 0 ? [] : await namesOf(run, await withKeys(run, added));
    return {
      ...nothing,
      added,
      known,
      keys,
      keysAdded,
      keyHolders,
      joinedKeys,
      ...(keysLeftOut > 0 && { keysLeftOut }),
    };
  } finally {
    imports.discard({ draftId });
  }
}

async function namesOf({ services }: CommandRun, sha256s: readonly string[]): Promise<string[]> {
  const found = await Promise.all(sha256s.map(async (each) => services.certificates.summary(each)));
  return found.map(({ displayName }) => displayName);
}

async function withKeys({ services }: CommandRun, sha256s: readonly string[]): Promise<string[]> {
  const vault = await services.vault.require();
  return sha256s.filter((each) => vault.getRow(each)?.hasPrivateKey === true);
}

/** Call after the commit, so that a crash can't undo what was reported. */
function announceCommitted(run: CommandRun, { added, known }: Pick<ImportedItem, 'added' | 'known'>): void {
  run.output.progress({ event: 'committed', sha256: [...added, ...known] }, '');
}

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

function backupItem(file: string): TakenItem {
  const diagnosis = { code: 'not-a-certificate-file' } as const;
  return { file, kind: 'backup', diagnosis, added: [], known: [], keys: 0, keysAdded: 0 };
}

export const importCommand = defineCommand({
  name: 'import',
  summary: { 'zh-CN': '从文件或文件夹导入证书和私钥', en: 'Add certificates and private keys from files or folders' },
  words: { name: 'FILE|DIR', count: [1, 10_000], files: true },
  options: {
    recursive: flag({ 'zh-CN': '包括子文件夹', en: 'Include subfolders' }),
    'certificates-only': flag({
      'zh-CN': '私钥打不开时，只导入证书',
      en: 'Import only the certificates if the keys stay locked',
    }),
    ...secrets('password', 'passwords', 'passphrase'),
    verbose: verboseOption,
  },
  writes: true,
  description: {
    'zh-CN':
      '把证书和私钥导入保险库。没有保险库时会先新建，并显示一次恢复码。导入不需要主密码。提供主密码时会先解锁保险库，这次改动会立即记为已确认（见 log verify）。机构发来的加密私钥要用保险库里的签名私钥解密，因此要先解锁保险库。机构留有这种私钥的副本。文件无法导入时，里面的内容都不会导入。文件打不开时会说明原因：密码不对、不支持这种算法、文件已损坏，或不是证书文件。其余文件照常导入。多个文件只显示汇总，加 --verbose 显示每个文件。按 Ctrl+C 会在处理完当前文件后停止。',
    en: 'Imports certificates and private keys into the vault. If there is no vault, one is created and its recovery code is shown once. You do not need the passphrase to import. If you provide the passphrase, the vault is unlocked first and the change is verified at once. An encryption key from a CA is decrypted with the signing key in the vault, so unlock the vault to import it. The CA has a copy of the encryption key. If a file cannot be imported, nothing from it is added. If a file does not open, CertSteward says why: wrong password, unsupported algorithm, damaged or not a certificate file. The other files are still imported. Several files share one summary. To see each file, add --verbose. Ctrl+C stops after the current file.',
  },
  examples: [
    {
      line: 'certsteward import bank.pfx --password-file secret.txt',
      'zh-CN': '有密码的文件',
      en: 'One file with a password',
    },
    { line: 'certsteward import ~/certificates --recursive', 'zh-CN': '整个文件夹', en: 'A whole folder' },
    {
      line: 'printf %s "$P" | certsteward import bank.pfx --password-stdin --json',
      'zh-CN': '在脚本里',
      en: 'From a script',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.interrupted],
  seeAlso: ['inspect', 'list'],
  async run(run) {
    const files = await filesToImport(run.arguments.words, run.arguments.flags.has('recursive'));
    const password = createSecretOnce(run);
    const secrets = { ...run.secrets, read: password };
    const vault = createVaultOnce({ ...run, secrets }, { opens: true });
    const batch = files.length > 1 ? randomUUID() : undefined;
    const items: TakenItem[] = [];
    let code: ExitCode = exit.done;
    const failed: { file: string; code: string }[] = [];
    const failedInWords: { file: string; text: string }[] = [];
    // With many files, a line for each would hide the problems.
    const each = files.length === 1 || run.arguments.flags.has('verbose');
    let failure: AppError | null = null;
    const summary = emptySummary(files.length);
    let tooLarge = 0;
    // With a single file, an error ends the command.
    const endsRun = (): boolean => files.length === 1 && vault.created() === null;
    const interrupted = run.watchForInterruption();
    for (const [index, { path, fromFolder }] of files.entries()) {
      if (interrupted.aborted) break;
      run.output.position({ done: index, total: files.length, item: path });
      try {
        const own = { ...run, secrets };
        const kind = await run.services.imports.ownFile(path);
        // Skip vault files inside folders: they may be copies of the user's vault.
        const item: TakenItem =
          kind === 'backup' || (kind === 'vault' && fromFolder)
            ? backupItem(path)
            : kind === 'vault'
              ? { ...(await importVaultFile(own, path, vault.ensure)), keysAdded: 0 }
              : await importFile(own, { file: path, batch }, vault.ensure);
        countDiagnosis(summary, hasTaken(item) ? 'opened' : item.diagnosis.code);
        // Skipping non-certificate files in folders isn't a failure.
        if (fromFolder && item.diagnosis.code === 'not-a-certificate-file') continue;
        items.push(item);
        if (code === exit.done && !hasTaken(item)) code = exitCodeOfDiagnosis(item.diagnosis.code);
        run.output.progress({ event: 'file', file: path, code: item.diagnosis.code }, each ? itemLine(run, item) : '');
      } catch (error) {
        // A new vault's recovery code must still be printed.
        if (!(error instanceof AppError) && vault.created() === null) throw error;
        const known = error instanceof AppError ? error : new AppError('internal');
        if (fromFolder && known.code === 'file-too-large') {
          summary.passedOver += 1;
          tooLarge += 1;
          continue;
        }
        summary.failed += 1;
        failure ??= known;
        failed.push({ file: path, code: known.code });
        if (code === exit.done) code = exitCodeOf(known);
        const text = fileErrorText(run.language, known);
        failedInWords.push({ file: path, text });
        run.output.progress(
          { event: 'failed', file: path, code: known.code },
          each && !endsRun() ? `${visibleText(path)}: ${text}` : '',
        );
      }
    }
    run.output.close();
    const created = vault.created();
    if (failure && items.length === 0 && created === null) throw failure;
    const stopped = interrupted.aborted;
    if (stopped) run.output.progress({ event: 'stopped', files: items.length }, stoppedLine(run, items, files.length));
    const requests = items.some(hasTaken) ? await run.services.enrolment.settle() : [];
    const webEnrolments = await endWebEnrolments(run, items);
    const text: string[] = created === null ? [] : createdLines(run, created);
    text.push(...requests.flatMap((request) => settledLines(run.language, request)));
    for (const { certificate, leadsToAuthority, ...webEnrolment } of webEnrolments) {
      const path = leadsToAuthority === true ? null : await arrivedPath(run, certificate);
      text.push(endedWebEnrolmentLine(run.language, webEnrolment), ...arrivedPathLines(run, path, leadsToAuthority));
    }
    if (files.length > 1) {
      const passedOver = passedOverIn(summary, items) - tooLarge;
      text.push(...importSummaryLines(run, { items, failed: failedInWords, passedOver, tooLarge }));
    }
    run.output.value(
      {
        items: items.map(itemValue),
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

function itemValue(taken: TakenItem): ImportedItem {
  const {
    keysAdded: _keys,
    keyHolders: _names,
    joinedKeys: _joined,
    isRequest: _is,
    triedPasswords: _tried,
    ...item
  } = taken;
  return item;
}

async function endWebEnrolments({ services }: CommandRun, items: readonly TakenItem[]): Promise<EndedWebEnrolment[]> {
  const { webEnrolments } = services.enrolment;
  const ended: EndedWebEnrolment[] = [];
  for (const item of items.filter(hasTaken)) {
    ended.push(...(await webEnrolments.imported({ id: null, path: resolve(item.file) }, item)));
  }
  return ended;
}

/** Counts files skipped in folders. A file that the user named counts as a problem. */
function passedOverIn({ passedOver }: ImportSummary, items: readonly ImportedItem[]): number {
  return passedOver - items.filter(({ diagnosis }) => diagnosis.code === 'not-a-certificate-file').length;
}

function stoppedLine({ language }: CommandRun, items: readonly ImportedItem[], files: number): string {
  const certificates = items.reduce((sum, { added }) => sum + added.length, 0);
  return fillMessage(words(language).stopped, {
    done: items.length,
    files: countText(language, files, 'file'),
    certificates: countText(language, certificates, 'certificate'),
  });
}

/** Caches, because standard input can be read only once. */
function createSecretOnce(run: CommandRun): CommandRun['secrets']['read'] {
  const cache = new Map<string, Promise<string | null>>();
  return async (name) => {
    const known = cache.get(name) ?? run.secrets.read(name);
    cache.set(name, known);
    return known;
  };
}
