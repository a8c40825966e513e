// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { homedir } from 'node:os';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { FoundFile, FoundState } from '../../../shared/schemas/certificates/found-file.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { DiscoveryService } from '../../discovery/discovery-service.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit, exitCodeOf, type ExitCode } from '../runtime/exit-codes.ts';
import { errorText, statusText, words } from '../output/messages.ts';
import { countText } from '../output/counts.ts';
import { localDay } from '../output/local-time.ts';
import { countLines } from '../output/many-files.ts';
import { causeText, type FoundImport, foundImportText } from './import-lines.ts';
import { createdLines, createVaultOnce, type VaultCreation } from '../vault/vault-creation.ts';
import { flag } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';
import { verboseOption } from '../runtime/shared-options.ts';

type ItemImport = FoundImport | { readonly failed: string };

const progressEveryMs = 500;
const mostShown = 20;

class ScanRun {
  readonly #run: CommandRun;
  readonly #vault: VaultCreation;
  readonly #candidates: readonly string[];
  readonly #interrupted: AbortSignal;
  #shown = 0;
  code: ExitCode = exit.done;
  /** Files imported in this run are counted only in `imported`. */
  readonly found = { new: 0, known: 0, 'needs-password': 0, damaged: 0, 'not-read': 0 };
  hidden = 0;
  imported = { files: 0, added: 0, known: 0, keys: 0, failed: 0 };
  /** Failures other than a missing password, which `found` counts. */
  failed = 0;

  constructor(run: CommandRun, vault: VaultCreation, candidates: readonly string[], interrupted: AbortSignal) {
    this.#run = run;
    this.#vault = vault;
    this.#candidates = candidates;
    this.#interrupted = interrupted;
  }

