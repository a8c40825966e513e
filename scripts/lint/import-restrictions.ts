// SPDX-License-Identifier: Apache-2.0
import {
  featureFaces,
  leaves,
  pageRooms,
  pageRoomsForbid,
  pureRooms,
  pureRoomsForbid,
  rooms,
  separateSubfolders,
  type Room,
} from './rooms.ts';
import { namedImportRules } from './named-import-rules.ts';
import { packageRules } from './package-rules.ts';

export type Pattern = ({ readonly regex: string } | { readonly group: readonly string[] }) & {
  readonly message: string;
};

export interface RestrictedPath {
  readonly name: string;
  readonly importNames: readonly string[];
  readonly message: string;
}

export interface Restrictions {
  readonly paths: readonly RestrictedPath[];
  readonly patterns: readonly Pattern[];
}

/** Relative imports differ by subfolder level. */
export const deepest = 2;

export const isFile = (path: string): boolean => /\.[cm]?tsx?$/.test(path);
const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
const isWithinAny = (path: string, folders: readonly string[]): boolean => folders.some((f) => isWithin(path, f));
const folderOf = (scope: string): readonly string[] => scope.split('/').slice(0, isFile(scope) ? -1 : undefined);
const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Parents first: in oxlint the last match wins. */
export function scopes(): readonly string[] {
  const places = [
    ...rooms.map((room) => room.path),
    ...packageRules.flatMap((rule) => rule.only),
    ...namedImportRules.flatMap((rule) => rule.only),
    ...leaves,
  ];
  const depth = (path: string): number => path.split('/').length;
  return [...new Set(places)].toSorted((a, b) => depth(a) - depth(b) || a.localeCompare(b));
}

export function roomOf(path: string): Room | undefined {
  const owners = rooms.filter((room) =>
    room.shallow === true
      ? path === room.path || path.slice(0, path.lastIndexOf('/')) === room.path
      : isWithin(path, room.path),
  );
  return owners.toSorted((a, b) => b.path.length - a.path.length)[0];
}

/** Regular expression for imports of `target` from `level` folders below `scope`. */
function specifierTo(scope: string, level: number, target: string): string {
  const from = folderOf(scope);
  const to = target.split('/');
  const differs = to.findIndex((part, index) => part !== from[index]);
  const common = Math.min(differs === -1 ? to.length - 1 : differs, to.length - 1, from.length);
  const ups = level + from.length - common;
  return (ups === 0 ? String.raw`\./` : String.raw`(\.\./){${ups}}`) + escape(to.slice(common).join('/'));
}

function banRooms(scope: string, level: number, room: Room): readonly Pattern[] {
  const banned = [...rooms, ...leaves.map((path) => ({ path, shallow: undefined }))].filter(
    (other) => other.path !== room.path && !room.may.includes(other.path),
  );
  const alternatives = banned.map((other) => {
    // Subfolders are separate rooms.
    if (other.shallow === true && isWithin(scope, other.path) && !isFile(scope))
      return String.raw`(\.\./){${level + folderOf(scope).length - other.path.split('/').length}}[^./][^/]*$`;
    const end = isFile(other.path) ? '$' : other.shallow === true ? '/[^/]+$' : '(/|$)';
    return specifierTo(scope, level, other.path) + end;
  });
  // `../../main/vault` inside main would bypass the lines above.
  const from = folderOf(scope);
  if (from[0] !== undefined) alternatives.push(String.raw`(\.\./){${level + from.length}}${from[0]}/`);
  const allowed = room.may.length === 0 ? 'nothing else' : `only ${room.may.join(', ')}`;
  return [
    {
      regex: String.raw`^(\./)?(${alternatives.join('|')})`,
      message: `${room.path} may import ${allowed} (docs/import-rules.md).`,
    },
  ];
}

function banSiblings(scope: string, level: number): readonly Pattern[] {
  const folder = separateSubfolders.find((path) => path === scope);
  if (folder === undefined || level === 0) return [];
  const name = escape(folder.split('/').at(-1) ?? '');
  const sibling = `${'../'.repeat(level)}[a-z]*`;
  return [
    {
      group: [
        `${sibling}/**`,
        ...featureFaces.flatMap((face) => [
          `!${sibling}/*-${face}.tsx`,
          `!${sibling}/*/`,
          `!${sibling}/*/*-${face}.tsx`,
        ]),
      ],
      message: `Of another feature only its ${featureFaces.join(', ')} (docs/import-rules.md).`,
    },
    {
      regex: String.raw`^(\./)?(\.\./){${level + 1}}${name}/`,
      message: `Inside ${folder} go straight to the feature.`,
    },
  ];
}

const forbiddenPackages = (scope: string): string =>
  packageRules
    .filter((rule) => !isWithinAny(scope, rule.only))
    .map((rule) => rule.from)
    .join('|');

function banPackages(scope: string): readonly Pattern[] {
  const patterns = [
    { regex: forbiddenPackages(scope), message: 'This package belongs elsewhere: docs/import-rules.md says where.' },
  ];
  if (isWithinAny(scope, pureRooms))
    patterns.push({ regex: pureRoomsForbid, message: 'This room does no input or output (docs/import-rules.md).' });
  if (isWithinAny(scope, pageRooms))
    patterns.push({
      regex: pageRoomsForbid,
      message: 'This room runs in a page: no Node builtin (docs/import-rules.md).',
    });
  return patterns;
}

function banNames(scope: string): readonly RestrictedPath[] {
  const banned = new RegExp(forbiddenPackages(scope));
  const permitted = new Set(
    namedImportRules.filter((rule) => isWithinAny(scope, rule.only)).flatMap((rule) => rule.names),
  );
  return namedImportRules
    .filter((rule) => !isWithinAny(scope, rule.only) && !banned.test(rule.module))
    .map((rule) => ({
      name: rule.module,
      importNames: rule.names.filter((name) => !permitted.has(name)),
      message: `${rule.names[0]} only in ${rule.only.join(', ')}: ${rule.why}.`,
    }));
}

/** For `level` folders below `scope`. */
export function restrictions(scope: string, level: number): Restrictions {
  const room = roomOf(scope);
  return {
    paths: banNames(scope),
    patterns: [
      ...(room === undefined ? [] : banRooms(scope, level, room)),
      ...banSiblings(scope, level),
      ...banPackages(scope),
    ],
  };
}
