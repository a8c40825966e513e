// SPDX-License-Identifier: Apache-2.0
import { release } from 'node:os';
import type { Problem } from './problem-log.ts';

export interface ReportFacts {
  readonly version: string;
  readonly host: string;
  readonly problems: readonly Problem[];
}

/** Written in English for the maintainers, without vault content, personal paths or error messages. Never sent. */
export function problemReport({ version, host, problems }: ReportFacts): string {
  const { versions, platform, arch } = process;
  const engines = ['electron', 'node', 'v8'].flatMap((name) => (versions[name] ? [`${name} ${versions[name]}`] : []));
  const lines = [
    'CertSteward problem report',
    `version ${version}, host ${host}`,
    `${platform} ${release()} ${arch}, ${engines.join(', ')}`,
    '',
    ...(problems.length === 0 ? ['No unexpected error since the program was started.'] : problems.flatMap(linesOf)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function linesOf({ at, where, what, frames }: Problem): string[] {
  return [`${at} ${where}: ${what}`, ...frames.map((frame) => `  ${frame}`), ''];
}
