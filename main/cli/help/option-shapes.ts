// SPDX-License-Identifier: Apache-2.0
import { protectorKinds } from '../../../shared/domain/secrets/protector-kinds.ts';
import {
  certificateStatuses,
  inventoryFindings,
  lossKinds,
} from '../../../shared/domain/certificates/certificate-states.ts';
import { exportFormatSchema, exportProfileSchema } from '../../../shared/schemas/certificates/export-options.ts';
import { tokenAlgorithms } from '../../../shared/schemas/token.ts';
import { pathPurposes, pathRuleSets, revocationModes } from '../../../shared/schemas/trust/validation.ts';
import { checkSchedules } from '../reminders/check-schedules.ts';
import { globalFlags, globalValues } from '../runtime/arguments.ts';
import type { Command } from '../command.ts';

export interface OptionShape {
  /** Null: a flag. */
  readonly placeholder: string | null;
  /** Null: open-ended. */
  readonly values: readonly string[] | null;
  readonly path: 'file' | 'folder' | null;
}

export interface CommandOption extends OptionShape {
  /** Without dashes. */
  readonly name: string;
  /** `-o` for `--output`. */
  readonly short: string | null;
  readonly global: boolean;
  /** `COMMAND OPTION`. */
  readonly key: string;
}

const flag: OptionShape = { placeholder: null, values: null, path: null };
const text = (placeholder: string): OptionShape => ({ placeholder, values: null, path: null });
const oneOf = (placeholder: string, values: readonly string[]): OptionShape => ({ placeholder, values, path: null });

/** By `COMMAND OPTION` or option. Default: TEXT. */
const shapes: Readonly<Record<string, OptionShape>> = {
  vault: { placeholder: 'DIR', values: null, path: 'folder' },
  output: { placeholder: 'FILE', values: null, path: 'file' },
  batch: { placeholder: 'LIST.jsonl', values: null, path: 'file' },
  expiring: text('DAYS'),
  days: text('N'),
  schedule: oneOf('SCHEDULE', checkSchedules),
  until: text('YYYY-MM-DD'),
  limit: text('N'),
  status: oneOf('STATUS', certificateStatuses),
  'list format': oneOf('FORMAT', ['json', 'csv']),
  'export format': oneOf('FORMAT', exportFormatSchema.options),
  profile: oneOf('PROFILE', exportProfileSchema.options),
  tag: text('+x,-y'),
  'watch-folder': { placeholder: 'DIR', values: null, path: 'folder' },
  to: text('STORE'),
  'backup create to': { placeholder: 'DIR|webdav:URL|token:SERIAL', values: null, path: 'folder' },
  'webdav-user': text('NAME'),
  from: text('STORE'),
  store: text('STORE'),
  url: text('URL'),
  finding: oneOf('FINDING', inventoryFindings),
  module: { placeholder: 'PATH', values: null, path: 'file' },
  token: text('SERIAL'),
  'vault-token': text('SERIAL'),
  slot: text('N'),
  key: text('LABEL'),
  'enrol key': text('vault|token:SERIAL|authority'),
  'enrol profile': { placeholder: 'FILE|NAME', values: null, path: 'file' },
  'preflight profile': { placeholder: 'FILE|NAME', values: null, path: 'file' },
  'preflight anchor': { placeholder: 'FILE', values: null, path: 'file' },
  'preflight key': text('vault|token:SERIAL'),
  'renew key': text('vault|token:SERIAL'),
  'renew profile': { placeholder: 'FILE|NAME', values: null, path: 'file' },
  'revoke profile': { placeholder: 'FILE|NAME', values: null, path: 'file' },
  kind: oneOf('KIND', lossKinds),
  'enrol anchor': { placeholder: 'FILE', values: null, path: 'file' },
  'pending check anchor': { placeholder: 'FILE', values: null, path: 'file' },
  'renew install with': text('ID'),
  'renew anchor': { placeholder: 'FILE', values: null, path: 'file' },
  'pin-sha256': text('HEX'),
  replaces: text('ID'),
  reference: text('REF'),
  host: text('HOST'),
  fingerprint: text('HEX'),
  subject: text('DN'),
  algorithm: oneOf('ALGORITHM', tokenAlgorithms),
  with: { placeholder: 'FILE…', values: null, path: 'file' },
  anchor: { placeholder: 'FILE…', values: null, path: 'file' },
  crl: { placeholder: 'FILE…', values: null, path: 'file' },
  'allow-host': text('HOST…'),
  at: text('ISO8601'),
  policy: text('OID…'),
  'validate name': text('HOST|IP|EMAIL'),
  purpose: oneOf('PURPOSE', pathPurposes),
  'max-depth': text('N'),
  rules: oneOf('RULES', pathRuleSets),
  revocation: oneOf('MODE', revocationModes),
};

const shorts: Readonly<Record<string, string>> = { output: '-o', help: '-h' };

export function optionsOf(command: Command): CommandOption[] {
  const option = (name: string, shape: OptionShape, global: boolean): CommandOption => ({
    ...shape,
    name,
    short: shorts[name] ?? null,
    global,
    key: `${command.name} ${name}`,
  });
  const secrets = command.secrets ?? [];
  return [
    ...(command.values ?? []).map((name) => option(name, shapeOf(command, name), false)),
    ...(command.lists ?? []).map((name) => option(name, shapeOf(command, name), false)),
    ...(command.flags ?? []).map((name) => option(name, flag, false)),
    ...secrets.map((name) => option(`${name}-file`, { placeholder: 'FILE', values: null, path: 'file' }, false)),
    ...secrets.map((name) => option(`${name}-stdin`, flag, false)),
    ...globalValues.map((name) => option(name, shapeOf(command, name), true)),
    ...globalFlags.map((name) => option(name, flag, true)),
  ];
}

function shapeOf(command: Command, name: string): OptionShape {
  return shapes[`${command.name} ${name}`] ?? shapes[name] ?? text('TEXT');
}

export type WordChoice = 'file' | readonly string[] | null;

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

const wordChoices: Readonly<Record<string, WordChoice>> = {
  import: 'file',
  inspect: 'file',
  validate: 'file',
  'watch add': 'file',
  scan: 'file',
  'vault export': 'file',
  'vault import': 'file',
  'backup verify': 'file',
  'backup restore': 'file',
  'tokens import': 'file',
  'pending import': 'file',
  'profiles import': 'file',
  'anchors add': 'file',
  'tokens modules add': 'file',
  'tokens modules remove': 'file',
  'vault protector add': ['os-store', 'token'],
  'vault protector remove': protectorKinds,
  completion: shells,
};

export function wordsOf(command: Command): WordChoice {
  return wordChoices[command.name] ?? null;
}
