// SPDX-License-Identifier: Apache-2.0
import type { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../shared/domain/errors/error-codes.ts';
import type { Services } from '../services.ts';
import type { Command } from './command.ts';
import { parseCommandArguments } from './runtime/arguments.ts';
import { commands, findCommand } from './commands.ts';
import { explainError } from './runtime/explain-error.ts';
import { globalOptions } from './runtime/typed-options.ts';
import { expandPatterns } from './runtime/file-patterns.ts';
import { exit, exitCodeOf } from './runtime/exit-codes.ts';
import type { ExitCode } from './runtime/exit-codes.ts';
import { expiringNote } from './help/expiring-note.ts';
import { commandHelpLines, fitLines } from './help/help-lines.ts';
import { groupLines, overviewLines } from './help/overview.ts';
import { nearest } from './help/nearest.ts';
import { errorText, languageOfEnvironment } from './output/messages.ts';
import { createOutput } from './output/output.ts';
import type { TerminalStream } from './output/progress-bar.ts';
import { createSecretSource, type SecretPrompt } from './runtime/secrets.ts';
import { refuseNamelessPin } from './vault/unlock-options.ts';

export interface CliEnvironment {
  readonly argv: readonly string[];
  readonly program: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly stdin: Readable & { isTTY?: boolean };
  readonly stdout: Writable & Partial<TerminalStream>;
  readonly stderr: Writable & TerminalStream;
  readonly now: () => Date;
  readonly version: string;
  readonly watchForInterruption: () => AbortSignal;
  /** Doesn't echo. */
  prompt(question: string, options?: SecretPrompt): Promise<string>;
  /** Call before reading secrets. */
  disableCoreDumps(): Promise<void>;
  ask(question: string): Promise<string>;
  createServices(folder: string | null): Services;
  /** Keeps stack traces out of the output. */
  logUnexpected(error: unknown): void;
}

/** Never throws. */
export async function runCli(io: CliEnvironment): Promise<ExitCode> {
  const language = languageOfEnvironment(io.environment);
  // Argument errors must already use the requested format.
  const asked = {
    json: io.argv.includes('--json'),
    quiet: io.argv.includes('--quiet'),
    colour: allowsColour(io),
  };
  const output = createOutput(io, asked);
  // Ignore EPIPE (`| head`). Other lost output fails the command at the end.
  const lost: ErrorCode[] = [];
  io.stderr.on('error', () => undefined);
  io.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') lost.push(error.code === 'ENOSPC' ? 'disk-full' : 'destination-unwritable');
  });
  let services: Services | null = null;
  let called: Command | null = null;
  try {
    const found = findCommand(io.argv);
    if (!found) {
      if (io.argv.includes('--version')) {
        output.value({ version: io.version }, [io.version]);
        return exit.done;
      }
      const wantsHelp = io.argv.length === 0 || io.argv.includes('--help') || io.argv.includes('-h');
      if (!wantsHelp) throw unknownCommand(io.argv);
      const group = groupIn(io.argv);
      const lines =
        group === '' ? overviewLines(language, commands, io.version) : groupLines(language, commands, group);
      if (io.argv.length === 0 && io.stdout.isTTY === true) {
        services = io.createServices(null);
        lines.push(...(await expiringNote(services, language, io.now())));
      }
      output.value({ help: lines }, fitLines(lines, output.terminal.columns));
      return exit.done;
    }
    const { command, rest } = found;
    called = command;
    if (rest.includes('--help') || rest.includes('-h')) {
      const lines = commandHelpLines(language, command, commands, output.terminal.columns);
      output.value({ help: lines }, fitLines(lines, output.terminal.columns));
      return exit.done;
    }
    const parsed = await expandPatterns(command, parseCommandArguments(command, rest));
    // An unset script variable must not mean the current folder.
    if (parsed.values['vault'] === '') throw new AppError('usage', { option: '--vault' });
    refuseNamelessPin(command, parsed);
    if (Object.values(command.options).some(({ kind }) => kind === 'secret')) await io.disableCoreDumps();
    const secrets = createSecretSource(parsed, io);
    services = io.createServices(parsed.values['vault'] ?? null);
    const ask = io.stdin.isTTY === true ? io.ask : null;
    const code = await command.run({
      services,
      output,
      secrets,
      arguments: parsed,
      now: io.now,
      ask,
      language,
      commands,
      version: io.version,
      program: io.program,
      watchForInterruption: io.watchForInterruption,
    });
    if (command.writes === true) await purgeWhatIsDue(services, io);
    // Streams report write errors asynchronously.
    await setImmediate();
    const [cause] = lost;
    if (cause !== undefined) throw new AppError(cause);
    return code;
  } catch (error) {
    const known = error instanceof AppError ? error : new AppError('internal');
    output.close();
    if (known !== error || known.code === 'internal') io.logUnexpected(error);
    const unlocksBy = called !== null && Object.hasOwn(called.options, 'vault-token') ? 'beside' : 'own';
    output.failure(known, errorText(language, explainError(known, called, io.argv), called?.name ?? null, unlocksBy));
    return exitCodeOf(known);
  } finally {
    output.close();
    services?.close();
  }
}

/** See https://no-color.org. */
function allowsColour({ argv, environment }: CliEnvironment): boolean {
  return !argv.includes('--no-color') && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}

/** Never fails the command. */
async function purgeWhatIsDue(services: Services, io: CliEnvironment): Promise<void> {
  try {
    await services.deletion.sweep();
  } catch (error) {
    io.logUnexpected(error);
  }
}

/** Returns `stores` for `stores --help`. */
function groupIn(argv: readonly string[]): string {
  const [first = ''] = typedWords(argv);
  return commands.some(({ name }) => name.startsWith(`${first} `)) ? first : '';
}

function typedWords(argv: readonly string[]): string[] {
  return argv.filter((word, index) => !word.startsWith('-') && argv[index - 1] !== '--vault');
}

function unknownOption(argv: readonly string[]): AppError {
  const alone = [...Object.keys(globalOptions), 'version'];
  const typed = argv.map((word) => word.split('=')[0] ?? '');
  const option = typed.find((word) => /^-+./.test(word) && !alone.includes(word.replace(/^-+/, '')));
  if (option === undefined) return new AppError('usage', { reason: 'missing-command' });
  const meant = nearest(option.replace(/^-+/, ''), alone);
  const suggestion = meant !== null && { suggestion: `--${meant}` };
  return new AppError('usage', { option, reason: 'unknown-option', ...suggestion });
}

const otherNames: ReadonlyMap<string, string> = new Map([
  ['apply', 'enrol'],
  ['csr', 'enrol'],
  ['request', 'enrol'],
]);

function unknownCommand(argv: readonly string[]): AppError {
  const typed = typedWords(argv);
  const [first] = typed;
  if (first === undefined) return unknownOption(argv);
  const names = commands.map(({ name }) => name);
  if (typed.length === 1 && names.some((name) => name.startsWith(`${first} `))) {
    return new AppError('usage', { argument: first, reason: 'missing-command' });
  }
  const groups = [...new Set(names.map((name) => name.split(' ')[0] ?? ''))];
  const suggestion =
    otherNames.get(first) ??
    nearest(typed.slice(0, 3).join(' '), names) ??
    nearest(typed.slice(0, 2).join(' '), names) ??
    nearest(first, [...names, ...groups]);
  const argument = typed.slice(0, names.some((name) => name.startsWith(`${first} `)) ? 2 : 1).join(' ');
  return new AppError('usage', {
    argument,
    reason: 'unknown-command',
    ...(suggestion !== null && { suggestion }),
  });
}