  async item(id: string): Promise<void> {
    const { output, services, arguments: given } = this.#run;
    const before = await services.discovery.row(id);
    const outcome = await this.#read(id, before);
    const row = await services.discovery.row(id);
    const paths = services.discovery.pathsOf(id);
    const verbose = given.flags.has('verbose');
    const shown = verbose || this.#shown < mostShown;
    if (shown) this.#shown += 1;
    else this.hidden += 1;
    const isImported = outcome !== null && !('failed' in outcome) && outcome.added.length + outcome.keys > 0;
    if (isImported) this.imported.files += 1;
    else this.found[shownState(row)] += 1;
    output.value(
      { file: paths[0] ?? '', ...row, paths, ...(outcome !== null && { import: outcome }) },
      shown
        ? [
            ...itemLines(this.#run, row, { isImported, verbose }),
            ...(outcome === null ? [] : [importLine(this.#run, outcome, new Set(this.#candidates).size)]),
          ]
        : [],
    );
  }

  /** Imports the file with `--import`, otherwise only tries the passwords. */
  async #read(id: string, row: FoundFile): Promise<ItemImport | null> {
    if (this.#interrupted.aborted || row.state === 'known' || row.state === 'not-read') return null;
    if (this.#run.arguments.flags.has('import')) return await this.#import(id, row);
    if (row.state !== 'needs-password' || this.#candidates.length === 0) return null;
    const { discovery } = this.#run.services;
    try {
      await discovery.open(id, { candidates: this.#candidates, signal: this.#interrupted });
    } catch (error) {
      // The file changed since the search. Its row says what was found.
      if (!(error instanceof AppError)) throw error;
    }
    return null;
  }

  async #import(id: string, row: FoundFile): Promise<ItemImport> {
    const { discovery } = this.#run.services;
    try {
      const done = await discovery.importOne(id, {
        candidates: this.#candidates,
        beforeCommit: this.#vault.ensure,
        signal: this.#interrupted,
      });
      this.#run.output.progress({ event: 'committed', sha256: [...done.added, ...done.known] }, '');
      this.imported.added += done.added.length;
      this.imported.known += done.known.length;
      this.imported.keys += done.keysAdded;
      return { added: done.added, known: done.known, keys: done.keysAdded };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.imported.failed += 1;
      // Skipping a file whose password is unknown isn't a failure.
      const waits =
        row.state === 'needs-password' && (error.code === 'needs-password' || error.code === 'wrong-password');
      if (!waits) this.failed += 1;
      if (!waits && this.code === exit.done) this.code = exitCodeOf(error);
      return { failed: error.code };
    }
  }
}

function shownState({ state, diagnosis }: FoundFile): FoundState | 'damaged' {
  return diagnosis === 'damaged' ? 'damaged' : state;
}

function itemLines(
  { language }: CommandRun,
  row: FoundFile,
  { isImported, verbose }: { readonly isImported: boolean; readonly verbose: boolean },
): string[] {
  const text = words(language);
  const [file = '', ...others] = row.paths;
  const state = isImported ? text.scanImported : text.foundState[shownState(row)];
  const copies = row.copies > 1 ? `  ${countText(language, row.copies, 'copy')}` : '';
  const keys = row.holdsKeys ? `  ${text.withKeys}` : '';
  return [
    `${visibleText(file)}: ${row.kind}  ${state}${keys}${copies}`,
    ...(verbose ? others.map((path) => `  ${fillMessage(text.scanCopy, { file: visibleText(path) })}`) : []),
    ...row.certificates.map(
      ({ sha256, displayName, notAfter, status }) =>
        `  ${sha256.slice(0, 8)}  ${localDay(notAfter)}  ${visibleText(displayName)}  ${statusText(language, status)}`,
    ),
  ];
}

function importLine({ language }: CommandRun, outcome: ItemImport, tried: number): string {
  if ('failed' in outcome && outcome.failed === 'needs-password') {
    return `  ${causeText(language, { code: outcome.failed }, tried)}`;
  }
  if ('failed' in outcome) return `  ${errorText(language, new AppError(outcome.failed as AppError['code']))}`;
  return `  ${foundImportText(language, outcome)}`;
}

async function candidatesOf({ secrets }: CommandRun): Promise<string[]> {
  const list = await secrets.read('passwords');
  const first = await secrets.read('password');
  return [...(first === null ? [] : [first]), ...(list ?? '').split(/\r?\n/).filter((line) => line !== '')];
}

export const scanCommand = defineCommand({
  name: 'scan',
  summary: {
    'zh-CN': '在文件夹里按内容查找证书文件',
    en: 'Find certificate files in folders by their content',
  },
  words: { name: 'DIR', count: [1, 1000], files: true },
  options: {
    import: flag({ 'zh-CN': '导入找到的文件', en: 'Import the files found' }),
    ...secrets('password', 'passwords', 'passphrase'),
    verbose: verboseOption,
  },
  writes: true,
  description: {
    'zh-CN':
      '按内容在文件夹及其所有子文件夹里查找证书、私钥和申请文件。跳过系统的伪文件系统、符号链接和未指定的网络盘。搜索结束后按路径列出。只列出前 20 个，加 --verbose 列出每个文件和各份副本的路径。--json 时每找到一个文件输出一行 value：file、kind、state（new、known、needs-password、not-read）、diagnosis（例如 damaged）、certificates、holdsKeys、copies（份数）、paths（最多 20 个），最后一行是 value.summary：files、found、seconds。--passwords-file 每行一个密码，依次尝试。--import 会导入能打开的文件，state 是导入后的状态。',
    en: 'Finds certificates, private keys and requests by content, in folders and their subfolders. It skips pseudo file systems, symbolic links, and network drives unless you name them. The files are listed by path when the search ends. Only the first 20 are listed. To see every file and the paths of its copies, add --verbose. With --json, each file found is one line with value: file, kind, state (new, known, needs-password, not-read), diagnosis (such as damaged), certificates, holdsKeys, copies (how many) and paths (20 at most). The last line has value.summary: files, found and seconds. With --passwords-file, each password in the file (one per line) is tried in turn. With --import, files that open are imported, and state is the state after the import.',
  },
  examples: [
    { line: 'certsteward scan ~/Downloads ~/Documents', 'zh-CN': '两个文件夹', en: 'Two folders' },
    { line: 'certsteward scan ~ --import --passwords-file old.txt', 'zh-CN': '找到并导入', en: 'Find and import' },
  ],
  exitCodes: [exit.password, exit.notFound, exit.locked, exit.interrupted],
  seeAlso: ['import', 'inspect'],
  async run(run) {
    const { discovery } = run.services;
    const folders: string[] = [];
    for (const word of run.arguments.words) folders.push(await discovery.checkFolder(resolve(word), homedir()));
    const vault = createVaultOnce(run, { opens: true });
    const interrupted = run.watchForInterruption();
    const items = new ScanRun(run, vault, await candidatesOf(run), interrupted);
    if (interrupted.aborted) return exit.interrupted;
    const ids: string[] = [];
    discovery.onFound((id) => ids.push(id));
    interrupted.addEventListener('abort', () => discovery.cancel());
    discovery.start(folders, { lookFor: null });
    const progress = setInterval(() => tellProgress(run), progressEveryMs);
    const search = discovery.ended();
    // If the child is lost, list what it found, and fail at the end.
    await Promise.allSettled([search]);
    clearInterval(progress);
    run.output.close();
    // Copies may be found last, so rows are complete only now.
    const sorted = byPath(ids, discovery);
    for (const [done, id] of sorted.entries()) {
      tellItem(run, { id, done, total: sorted.length });
      await items.item(id);
    }
    run.output.close();
    const { state, files, found, folders: folderCount, unreadable, seconds } = discovery.progress();
    const summary = { files, found, seconds, folders: folderCount, unreadable };
    const stopped = state === 'cancelled' || interrupted.aborted;
    const created = vault.created();
    const lines = created === null ? [] : createdLines(run, created);
    lines.push(...summaryLines(run, items, summary), ...(stopped ? ['', words(run.language).scanStopped] : []));
    run.output.value(
      {
        summary,
        ...(run.arguments.flags.has('import') && { imported: items.imported }),
        ...(stopped && { stopped }),
        ...(created && { vaultCreated: created }),
      },
      lines,
    );
    if (interrupted.aborted) return exit.interrupted;
    await search;
    return stopped ? exit.failed : items.code;
  },
});

function byPath(ids: readonly string[], discovery: DiscoveryService): string[] {
  const first = new Map(ids.map((id) => [id, discovery.pathsOf(id)[0] ?? '']));
  return ids.toSorted((a, b) => ((first.get(a) ?? '') < (first.get(b) ?? '') ? -1 : 1));
}

function summaryLines(
  { language, output: { terminal } }: CommandRun,
  { found, hidden, imported, failed }: ScanRun,
  { files, folders, seconds, unreadable }: { files: number; folders: number; seconds: number; unreadable: number },
): string[] {
  const text = words(language);
  const searched = {
    files: countText(language, files, 'file'),
    folders: countText(language, folders, 'folder'),
    seconds: seconds.toFixed(1),
  };
  const unread = { count: countText(language, unreadable, 'place') };
  return [
    ...(hidden === 0 ? [] : [fillMessage(text.scanMore, { count: hidden })]),
    '',
    fillMessage(text.scanSummary, searched),
    ...countLines(
      [
        { count: found.new, label: text.foundState.new, detail: '', style: 'green' },
        { count: found.known, label: text.foundState.known, detail: '', style: 'green' },
        { count: found['needs-password'], label: text.foundState['needs-password'], detail: '', style: 'yellow' },
        { count: found.damaged, label: text.foundState.damaged, detail: '', style: 'red' },
        { count: found['not-read'], label: text.foundState['not-read'], detail: '', style: 'red' },
        { count: imported.files, label: text.scanImported, detail: '', style: 'green' },
        { count: failed, label: text.scanFailed, detail: '', style: 'red' },
      ],
      terminal,
    ),
    ...(unreadable === 0 ? [] : [fillMessage(text.scanUnreadable, unread)]),
  ];
}

function tellProgress(run: CommandRun): void {
  const { files, folders, found, unreadable, rate, current } = run.services.discovery.progress();
  const event = { event: 'progress', files, folders, found, unreadable, rate: Math.round(rate), current };
  if (run.output.json) run.output.progress(event, '');
  else run.output.position({ done: files, total: null, item: maskIdentityNumbers(current ?? '') });
}

/** JSON has full paths for scripts. Text masks identity numbers. */
function tellItem(run: CommandRun, { id, done, total }: { id: string; done: number; total: number }): void {
  const [path = ''] = run.services.discovery.pathsOf(id);
  run.output.position({ done, total, item: run.output.json ? path : maskIdentityNumbers(path) });
}
