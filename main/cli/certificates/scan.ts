// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { homedir } from 'node:os';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { FoundFile } from '../../../shared/schemas/certificates/found-file.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit, exitCodeOf, type ExitCode } from '../runtime/exit-codes.ts';
import { errorText, statusText, words } from '../output/messages.ts';
import { createVaultOnce, type VaultCreation } from '../vault/vault-creation.ts';
import { flag } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';

interface Imported {
  readonly added: readonly string[];
  readonly known: readonly string[];
  readonly keys: number;
}

type ItemImport = Imported | { readonly failed: string };

const progressEveryMs = 500;

class ScanRun {
  readonly #run: CommandRun;
  readonly #vault: VaultCreation;
  readonly #candidates: readonly string[];
  readonly #interrupted: AbortSignal;
  #tail: Promise<void> = Promise.resolve();
  #error: Error | null = null;
  code: ExitCode = exit.done;
  imported = { files: 0, added: 0, known: 0, keys: 0, failed: 0 };

  constructor(run: CommandRun, vault: VaultCreation, candidates: readonly string[], interrupted: AbortSignal) {
    this.#run = run;
    this.#vault = vault;
    this.#candidates = candidates;
    this.#interrupted = interrupted;
  }

  /** In the order found. */
  take(id: string): void {
    this.#tail = this.#tail.then(async () => {
      if (this.#error !== null || this.#interrupted.aborted) return;
      try {
        await this.#item(id);
      } catch (error) {
        this.#error = error instanceof Error ? error : new AppError('internal');
      }
    });
  }

  async settled(): Promise<void> {
    await this.#tail;
    if (this.#error !== null) throw this.#error;
  }

  async #item(id: string): Promise<void> {
    const { output, services, arguments: given } = this.#run;
    const row = await services.discovery.row(id);
    const wanted = given.flags.has('import') && row.state !== 'known' && row.state !== 'not-read';
    const outcome = wanted ? await this.#import(id, row) : null;
    const paths = services.discovery.pathsOf(id);
    // JSON has full paths for scripts; text masks identity numbers.
    output.value({ file: paths[0] ?? '', ...row, paths, ...(outcome !== null && { import: outcome }) }, [
      ...itemLines(this.#run, row),
      ...(outcome === null ? [] : [importLine(this.#run, outcome)]),
    ]);
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
      this.imported.files += 1;
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
      if (!waits && this.code === exit.done) this.code = exitCodeOf(error);
      return { failed: error.code };
    }
  }
}

function itemLines({ language }: CommandRun, row: FoundFile): string[] {
  const text = words(language);
  const [file = ''] = row.paths;
  const copies = row.copies > 1 ? `  ${fillMessage(text.copies, { count: row.copies })}` : '';
  const keys = row.holdsKeys ? `  ${text.withKeys}` : '';
  return [
    `${visibleText(file)}: ${row.kind}  ${text.foundState[row.state]}${keys}${copies}`,
    ...row.certificates.map(
      ({ sha256, displayName, notAfter, status }) =>
        `  ${sha256.slice(0, 16)}  ${visibleText(displayName)}  ${notAfter.slice(0, 10)}  ${statusText(language, status)}`,
    ),
  ];
}

function importLine({ language }: CommandRun, outcome: ItemImport): string {
  if ('failed' in outcome) return `  ${errorText(language, new AppError(outcome.failed as AppError['code']))}`;
  return `  +${outcome.added.length} =${outcome.known.length} ${words(language).keys} ${outcome.keys}`;
}

async function candidatesOf({ secrets }: CommandRun): Promise<string[]> {
  const list = await secrets.read('passwords');
  const first = await secrets.read('password');
  return [...(first === null ? [] : [first]), ...(list ?? '').split(/\r?\n/).filter((line) => line !== '')];
}

export const scanCommand = defineCommand({
  name: 'scan',
  summary: { 'zh-CN': '按内容在文件夹里查找证书', en: 'find certificates in folders by what files hold' },
  words: { name: 'DIR', count: [1, 1000], files: true },
  options: {
    import: flag({ 'zh-CN': '把找到的放进保险库', en: 'put what is found into the vault' }),
    ...secrets('password', 'passwords', 'passphrase'),
  },
  writes: true,
  description: {
    'zh-CN':
      '按内容在文件夹及其所有子文件夹里查找证书、私钥和申请文件，文件名不作为依据。系统的伪文件系统、网络盘（除非写明）和符号链接不进入。--json 时每找到一个输出一行 value：file、kind、state（new、known、needs-password、not-read）、certificates、holdsKeys、copies（共几份），最后一行是 value.summary：files、found、seconds。--import 把不需要密码就能打开的放进保险库；--passwords-file 里每行一个密码，依次尝试。',
    en: 'Finds certificates, private keys and requests in folders and everything below them, by what files hold and not by their names. Pseudo file systems, network drives (unless named) and symbolic links are not entered. With --json each find is one line with value: file, kind, state (new, known, needs-password, not-read), certificates, holdsKeys, copies (how many there are); the last line has value.summary: files, found, seconds. --import puts what opens without a password into the vault; --passwords-file has a password on each line, tried in turn.',
  },
  examples: [
    { line: 'certsteward scan ~/Downloads ~/Documents', 'zh-CN': '两个文件夹', en: 'two folders' },
    { line: 'certsteward scan ~ --import --passwords-file old.txt', 'zh-CN': '找到并导入', en: 'find and import' },
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
    discovery.onFound((id) => items.take(id));
    interrupted.addEventListener('abort', () => discovery.cancel());
    discovery.start(folders, { lookFor: null });
    const progress = setInterval(() => tellProgress(run), progressEveryMs);
    try {
      await discovery.ended();
      await items.settled();
    } finally {
      clearInterval(progress);
    }
    run.output.close();
    const { state, files, found, folders: folderCount, unreadable, seconds } = discovery.progress();
    const summary = { files, found, seconds, folders: folderCount, unreadable };
    const stopped = state === 'cancelled';
    const created = vault.created();
    const lines = created === null ? [] : [words(run.language).recoveryCodeOnce, created.recoveryCode];
    lines.push(fillMessage(words(run.language).scanSummary, { ...summary, seconds: seconds.toFixed(1) }));
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
    return stopped ? exit.failed : items.code;
  },
});

function tellProgress(run: CommandRun): void {
  const { files, folders, found, unreadable, rate, current } = run.services.discovery.progress();
  const event = { event: 'progress', files, folders, found, unreadable, rate: Math.round(rate), current };
  // On a terminal, the items show progress.
  run.output.progress(event, '');
}
