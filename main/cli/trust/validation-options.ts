// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { pathPurposes, pathRuleSets, revocationModes } from '../../../shared/schemas/trust/validation.ts';
import type { ValidationOptions } from '../../../shared/schemas/trust/validation.ts';
import type { ParsedArguments } from '../runtime/arguments.ts';
import { askedName } from '../runtime/asked-name.ts';
import { addressFamily } from '../../net/http-address.ts';

const list = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .nullish()
  .transform((given) => given ?? []);
const flag = z
  .boolean()
  .nullish()
  .transform((given) => given ?? false);

/** The options in camelCase, as in a `--batch` line. */
export const validationInputSchema = z.strictObject({
  file: z.string().nullish(),
  id: z.string().nullish(),
  password: z.string().nullish(),
  with: list,
  anchor: list,
  crl: list,
  at: z.string().nullish(),
  policy: list,
  policyAny: flag,
  explicitPolicy: flag,
  inhibitMapping: flag,
  inhibitAny: flag,
  name: z.string().nullish(),
  purpose: z.enum(pathPurposes).nullish(),
  maxDepth: z.number().int().nonnegative().nullish(),
  rules: z.enum(pathRuleSets).nullish(),
  revocation: z.enum(revocationModes).nullish(),
});
export type ValidationInput = z.infer<typeof validationInputSchema>;

export function inputOfArguments({ values, lists, flags }: ParsedArguments): ValidationInput {
  const depth = values['max-depth'];
  const parsed = validationInputSchema.safeParse({
    with: lists['with'],
    anchor: lists['anchor'],
    crl: lists['crl'],
    at: values['at'],
    policy: lists['policy'],
    policyAny: flags.has('policy-any'),
    explicitPolicy: flags.has('explicit-policy'),
    inhibitMapping: flags.has('inhibit-mapping'),
    inhibitAny: flags.has('inhibit-any'),
    name: values['name'],
    purpose: values['purpose'],
    maxDepth: depth === undefined ? null : /^\d{1,4}$/.test(depth) ? Number(depth) : Number.NaN,
    rules: values['rules'],
    revocation: values['revocation'],
  });
  if (parsed.success) return parsed.data;
  throw new AppError('usage', { option: optionOf(String(parsed.error.issues[0]?.path[0] ?? '')) });
}

function optionOf(key: string): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

export function optionsOfInput(input: ValidationInput, now: Date): ValidationOptions {
  const { policy, policyAny, maxDepth = null } = input;
  if (policyAny && policy.length > 0) throw new AppError('usage', { option: '--policy-any' });
  if (!policy.every((oid) => /^[0-2](\.\d+)+$/.test(oid))) throw new AppError('usage', { option: '--policy' });
  const name = nameOf(input.name ?? null);
  return {
    at: timeOf(input.at ?? null, now),
    policies: policy.length > 0 ? policy : null,
    explicitPolicy: input.explicitPolicy,
    inhibitMapping: input.inhibitMapping,
    inhibitAny: input.inhibitAny,
    name,
    purpose: input.purpose ?? purposeOf(name),
    maxDepth,
    rules: input.rules ?? 'rfc5280',
    revocation: input.revocation ?? (input.crl.length > 0 ? 'required' : 'soft'),
  };
}

function nameOf(text: string | null): string | null {
  if (text === null) return null;
  const name = askedName(text);
  if (name === null) throw new AppError('usage', { option: '--name' });
  return name;
}

function purposeOf(name: string | null): ValidationOptions['purpose'] {
  if (name === null) return 'any';
  return addressFamily(name) !== 0 || !name.includes('@') ? 'server' : 'any';
}

const iso8601 = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Whole seconds. UTC by default, so that scripts are reproducible. */
function timeOf(text: string | null, now: Date): string {
  const match = text === null ? null : iso8601.exec(text);
  if (text !== null && match === null) throw new AppError('usage', { option: '--at' });
  const zoned = text === null || text.length === 10 || match?.[1] !== undefined ? text : `${text}Z`;
  const time = zoned === null ? now : new Date(zoned.replace(' ', 'T'));
  if (Number.isNaN(time.getTime()) || (text !== null && !isDay(text.slice(0, 10)))) {
    throw new AppError('usage', { option: '--at' });
  }
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** `Date` turns 30 February into 2 March. */
function isDay(day: string): boolean {
  const midnight = new Date(day);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
