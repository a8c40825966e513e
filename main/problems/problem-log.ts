// SPDX-License-Identifier: Apache-2.0
/** An error without its message, which may quote a secret. */
export interface Problem {
  readonly at: string;
  readonly where: string;
  /** The error class, and a code such as `ENOENT`. */
  readonly what: string;
  /** Without installation folders. */
  readonly frames: readonly string[];
}

export interface ProblemLog {
  note(where: string, error: unknown): Problem;
  list(): readonly Problem[];
}

const kept = 20;
const framesKept = 30;

export function createProblemLog(now: () => Date): ProblemLog {
  const problems: Problem[] = [];
  return {
    note(where, error) {
      const problem = { at: now().toISOString(), where, what: kindOf(error), frames: framesOf(error) };
      problems.push(problem);
      if (problems.length > kept) problems.shift();
      return problem;
    },
    list: () => problems,
  };
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code)
    ? `${error.constructor.name} ${code}`
    : error.constructor.name;
}

function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { message, stack = '' } = error;
  // Lines of the message may look like frames.
  const at = stack.indexOf(message);
  const below = at < 0 ? stack : stack.slice(at + message.length);
  return below
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, framesKept)
    .map(withoutFolders);
}

/** Turns `at run (file:///home/zhang/app/dist/main/cli.mjs:1:2)` into `at run (dist/main/cli.mjs:1:2)`. */
function withoutFolders(line: string): string {
  const [, name, place = ''] = /^\s+at (?:(.*?) \()?(.*?)\)?$/.exec(line) ?? [];
  const shown = /^(?:node:|<anonymous>$)/.test(place) ? place : shortPlace(place);
  // A name of any other form may contain user input.
  const isName = name !== undefined && /^[\w$.<>[\] #]{1,100}$/.test(name);
  return isName ? `at ${name} (${shown})` : `at ${shown}`;
}

function shortPlace(place: string): string {
  const [, below] = /[/\\]((?:dist[/\\](?:main|processes|preload|renderer)|node_modules)[/\\].*)$/.exec(place) ?? [];
  // Outside the program, the path may be personal.
  return below ?? /:\d+:\d+$/.exec(place)?.[0].replace(/^/, 'elsewhere') ?? 'elsewhere';
}
